/** A store filled with generated documents through the port, as ingest does it, but without extraction. */
import { type Linked, type Put, type Store, spells } from '../../graph/index.ts'
import { forum } from './forum.ts'
import { glossary, type Made, maker } from './made.ts'

/** Documents a transaction. */
const BATCH = 500
/** Inside the history of every scale: questions as of then find something at each. */
export const THEN = '2012-03-01T00:00:00Z'
const LEARNED = '2026-01-01T00:00:00Z'
/** Ids of each kind that are kept for the questions, spread over the whole load. */
const SAMPLES = 400

export interface Loaded {
  readonly comments: number
  readonly documents: number
  readonly revisions: number
  readonly claims: number
  readonly responses: number
  readonly seconds: number
  /** Claims that something responds to, those of the longest thread's first post, and documents, spread over the load. */
  readonly answered: readonly string[]
  /** Those of the claims that had been made by `THEN`. */
  readonly early: readonly string[]
  readonly hottest: readonly string[]
  readonly read: readonly string[]
}

/** Every n-th of a stream, such that about `SAMPLES` are kept whatever its length. */
class Sample {
  #every = 1
  #seen = 0
  #kept: string[] = []

  add(value: string): void {
    if (this.#seen++ % this.#every !== 0) return
    this.#kept.push(value)
    if (this.#kept.length < SAMPLES * 2) return
    this.#kept = this.#kept.filter((_, at) => at % 2 === 0)
    this.#every *= 2
  }

  get values(): readonly string[] {
    return this.#kept.slice(0, SAMPLES)
  }
}

/** Loads a forum of so many comments; the seed is fixed, so that each scale is the same forum on every machine. */
export async function load(store: Store, comments: number): Promise<Loaded> {
  const make = maker()
  const answered = new Sample()
  const early = new Sample()
  const read = new Sample()
  const counts = { documents: 0, revisions: 0, claims: 0, responses: 0 }
  let hottest: readonly string[] = []
  let batch: Made[] = []
  const linked = new Map<string, Linked>()
  let seconds = 0
  const flush = async (): Promise<void> => {
    const puts = batch.map(({ analysis }): Put => ({ analysis, base: null }))
    for (const made of batch) linked.set(made.analysis.document.id, made.linked)
    const start = performance.now()
    await store.put(puts, LEARNED)
    await settle(store, linked)
    seconds += (performance.now() - start) / 1000
    batch = []
  }
  const take = async (made: Made): Promise<void> => {
    const { document, revisions, claims } = made.analysis
    counts.documents += 1
    counts.revisions += revisions.length
    counts.claims += claims.length
    counts.responses += made.linked.responses.length
    if (document.id === 'made:t0') hottest = claims.map(({ id }) => id)
    for (const { to, at } of made.linked.responses.slice(0, 1)) {
      answered.add(to.claim!)
      if (at !== null && at <= THEN) early.add(to.claim!)
    }
    read.add(document.id)
    batch.push(made)
    if (batch.length >= BATCH) await flush()
  }
  await take(make(glossary()))
  await flush()
  for await (const record of forum({ comments, seed: 7 })) {
    // A thread is over: nothing that comes later reads its documents.
    if (record.parent === null && linked.size > BATCH * 40) {
      await flush()
      linked.clear()
    }
    await take(make(record))
  }
  await flush()
  return { comments, ...counts, seconds, answered: answered.values, early: early.values, hottest, read: read.values }
}

/** Drains what `put` left to be done, with the links that were made beforehand. */
async function settle(store: Store, linked: ReadonlyMap<string, Linked>): Promise<void> {
  for (;;) {
    const tasks = await store.tasks('link', BATCH)
    if (tasks.length === 0) break
    await store.putLinks(
      tasks.map((task) => ({ task, linked: linked.get(task.document) ?? null })),
      LEARNED,
    )
  }
  for (;;) {
    const tasks = await store.tasks('states', BATCH)
    if (tasks.length === 0) break
    const settled = []
    for (const task of tasks) {
      const inputs = await store.stateInputs(task.document)
      settled.push({ task, spells: inputs === null ? [] : spells(inputs) })
    }
    await store.putSpells(settled)
  }
}
