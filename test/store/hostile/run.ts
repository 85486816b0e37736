/** Ingests hostile inputs one after the other, each into a store of its own, and prints a line of JSON for each. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openSqlite } from '../../../graph/index.ts'
import { NoSource } from '../../../ingest/index.ts'
import { ingest } from '../../../src/ingestion/run.ts'
import { startReplay, testClient } from '../../support/replay.ts'
import { HOSTILE } from './all.ts'
import type { Hostile } from './case.ts'

export interface Outcome {
  readonly name: string
  readonly said: readonly string[]
  /** Processor time of all threads, in seconds. */
  readonly seconds: number
  /** Greatest memory so far, in MiB. */
  readonly memory: number
}

const [scratch = '', from = '0', to = String(HOSTILE.length)] = process.argv.slice(2)

for (const [at, one] of HOSTILE.slice(Number(from), Number(to)).entries()) {
  const folder = join(scratch, String(at))
  const address = made(one, folder)
  process.stdout.write(`${JSON.stringify({ begun: one.name })}\n`)
  const before = process.cpuUsage()
  const said = await outcomeOf(one, address, folder)
  const { user, system } = process.cpuUsage(before)
  const seconds = (user + system) / 1e6
  const memory = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(`${JSON.stringify({ name: one.name, said, seconds, memory } satisfies Outcome)}\n`)
  rmSync(folder, { recursive: true, force: true })
}

function made({ file = 'none', content, make, address }: Hostile, folder: string): string {
  mkdirSync(folder, { recursive: true })
  if (address !== undefined) return address
  const path = join(folder, 'in', file)
  mkdirSync(dirname(path), { recursive: true })
  if (content !== undefined) writeFileSync(path, content())
  make?.(path)
  return path
}

async function outcomeOf({ api, source }: Hostile, address: string, folder: string): Promise<readonly string[]> {
  const server = api === undefined ? null : await startReplay(api)
  const store = openSqlite(join(folder, 'store.db'))
  try {
    const report = await ingest({
      ...{ store, observedAt: '2024-06-01T00:00:00Z', signal: new AbortController().signal, threads: 0 },
      inputs: [{ address, ...(source === undefined ? {} : { source }) }],
      ...(server === null
        ? {}
        : { client: testClient({ tries: 2, via: (url) => new URL(`${url.pathname}${url.search}`, server.url) }) }),
    })
    const { documents, revisions, badCount, conflictCount, skipped } = report
    return [
      `${documents.added} added, ${documents.changed} changed, ${documents.unchanged} unchanged, ${revisions} revisions, ${badCount} bad, ${conflictCount} conflicts`,
      ...skipped.map(({ reason, count }) => `skipped ${count}: ${reason.replace(/; the sources are .*/s, '')}`),
      ...report.bad
        .slice(0, 3)
        .map(
          ({ file, line, reason }) =>
            `bad ${file}${line === null ? '' : `:${line}`}: ${reason.replace(/; the sources are .*/s, '')}`,
        ),
      ...(await texts(store)),
    ].map((line) => shown(line.replaceAll(`${folder}/in`, '').replaceAll(server?.url ?? folder, '')))
  } catch (error) {
    if (!(error instanceof NoSource)) throw error
    return [shown(error.message.split(';')[0]!.replaceAll(`${folder}/in`, ''))]
  } finally {
    await store.close()
    await server?.stop()
  }
}

/** The first texts in the store, with their claims left out. */
async function texts(store: ReturnType<typeof openSqlite>): Promise<readonly string[]> {
  const found: string[] = []
  for await (const line of store.export({ minConfidence: 0 })) {
    const record = JSON.parse(line) as { readonly type: string; readonly id: string; readonly text: string }
    if (record.type === 'revision' && found.length < 4) found.push(`${record.id} ${JSON.stringify(record.text)}`)
  }
  return found
}

/** One line, of no more than a person reads; what cannot be seen is escaped. */
function shown(line: string): string {
  const seen = line.replace(/[^\x20-\x7e]/gu, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`)
  return seen.length <= 300 ? seen : `${seen.slice(0, 240)} … ${seen.length} characters`
}
