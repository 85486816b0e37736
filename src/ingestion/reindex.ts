/** Reads a store again after an upgrade: what was analysed by another version, from the records that the store keeps. */
import type { Store } from '../../graph/index.ts'
import { type Env, readerOf, storedModel, tierOf, weightsOf } from '../models.ts'
import { drain } from './drain.ts'
import { openPool } from './pool.ts'
import { prepare } from './prepare.ts'
import { put } from './put.ts'
import type { IngestReport, OnProgress } from './report.ts'
import { openMeter, openTally } from './report.ts'

const BATCH = 64

export interface ReindexOptions {
  readonly store: Store
  readonly observedAt: string
  readonly signal: AbortSignal
  readonly onProgress?: OnProgress
  /** Settings of a language model; default: the environment of the process. */
  readonly env?: Env
  /** Tells a person what a language model will take. */
  readonly say?: (message: string) => void
}

/** May be stopped at any moment: what was read again is stored, and the next run goes on with the rest. */
export async function reindex({
  store,
  observedAt,
  signal,
  onProgress = () => {},
  env = process.env,
  say = () => {},
}: ReindexOptions): Promise<IngestReport> {
  const tally = openTally()
  const meter = openMeter(onProgress)
  const model = (await storedModel(store)) ?? 'fast'
  const reader = readerOf(model, env, signal, say)
  const pool = openPool({ tier: await tierOf(model), weights: await weightsOf(store) })
  const making = { store, pool, tally, observedAt }
  try {
    let after: string | null = null
    while (!signal.aborted) {
      const stale: readonly string[] = await store.stale(pool.analyser, after, BATCH)
      if (stale.length === 0) break
      await put(await prepare(new Map(stale.map((id) => [id, []])), making), making)
      after = stale.at(-1)!
      meter.stored(stale.length)
    }
    await drain({ store, pool, reader, tally, observedAt, signal, onProgress })
    return { ...tally.report(signal.aborted), languageModel: reader?.usage() ?? null }
  } finally {
    reader?.close()
    await pool.close()
  }
}
