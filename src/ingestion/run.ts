/**
 * Ingest from end to end: read, merge with what is stored, analyse in a pool, put, then link and settle what that
 * touched. Every batch is put whole or not at all, so a run may be stopped or killed at any moment and run again.
 */
import { setImmediate as turn } from 'node:timers/promises'
import type { Store } from '../../graph/index.ts'
import { type Env, fixModel, type Model, readerOf, storedModel, tierOf, weightsOf } from '../models.ts'
import { drain } from './drain.ts'
import type { InputOptions, StoredCursor } from './inputs.ts'
import { batches } from './inputs.ts'
import type { Pool, PoolOptions } from './pool.ts'
import { openPool } from './pool.ts'
import type { Prepared, PrepareOptions } from './prepare.ts'
import { prepare } from './prepare.ts'
import { put } from './put.ts'
import { byDocument } from './readings.ts'
import type { IngestProgress, IngestReport, Meter, Tally } from './report.ts'
import { openMeter, openTally } from './report.ts'

export interface IngestOptions extends PoolOptions, InputOptions {
  /** The time of this reading, one for the whole run. */
  readonly observedAt: string
  readonly onProgress?: (progress: IngestProgress) => void
  /** The model to make a new store with (default: fast); a store that is there keeps its own. */
  readonly model?: Model
  /** Settings of a language model; default: the environment of the process. */
  readonly env?: Env
  /** Tells a person what a language model will take. */
  readonly say?: (message: string) => void
}

/** Reads all inputs to the end. Bad items are counted and listed, never thrown; what is whole is stored. */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { store, observedAt, signal, onProgress = () => {}, env = process.env, say = () => {} } = options
  // What reads nothing in, finishing earlier work or a dry run, fixes no model.
  const reads = options.inputs.length > 0 && options.dryRun !== true
  const model = (reads ? await fixModel(store, options.model, env) : await storedModel(store)) ?? 'fast'
  // Where nothing is to be read, what reads need not be there: a store is served on machines without it.
  const idle = options.inputs.length === 0 && (await store.tasks('link', 1)).length === 0
  const tier = idle ? 'fast' : await tierOf(model)
  const reader = idle ? null : readerOf(model, env, signal, say)
  const tally = openTally()
  const weights = idle ? null : await weightsOf(store)
  const pool = openPool({ ...options, tier, weights })
  try {
    await readAll(options, pool, tally, openMeter(onProgress))
    if (options.dryRun !== true) await drain({ store, pool, reader, tally, observedAt, signal, onProgress })
    return {
      ...tally.report(signal.aborted),
      requests: options.client?.requests ?? 0,
      languageModel: reader?.usage() ?? null,
    }
  } finally {
    reader?.close()
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
  const queue: { readonly prepared: Promise<Prepared>; readonly cursor: StoredCursor | null }[] = []
  const putNext = async (): Promise<void> => {
    const { prepared: next, cursor } = queue.shift()!
    const prepared = await next
    await put(prepared, making)
    // Only now: whoever is killed before this reads the batch again, and finds it stored.
    if (cursor !== null) await store.setting(cursor.name, cursor.value)
    meter.stored(prepared.readings.size)
    // A judgement that came meanwhile does not wait for the end of the reading.
    await turn()
  }
  for await (const { readings, cursor } of batches(options, tally, meter)) {
    if (options.dryRun === true) continue
    const prepared = prepare(byDocument(readings), making)
    // Told when its turn comes; until then it must not count as unhandled.
    prepared.catch(() => {})
    queue.push({ prepared, cursor })
    if (queue.length > pool.size) await putNext()
    if (signal.aborted) break
  }
  while (queue.length > 0) await putNext()
}
