/** A pool of threads that do both passes. Small inputs are read inline: a thread costs more than a few documents. */
import { availableParallelism } from 'node:os'
import type { Analysis, Linked, SourceDocument } from '../../graph/index.ts'
import type { FastModel } from '../../ingest/index.ts'
import type { Caller } from '../threads.ts'
import { caller, thread } from '../threads.ts'
import type { LocalWeights } from '../training/weights.ts'
import type { Done, Job, LinkInput, Result, Tier } from './reading.ts'
import { analyserOf, modelOf, withRecords, work } from './reading.ts'

export interface Pool {
  /** How many threads it may use. */
  readonly size: number
  /** The name that its analyses carry. */
  readonly analyser: string
  analyse(records: readonly SourceDocument[]): Promise<readonly Done<Analysis>[]>
  link(links: readonly LinkInput[]): Promise<readonly Done<Linked>[]>
  close(): Promise<void>
}

export interface PoolOptions {
  /** Threads; default: one a core. 0 reads everything inline. */
  readonly threads?: number
  /** Characters read inline before threads are started. */
  readonly inline?: number
  /** What reads; default: the fast model alone. */
  readonly tier?: Tier
  /** What a store was retrained to; default: the weights that ship. */
  readonly weights?: LocalWeights | null
}

/** About as much text as two threads need to start in the time that it takes to read it. */
const INLINE: Readonly<Record<Tier, number>> = { fast: 400_000, accurate: 4_000 }

/**
 * Heap of a thread, in MiB. A limit far above what a document takes keeps V8 from letting garbage pile up to gigabytes,
 * as it does on a machine with much memory.
 */
const LIMITS = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 24 }

const sizeOfRecord = (record: SourceDocument): number =>
  record.revisions.reduce((sum, revision) => sum + revision.body.length, 0)
const sizeOfLink = ({ context }: LinkInput): number =>
  context.documents.reduce((sum, { newest }) => sum + newest.text.length, context.subject.newest.text.length)

export function openPool({
  threads = Math.min(availableParallelism(), 16),
  tier = 'fast',
  inline = INLINE[tier],
  weights = null,
}: PoolOptions = {}): Pool {
  const callers: Caller<Job, unknown>[] = []
  const analyser = analyserOf(weights)
  let model: FastModel | null = null
  let seen = 0

  async function run<J extends Job>(job: J, size: number): Promise<Result<J>> {
    seen += size
    if (threads === 0 || (callers.length === 0 && seen <= inline)) {
      model ??= modelOf(weights)
      return (await work(job, model)) as Result<J>
    }
    while (callers.length < threads) callers.push(caller(thread('reading-worker', import.meta.url, weights, LIMITS)))
    const idlest = callers.reduce((best, one) => (one.pending < best.pending ? one : best))
    return (await idlest.call(job)) as Result<J>
  }
  const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)
  return {
    size: Math.max(1, threads),
    analyser,
    analyse: async (records) =>
      withRecords(
        await run({ pass: 'analyse', tier, records } as const, sum(records.map(sizeOfRecord))),
        records,
        analyser,
      ),
    link: (links) => run({ pass: 'link', tier, links }, sum(links.map(sizeOfLink))),
    async close() {
      await Promise.all(callers.map((one) => one.close()))
    },
  }
}
