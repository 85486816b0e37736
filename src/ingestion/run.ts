/**
 * Ingest from end to end: read, merge with what is stored, analyse in a pool, put, then link and settle what that
 * touched. Every batch is put whole or not at all, so a run may be stopped or killed at any moment and run again.
 */
import type { Store } from '../../graph/index.ts'
import { drain } from './drain.ts'
import type { InputOptions } from './inputs.ts'
import { batches } from './inputs.ts'
import type { Pool, PoolOptions } from './pool.ts'
import { openPool } from './pool.ts'
import type { Prepared, PrepareOptions } from './prepare.ts'
import { byDocument, prepare } from './prepare.ts'
import { put } from './put.ts'
import type { IngestProgress, IngestReport, Meter, Tally } from './report.ts'
import { openMeter, openTally } from './report.ts'

export interface IngestOptions extends PoolOptions, InputOptions {
  readonly store: Store
  /** The time of this reading, one for the whole run. */
  readonly observedAt: string
  readonly onProgress?: (progress: IngestProgress) => void
}

/** Reads all inputs to the end. Bad items are counted and listed, never thrown; what is whole is stored. */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { store, observedAt, signal, onProgress = () => {} } = options
  const tally = openTally()
  const pool = openPool(options)
  try {
    await readAll(options, pool, tally, openMeter(onProgress))
    await drain({ store, pool, tally, observedAt, signal, onProgress })
    return tally.report(signal.aborted)
  } finally {
    await pool.close()
  }
}

/** Finishes what an earlier run left undone. */
export function resume(store: Store, observedAt: string, signal: AbortSignal): Promise<IngestReport> {
  return ingest({ store, inputs: [], observedAt, signal })
}

async function readAll(options: IngestOptions, pool: Pool, tally: Tally, meter: Meter): Promise<void> {
  const { store, observedAt, signal } = options
  const making: PrepareOptions = { store, pool, tally, observedAt }
  const queue: Promise<Prepared>[] = []
  const putNext = async (): Promise<void> => {
    const prepared = await queue.shift()!
    await put(prepared, making)
    meter.stored(prepared.readings.size)
  }
  for await (const batch of batches(options, tally, meter)) {
    const prepared = prepare(byDocument(batch), making)
    // Told when its turn comes; until then it must not count as unhandled.
    prepared.catch(() => {})
    queue.push(prepared)
    if (queue.length > pool.size) await putNext()
    if (signal.aborted) break
  }
  while (queue.length > 0) await putNext()
}
