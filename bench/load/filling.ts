/**
 * Ways into an empty Neo4j store, one after the other, each on a server of its own: documents, revisions, claims and
 * responses by plain batches of UNWIND with the same indexes (the floor, which ties and derives less), and a copy of a
 * SQLite store, which writes all. Processor time is of the server and of this process: wall clock of a shared machine says little.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import neo4j from 'neo4j-driver'
import { type Archive, copy, openSqlite, openStore, type Store } from '../../graph/index.ts'
import { rowsOf } from '../../graph/neo4j/documents.ts'
import { FormIndex } from '../../graph/neo4j/forms.ts'
import { toCypher } from '../../graph/neo4j/values.ts'
import { load } from './loading.ts'
import { short } from './measure.ts'
import type { Table } from './report.ts'
import { makerOf } from './stores.ts'

/** Documents a batch. */
const BATCH = 500

interface Spent {
  readonly seconds: number
  /** Processor seconds; null where the system does not tell. */
  readonly server: number | null
  readonly client: number
}

type Way = (from: Store, address: string, mark: (phase: string) => void) => Promise<void>

const FLOOR = `UNWIND $rows AS row CREATE (d:Document {id: row.id}) SET d += row.document
  WITH d, row
  FOREACH (one IN row.revisions | CREATE (v:Revision {id: one.id})-[:OF]->(d) SET v += one.cells)
  FOREACH (one IN row.claims | CREATE (c:Claim {id: one.id})-[:IN]->(d) SET c += one.cells)
  FOREACH (one IN row.responses | CREATE (r:Response {id: one.id})-[:FROM]->(d) SET r += one)`

function plainRow(archive: Archive) {
  const { id, document, revisions, claims } = rowsOf(new FormIndex(), archive.analysis)
  const responses = archive.responses.map(({ to, judged: _, ...response }) => ({
    ...{ ...response, toDocument: to.document, toClaim: to.claim, toExact: to.exact, toRevision: to.revision },
    ...{ open: true, order: `${response.at} ${response.id}` },
  }))
  return { id, document, revisions, claims, responses }
}

const WAYS: readonly (readonly [name: string, way: Way])[] = [
  [
    'plain batches',
    async (from, address) => {
      const driver = neo4j.driver(address, undefined, { disableLosslessIntegers: true })
      for (let after = ''; ; ) {
        const ids = await from.stale('', after, BATCH)
        if (ids.length === 0) break
        const rows = []
        for (const id of ids) rows.push(plainRow((await from.archive(id))!))
        await driver.executeQuery(FLOOR, toCypher({ rows: rows as never }) as object)
        after = ids.at(-1)!
      }
      await driver.close()
    },
  ],
  [
    'copy into an empty store',
    async (from, address, mark) => {
      const to = await openStore(address)
      let last = ''
      const onProgress = ({ phase }: { readonly phase: string }): void => {
        if (phase !== last) mark(phase)
        last = phase
      }
      await copy(from, to, { onProgress })
      await to.close()
    },
  ],
]

export async function fillingTable(
  folder: string,
  comments: number,
  say: (line: string) => void,
): Promise<Table | { readonly skipped: string }> {
  const from = openSqlite(join(folder, 'filling.db'))
  const { documents, revisions, claims, responses } = await load(from, comments)
  const rows = documents + revisions + claims + responses
  const table: Table['rows'][number][] = []
  for (const [name, way] of WAYS) {
    const maker = await makerOf('neo4j', folder)
    if ('skipped' in maker) return maker
    say(`neo4j: ${name}`)
    const address = await maker.fresh(name)
    await (await openStore(address)).close()
    let phase = name
    let began = spent()
    const end = (): void => {
      const [seconds, server, client] = difference(spent(), began)
      const perRow = server === null ? null : short(((server + client) * 1e6) / rows)
      table.push({
        ...{ way: phase, seconds: short(seconds), 'rows a second': short(rows / seconds) },
        ...{ 'server, processor s': server === null ? null : short(server), 'client, processor s': short(client) },
        'processor µs a row': perRow,
      })
      began = spent()
    }
    await way(from, address, (next) => {
      if (phase !== name) end()
      phase = `${name}: ${next}`
      began = spent()
    })
    end()
    await maker.close()
  }
  await from.close()
  return {
    name: `Filling Neo4j (${comments} comments, ${rows} rows)`,
    about:
      'Each way on a server just started. The copy is told by phase: documents written, then keys, ties, indexes and names, then proof.',
    rows: table,
  }
}

function spent(): Spent {
  const { user, system } = process.cpuUsage()
  return { seconds: performance.now() / 1000, server: children(), client: (user + system) / 1e6 }
}

function difference(now: Spent, then: Spent): readonly [number, number | null, number] {
  const server = now.server === null || then.server === null ? null : now.server - then.server
  return [now.seconds - then.seconds, server, now.client - then.client]
}

/** Processor seconds of the processes that this one has started and that still run, as Linux counts them: in hundredths. */
function children(): number | null {
  try {
    const ids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(/\s+/)
    return ids.reduce((sum, id) => {
      const [user, system] = readFileSync(`/proc/${id}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')
        .slice(11, 13)
      return sum + (Number(user) + Number(system)) / 100
    }, 0)
  } catch {
    return null
  }
}
