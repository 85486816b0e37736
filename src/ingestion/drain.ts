/**
 * The second half of ingest: links what `put` left to be linked, then computes the states of what changed. What a
 * crash left is found in the same lists, so the next start goes on where the last one ended. After each batch whoever
 * else has work for this thread (a judgement, a cancel) gets a turn: a store that answers at once would else give none.
 */
import { setImmediate as turn } from 'node:timers/promises'
import type { Judgement, LinkContext, Linked, Store, Task, TaskKind } from '../../graph/index.ts'
import { spells } from '../../graph/index.ts'
import type { Pool } from './pool.ts'
import type { Read, ReplyReader } from './replies.ts'
import type { IngestProgress, OnProgress, Tally } from './report.ts'

/** Documents a transaction: enough to spare writes, few enough that a stop is soon. */
const BATCH = 64
/** Batches whose tasks are taken from the list at once. */
const AHEAD = 16
/** Tasks are counted up to here, for the time that is left. */
const MOST_COUNTED = 100_000

export interface DrainOptions {
  /** Reads replies in place of the pool's own model; null: the pool does. */
  readonly reader: ReplyReader | null
  readonly store: Store
  readonly pool: Pool
  readonly tally: Tally
  readonly observedAt: string
  readonly signal: AbortSignal
  readonly onProgress: OnProgress
}

/** Drains both lists; returns when they are empty but for what could not be read, or the signal aborts. */
export async function drain(options: DrainOptions): Promise<void> {
  const { reader, store, signal } = options
  if (reader !== null) await reader.plan(openContexts(store, signal))
  await linkAll(options)
  await settleAll(options)
}

/** What is left to be linked, as the reader will get it. */
async function* openContexts(store: Store, signal: AbortSignal): AsyncGenerator<LinkContext> {
  for (const { document } of await store.tasks('link', MOST_COUNTED)) {
    if (signal.aborted) return
    const context = await store.linkContext(document)
    if (context !== null) yield context
  }
}

/** Links are read from what was put alone, never from other links: so batches may be read ahead of what is stored. */
async function linkAll(options: DrainOptions): Promise<void> {
  const { store, pool, signal, reader, tally } = options
  let total = 0
  let done = 0
  // Tasks that could not be read stay in the list, for the next run: this one passes them by.
  const passed = new Set<string>()
  const finish = async (batch: Promise<readonly LinkedTask[]>): Promise<void> => {
    done += await putBatch(await batch, passed, options)
    options.onProgress(progress('linking', done, total))
    await turn()
  }
  while (!signal.aborted) {
    const page = BATCH * AHEAD + passed.size
    const listed = await store.tasks('link', page)
    const tasks = listed.filter((task) => !passed.has(keyOf(task)))
    if (tasks.length === 0) return
    total ||= await expected(store, 'link', listed.length, page)
    const queue: Promise<readonly LinkedTask[]>[] = []
    for (let at = 0; at < tasks.length && !signal.aborted; at += BATCH) {
      const read = linkBatch(tasks.slice(at, at + BATCH), options)
      // Told when its turn comes; until then it must not count as unhandled.
      read.catch(() => {})
      queue.push(read)
      if (queue.length > pool.size) await finish(queue.shift()!)
    }
    for (const read of queue) await finish(read)
    const halted = reader?.halted() ?? null
    if (halted !== null) {
      tally.bad({ file: 'language model', line: null, reason: `no more was read: ${halted}` })
      return
    }
  }
}

const keyOf = ({ document, mark }: Task): string => `${mark} ${document}`

/** A task with its responses; null: the document is gone; left: it could not be read, and what is stored of it stays. */
interface LinkedTask {
  readonly task: Task
  readonly linked: Linked | null | 'left'
}

async function putBatch(
  batch: readonly LinkedTask[],
  passed: Set<string>,
  { store, tally, observedAt }: DrainOptions,
): Promise<number> {
  const whole = batch.flatMap(({ task, linked }) => {
    if (linked !== 'left') return [{ task, linked }]
    passed.add(keyOf(task))
    return []
  })
  await store.putLinks(whole, observedAt)
  const responses = whole.reduce((sum, { linked }) => sum + (linked?.responses.length ?? 0), 0)
  tally.linked(whole.length, responses)
  return whole.length
}

async function linkBatch(tasks: readonly Task[], options: DrainOptions): Promise<readonly LinkedTask[]> {
  const { store, pool, tally } = options
  const found: { task: Task; context: LinkContext }[] = []
  const others: LinkedTask[] = []
  const contexts = await Promise.all(tasks.map(({ document }) => store.linkContext(document)))
  for (const [at, task] of tasks.entries()) {
    const context = contexts[at]!
    if (context === null) others.push({ task, linked: null })
    else found.push({ task, context })
  }
  const readings = await readingsOf(
    found.map(({ context }) => context),
    options,
  )
  const ready = found.flatMap(({ task, context }, index) => {
    const read = readings[index]!
    if ('reading' in read) return [{ task, context, reading: read.reading }]
    if ('failed' in read) tally.bad({ file: task.document, line: null, reason: read.failed })
    others.push({ task, linked: 'left' })
    return []
  })
  const results = await pool.link(ready)
  const linked = ready.map(({ task }, index): LinkedTask => {
    const result = results[index]!
    if ('value' in result) return { task, linked: result.value }
    tally.bad({ file: task.document, line: null, reason: `its responses cannot be read: ${result.failed}` })
    return { task, linked: null }
  })
  return [...linked, ...others]
}

/** Readings by the reader, where there is one. */
function readingsOf(contexts: readonly LinkContext[], { reader }: DrainOptions): Promise<readonly Read[]> {
  return reader?.read(contexts) ?? Promise.resolve(contexts.map(() => ({ reading: null })))
}

/** Computes the states that are to be computed; returns when none is left, or the signal aborts. */
export async function settleAll({
  store,
  signal,
  onProgress,
}: Pick<DrainOptions, 'store' | 'signal' | 'onProgress'>): Promise<void> {
  let total = 0
  let done = 0
  while (!signal.aborted) {
    const tasks = await store.tasks('states', BATCH * 8)
    if (tasks.length === 0) return
    total ||= await expected(store, 'states', tasks.length, BATCH * 8)
    await settle(store, tasks)
    done += tasks.length
    onProgress(progress('states', done, total))
    await turn()
  }
}

/** Keeps what a person said, and computes the states that follow from it: not those that an ingest has left to be computed. */
export async function judge(store: Store, judgement: Judgement): Promise<void> {
  await settle(store, await store.judge(judgement))
}

async function settle(store: Store, tasks: readonly Task[]): Promise<void> {
  const settled = tasks.map(async (task) => {
    const inputs = await store.stateInputs(task.document)
    return { task, spells: inputs === null ? [] : spells(inputs) }
  })
  await store.putSpells(await Promise.all(settled))
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
