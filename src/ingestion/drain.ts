/**
 * The second half of ingest: links what `put` left to be linked, then computes the states of what changed. What a
 * crash left is found in the same lists, so the next start goes on where the last one ended.
 */
import type { LinkContext, Linked, Store, Task, TaskKind } from '../../graph/index.ts'
import { spells } from '../../graph/index.ts'
import type { Pool } from './pool.ts'
import type { IngestProgress, OnProgress, Tally } from './report.ts'

/** Documents a transaction: enough to spare writes, few enough that a stop is soon. */
const BATCH = 32
/** Batches whose tasks are taken from the list at once. */
const AHEAD = 16
/** Tasks are counted up to here, for the time that is left. */
const MOST_COUNTED = 100_000

export interface DrainOptions {
  readonly store: Store
  readonly pool: Pool
  readonly tally: Tally
  readonly observedAt: string
  readonly signal: AbortSignal
  readonly onProgress: OnProgress
}

/** Drains both lists; returns when they are empty or the signal aborts. */
export async function drain(options: DrainOptions): Promise<void> {
  await linkAll(options)
  await settleAll(options)
}

/** Links are read from what was put alone, never from other links: so batches may be read ahead of what is stored. */
async function linkAll(options: DrainOptions): Promise<void> {
  const { store, pool, signal } = options
  let total = 0
  let done = 0
  const finish = async (batch: Promise<readonly LinkedTask[]>): Promise<void> => {
    done += await putBatch(await batch, options)
    options.onProgress(progress('linking', done, total))
  }
  while (!signal.aborted) {
    const tasks = await store.tasks('link', BATCH * AHEAD)
    if (tasks.length === 0) return
    total ||= await expected(store, 'link', tasks.length, BATCH * AHEAD)
    const queue: Promise<readonly LinkedTask[]>[] = []
    for (let at = 0; at < tasks.length && !signal.aborted; at += BATCH) {
      const read = linkBatch(tasks.slice(at, at + BATCH), options)
      // Told when its turn comes; until then it must not count as unhandled.
      read.catch(() => {})
      queue.push(read)
      if (queue.length > pool.size) await finish(queue.shift()!)
    }
    for (const read of queue) await finish(read)
  }
}

interface LinkedTask {
  readonly task: Task
  readonly linked: Linked | null
}

async function putBatch(batch: readonly LinkedTask[], { store, tally, observedAt }: DrainOptions): Promise<number> {
  await store.putLinks(batch, observedAt)
  const responses = batch.reduce((sum, { linked }) => sum + (linked?.responses.length ?? 0), 0)
  tally.linked(batch.length, responses)
  return batch.length
}

async function linkBatch(tasks: readonly Task[], { store, pool, tally }: DrainOptions): Promise<readonly LinkedTask[]> {
  const ready: { task: Task; context: LinkContext }[] = []
  const gone: LinkedTask[] = []
  for (const task of tasks) {
    const context = await store.linkContext(task.document)
    if (context === null) gone.push({ task, linked: null })
    else ready.push({ task, context })
  }
  const results = await pool.link(ready.map(({ context }) => context))
  const found = ready.map(({ task }, index): LinkedTask => {
    const result = results[index]!
    if ('value' in result) return { task, linked: result.value }
    tally.bad({ file: task.document, line: null, reason: `its responses cannot be read: ${result.failed}` })
    return { task, linked: null }
  })
  return [...found, ...gone]
}

async function settleAll({ store, signal, onProgress }: DrainOptions): Promise<void> {
  let total = 0
  let done = 0
  while (!signal.aborted) {
    const tasks = await store.tasks('states', BATCH * 8)
    if (tasks.length === 0) return
    total ||= await expected(store, 'states', tasks.length, BATCH * 8)
    const settled = []
    for (const task of tasks) {
      const inputs = await store.stateInputs(task.document)
      settled.push({ task, spells: inputs === null ? [] : spells(inputs) })
    }
    await store.putSpells(settled)
    done += tasks.length
    onProgress(progress('states', done, total))
  }
}

/** How many tasks of a kind there are, as far as they are counted. */
async function expected(store: Store, kind: TaskKind, found: number, page: number): Promise<number> {
  return found < page ? found : (await store.tasks(kind, MOST_COUNTED)).length
}

/** Another writer may add tasks meanwhile: then the end is where it is. */
function progress(phase: 'linking' | 'states', done: number, expected: number): IngestProgress {
  const total = Math.max(done, expected)
  return { phase, done, total, share: done / Math.max(1, total), file: null }
}
