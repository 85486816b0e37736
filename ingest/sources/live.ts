/** What sources that are read over HTTP have in common: answers that are checked, and failures that are told. */
import type { z } from 'zod'
import type { SourceDocument } from '../../graph/model.ts'
import type { Client, Reply, RequestOptions } from '../fetch/client.ts'
import { type FailedKind, FetchFailed } from '../fetch/failed.ts'
import { bad, type Check, type DocumentItem, type Item, type ReadOptions } from './source.ts'
import { wrongField } from './wrong-field.ts'

/** Thrown for an answer that has not the shape that its API documents. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer'
}

/** Runs a reading over HTTP. A failed request ends it as a bad item; the cursor stays where it was. */
export async function* overHttp(
  address: string,
  { client }: ReadOptions,
  read: (client: Client) => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  if (client === undefined) {
    yield bad(address, null, 'it is read over HTTP, which needs a client')
    return
  }
  try {
    yield* read(client)
  } catch (error) {
    if (!(error instanceof FetchFailed || error instanceof UnexpectedAnswer)) throw error
    if (error instanceof FetchFailed && error.kind === 'stopped') return
    yield bad(address, null, `${error.message}; what came before is read, run it again to go on`)
  }
}

/** Faults of one thread, which say nothing of the next; any other ends a reading at once. */
const OF_ONE: ReadonlySet<FailedKind> = new Set(['status', 'timeout', 'network', 'too-large'])
/** More threads in a row that fail are no threads' fault. */
const MOST_IN_A_ROW = 3

/** How many threads have failed since one was read. */
export interface Streak {
  failed: number
}

/**
 * The items of one thread among many. One that fails is told and passed over; several in a row end the reading. True
 * when it was read whole: only then may a cursor pass it, and it names those that failed before it, for `again`.
 */
export async function* oneOfMany(
  where: string,
  items: AsyncIterable<Item>,
  streak: Streak,
): AsyncGenerator<Item, boolean> {
  try {
    yield* items
    streak.failed = 0
    return true
  } catch (error) {
    const isOfOne = error instanceof UnexpectedAnswer || (error instanceof FetchFailed && OF_ONE.has(error.kind))
    streak.failed += 1
    if (!isOfOne || streak.failed > MOST_IN_A_ROW) throw error
    yield bad(where, null, `${error.message}; it is passed over, and asked for again by the next run`)
    return false
  }
}

/**
 * Threads that failed in runs before, once more. Gives those that still are to be read. Several in a row that fail end
 * the trying, not the reading; those that were not tried stand first then, so that none waits behind others for good.
 */
export async function* again<Id>(
  failed: readonly Id[],
  addressOf: (id: Id) => string,
  itemsOf: (id: Id) => AsyncIterable<Item>,
): AsyncGenerator<Item, readonly Id[]> {
  const left: Id[] = []
  let row = 0
  for (const [at, id] of failed.entries()) {
    if (row === MOST_IN_A_ROW) return [...failed.slice(at), ...left]
    const whole = yield* oneOfMany(addressOf(id), itemsOf(id), { failed: 0 })
    row = whole ? 0 : row + 1
    if (!whole) left.push(id)
  }
  return left
}

/** The body of an answer, checked. Throws `FetchFailed` and `UnexpectedAnswer`. */
export function checked<T>(reply: Reply, schema: z.ZodType<T>, what: string): T {
  const value = reply.json()
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new UnexpectedAnswer(
    `${new URL(reply.url).host} answered unexpectedly: ${wrongField(result.error, value, what)}`,
  )
}

/** Fetches JSON from an API that is documented for programs, and checks it. Throws as `checked`. */
export async function ask<T>(
  client: Client,
  url: string,
  schema: z.ZodType<T>,
  what: string,
  options: RequestOptions = {},
): Promise<T> {
  return checked(await client.fetch(url, { json: true, robots: false, ...options }), schema, what)
}

/** A document as its source shows it now; a tombstone has no wording to compare. */
export function nowItem(document: SourceDocument, where: string): DocumentItem {
  return { kind: 'document', document, where, ...(document.revisions.length === 1 ? { current: true } : {}) }
}

/** What a source's cursor holds, or null for none and for one of another version of us. */
export function cursorOf<T>(cursor: string | null | undefined, schema: z.ZodType<T>): T | null {
  if (cursor === null || cursor === undefined) return null
  try {
    const checkedCursor = schema.safeParse(JSON.parse(cursor))
    return checkedCursor.success ? checkedCursor.data : null
  } catch {
    return null
  }
}

/** Fetches one page and says what differs from what is expected; never throws for what the server says. */
export async function looked<T>(
  what: string,
  client: Client,
  url: string,
  schema: z.ZodType<T>,
  options: RequestOptions = {},
): Promise<Check> {
  try {
    const reply = await client.fetch(url, { json: true, robots: false, ...options })
    const result = schema.safeParse(reply.json())
    if (result.success) return { what, state: 'ok', said: `${url} answers as expected` }
    const issues = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`)
    return { what, state: 'wrong', said: `${url} differs: ${issues.slice(0, 5).join('; ')}` }
  } catch (error) {
    if (!(error instanceof FetchFailed)) throw error
    return { what, state: 'missing', said: error.message }
  }
}
