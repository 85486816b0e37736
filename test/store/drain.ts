/** What the pipeline does with a store, in small: puts, links what is to be linked, computes states. */
import type { Linked, Put, Question, Row, RowKind, Store } from '../../graph/index.ts'
import { spells } from '../../graph/index.ts'
import { over, type Post } from './build.ts'

export const LEARNED = '2021-01-01T00:00:00Z'

/** Puts documents that are not there yet. */
export async function putAll(store: Store, ...posts: readonly Post[]): Promise<void> {
  await store.put(
    posts.map((post) => over(post)),
    LEARNED,
  )
}

/** Links all open tasks by what is given for each document (nothing where nothing is given), then computes all states. */
export async function drain(store: Store, links: readonly Linked[] = [], learnedAt = LEARNED): Promise<void> {
  const byDocument = new Map(links.map((one) => [one.document, one]))
  for (let tasks = await store.tasks('link', 100); tasks.length > 0; tasks = await store.tasks('link', 100)) {
    const given = tasks.map((task) => ({
      task,
      linked: byDocument.get(task.document) ?? { document: task.document, responses: [], promptedEdits: [] },
    }))
    await store.putLinks(given, learnedAt)
  }
  await drainStates(store)
}

export async function drainStates(store: Store): Promise<void> {
  for (let tasks = await store.tasks('states', 100); tasks.length > 0; tasks = await store.tasks('states', 100)) {
    const given = []
    for (const task of tasks) {
      const inputs = await store.stateInputs(task.document)
      given.push({ task, spells: inputs === null ? [] : spells(inputs) })
    }
    await store.putSpells(given)
  }
}

/** Puts, links and computes states: a small graph in one go. */
export async function graphOf(store: Store, posts: readonly Post[], links: readonly Linked[] = []): Promise<void> {
  await putAll(store, ...posts)
  await drain(store, links)
}

/** Puts a changed document over its former reading. */
export async function change(store: Store, next: Post, former: Post, learnedAt = LEARNED): Promise<void> {
  const put: Put = over(next, former)
  await store.put([put], learnedAt)
}

/** A question with everything but its kind and filters at rest. */
export function question<K extends RowKind>(
  kind: K,
  filters: Question['filters'] = {},
  more: Partial<Question<K>> = {},
): Question<K> {
  return { kind, filters, sort: 'newest', limit: 50, cursor: null, asOf: null, knownBy: null, ...more }
}

export async function rowsOf<K extends RowKind>(
  store: Store,
  kind: K,
  filters: Question['filters'] = {},
  more: Partial<Question<K>> = {},
): Promise<readonly Row<K>[]> {
  return (await store.ask(question(kind, filters, more))).rows
}

/** Every line of an export. */
export async function exported(store: Store, options: Parameters<Store['export']>[0] = {}): Promise<string[]> {
  const lines: string[] = []
  for await (const line of store.export(options)) lines.push(line)
  return lines
}
