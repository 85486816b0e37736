/**
 * Ingest from end to end: read, merge with what is stored, analyse in a pool, put, then link and settle what that
 * touched. Every batch is put whole or not at all, so a run may be stopped or killed at any moment and run again.
 */
import type { SourceDocument, Store } from '../../graph/index.ts'
import type { Source } from '../../ingest/index.ts'
import { NoSource, sourceFor } from '../../ingest/index.ts'
import { drain } from './drain.ts'
import type { Pool, PoolOptions } from './pool.ts'
import { openPool } from './pool.ts'
import type { Prepared, PrepareOptions } from './prepare.ts'
import { byDocument, prepare } from './prepare.ts'
import { put } from './put.ts'
import type { IngestProgress, IngestReport, Tally } from './report.ts'
import { openTally } from './report.ts'

/** What is to be read: a path or URL, and the reader's name where the address does not tell. */
export interface Input {
  readonly address: string
  readonly source?: string
}

export interface IngestOptions extends PoolOptions {
  readonly store: Store
  readonly inputs: readonly Input[]
  /** The time of this reading, one for the whole run. */
  readonly observedAt: string
  /** Stops at the end of a batch. */
  readonly signal: AbortSignal
  /** Documents to read at most. */
  readonly limit?: number
  readonly onProgress?: (progress: IngestProgress) => void
}

/** A batch ends at so many documents, or so many characters. */
const BATCH = 32
const BATCH_CHARACTERS = 2_000_000

/** Reads all inputs to the end. Bad items are counted and listed, never thrown; what is whole is stored. */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { store, observedAt, signal, onProgress = () => {} } = options
  const tally = openTally()
  const pool = openPool(options)
  try {
    await readAll(options, pool, tally)
    await drain({
      ...{ store, pool, tally, observedAt, signal },
      onProgress: (phase, done, left) =>
        onProgress({ phase, done, total: done + left, share: done / Math.max(1, done + left), file: null }),
    })
    return tally.report(signal.aborted)
  } finally {
    await pool.close()
  }
}

/** Finishes what an earlier run left undone. */
export function resume(store: Store, observedAt: string, signal: AbortSignal): Promise<IngestReport> {
  return ingest({ store, inputs: [], observedAt, signal })
}

async function readAll(options: IngestOptions, pool: Pool, tally: Tally): Promise<void> {
  const { store, observedAt, signal } = options
  const making: PrepareOptions = { store, pool, tally, observedAt }
  const queue: Promise<Prepared>[] = []
  const putNext = async (): Promise<void> => put(await queue.shift()!, making)
  for await (const batch of batches(options, tally)) {
    const prepared = prepare(byDocument(batch), making)
    // Told when its turn comes; until then it must not count as unhandled.
    prepared.catch(() => {})
    queue.push(prepared)
    if (queue.length > pool.size) await putNext()
    if (signal.aborted) break
  }
  while (queue.length > 0) await putNext()
}

async function* batches(options: IngestOptions, tally: Tally): AsyncGenerator<readonly SourceDocument[]> {
  const { signal, limit = Number.POSITIVE_INFINITY } = options
  let batch: SourceDocument[] = []
  let characters = 0
  let count = 0
  for await (const record of documents(options, tally)) {
    batch.push(record)
    count += 1
    characters += record.revisions.reduce((sum, { body }) => sum + body.length, 0)
    if (count >= limit) break
    if (batch.length < BATCH && characters < BATCH_CHARACTERS) continue
    yield batch
    batch = []
    characters = 0
    if (signal.aborted) return
  }
  if (batch.length > 0) yield batch
}

/** All documents of all inputs; what is bad goes to the tally, how far it is to the listener. */
async function* documents(
  { inputs, signal, onProgress = () => {} }: IngestOptions,
  tally: Tally,
): AsyncGenerator<SourceDocument> {
  let done = 0
  for (const [index, { address, source }] of inputs.entries()) {
    const reader = await readerOf(address, source, tally)
    let empty = reader !== null
    for await (const item of reader?.read(address, { signal }) ?? []) {
      switch (item.kind) {
        case 'document':
          done += 1
          yield item.document
          break
        case 'bad':
          tally.bad({ file: item.file, line: item.line, reason: item.reason })
          break
        case 'progress': {
          const share = item.share === null ? null : (index + item.share) / inputs.length
          onProgress({ phase: 'reading', done, total: null, share, file: item.file })
          continue
        }
      }
      empty = false
    }
    if (empty && !signal.aborted)
      tally.bad({ file: address, line: null, reason: 'it is empty: there is no document in it' })
  }
}

/** The reader of an address; an address that nothing reads is bad, as a file is that cannot be read. */
async function readerOf(address: string, source: string | undefined, tally: Tally): Promise<Source | null> {
  try {
    return await sourceFor(address, source)
  } catch (error) {
    // A name that is no source's is a fault of whoever asked, not of the input.
    if (!(error instanceof NoSource) || source !== undefined) throw error
    tally.bad({ file: address, line: null, reason: error.message })
    return null
  }
}
