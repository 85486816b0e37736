/** One new comment from its record to its answered state: read, put durably, linked, settled. */
import { openStore, type SourceDocument } from '../../graph/index.ts'
import { drain } from '../../src/ingestion/drain.ts'
import { openPool } from '../../src/ingestion/pool.ts'
import { prepare } from '../../src/ingestion/prepare.ts'
import { put } from '../../src/ingestion/put.ts'
import { byDocument, shown } from '../../src/ingestion/readings.ts'
import { openTally } from '../../src/ingestion/report.ts'
import { acronym } from './forum.ts'
import { type Timing, timeEach } from './measure.ts'

const COMMENTS = 60
const OBSERVED = '2026-02-01T00:00:00Z'

export interface Into {
  readonly name: string
  /** Native ids: the thread, and the documents in it that are answered in turn. */
  readonly root: string
  readonly parents: readonly string[]
}

/** Times comments into each thread in turn, so that all see the same state of the machine. */
export async function ingestOneByOne(
  address: string,
  threads: readonly Into[],
): Promise<readonly { readonly name: string; readonly time: Timing }[]> {
  const store = await openStore(address)
  const pool = openPool({ threads: 0 })
  const making = { store, pool, tally: openTally(), observedAt: OBSERVED }
  const signal = new AbortController().signal
  const ingestOne = async (record: SourceDocument): Promise<void> => {
    await put(await prepare(byDocument([shown(record)]), making), making)
    await drain({ ...making, reader: null, signal, onProgress: () => {} })
  }
  const results = []
  for (const thread of threads) {
    // The first few wake what is cold: the model's weights, prepared statements, the pages of the thread.
    for (let nth = 0; nth < 10; nth++) await ingestOne(comment(thread, -1 - nth))
    const records = Array.from({ length: COMMENTS }, (_, nth) => comment(thread, nth))
    results.push({ name: thread.name, time: await timeEach(records, ingestOne) })
  }
  await pool.close()
  await store.close()
  return results
}

function comment({ root, parents }: Into, nth: number): SourceDocument {
  const at = new Date(Date.parse('2025-06-01T00:00:00Z') + nth * 60_000).toISOString()
  const body = `I disagree that ${acronym(nth & 7)} will be enough here. The evidence shows that it fails in case ${nth}.`
  const revision = { key: '1', number: 1, at, observedAt: null, editor: null, note: null, format: 'markdown' as const }
  return {
    ...{ source: 'made', id: `one-${parents[0]}-${nth}`, kind: 'comment', title: null, subtitle: null, url: null },
    ...{
      author: { id: `a${nth & 15}`, name: `Author ${nth & 15}` },
      createdAt: at,
      root,
      state: 'live',
      stateAt: null,
    },
    ...{ score: null, aliases: [], quote: null, respondsToRevision: null, extra: {} },
    parent: parents[Math.abs(nth) % parents.length]!,
    revisions: [{ ...revision, title: null, subtitle: null, body }],
  }
}
