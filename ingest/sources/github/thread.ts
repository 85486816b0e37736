/** One discussion or issue: its comments, their replies and all edits, page by page. */
import type { z } from 'zod'
import { UnexpectedAnswer } from '../live.ts'
import type { Item } from '../source.ts'
import { wrongField } from '../wrong-field.ts'
import type { Api } from './api.ts'
import { commentDocument, GITHUB, historyOf, nativeId, threadDocument } from './documents.ts'
import { EDITS_QUERY, type Kind, REPLIES_QUERY, threadQuery } from './queries.ts'
import * as shapes from './shapes.ts'

export interface Repository {
  readonly owner: string
  readonly name: string
}

export async function* threadItems(
  api: Api,
  { owner, name }: Repository,
  kind: Kind,
  number: number,
  signal?: AbortSignal,
): AsyncGenerator<Item> {
  const where = `https://github.com/${owner}/${name}/${kind}/${number}`
  const ids: string[] = []
  for (let after: string | null = null, more = true; more; ) {
    const data = await api.ask(threadQuery(kind), { owner, name, number, after })
    const raw = (data?.repository as { readonly thread?: unknown } | null | undefined)?.thread ?? null
    if (raw === null) {
      yield { kind: 'gone', source: GITHUB, id: `${owner}/${name}/${kind}/${number}`, state: 'unavailable', at: null }
      yield { kind: 'skipped', where, reason: 'a thread that is not there, or not for everybody' }
      return
    }
    const thread: shapes.Thread = shaped(shapes.THREAD, raw, where)
    if (after === null) yield* own(await threadOf(api, thread), ids)
    const root = nativeId(thread.url)
    for (const comment of thread.comments.nodes) {
      if (comment === null) continue
      if (signal?.aborted === true) return
      yield* own(await commentOf(api, comment, root, root), ids)
      const parent = nativeId(comment.url)
      for await (const reply of repliesOf(api, comment)) yield* own(await commentOf(api, reply, parent, root), ids)
    }
    after = thread.comments.pageInfo.endCursor ?? null
    more = thread.comments.pageInfo.hasNextPage && after !== null
  }
  const [root] = ids
  if (root !== undefined) yield { kind: 'whole', source: GITHUB, root, ids }
}

/** Passes items on, and notes whose they are. */
function* own(items: readonly Item[], ids: string[]): Generator<Item> {
  for (const item of items) {
    if (item.kind === 'document') ids.push(item.document.id)
    yield item
  }
}

async function threadOf(api: Api, thread: shapes.Thread): Promise<readonly Item[]> {
  const renamed = (thread.timelineItems?.nodes ?? []).filter((node) => node !== null)
  const history = historyOf(thread, await editsOf(api, thread), thread.title, renamed)
  const where = thread.url
  return [
    { kind: 'document', document: threadDocument(thread, history), where, current: true },
    ...lost(where, history),
  ]
}

/** Reasons for which a comment was hidden that make it no contribution. */
const LEFT_OUT = new Set(['spam', 'abuse'])

async function commentOf(api: Api, comment: shapes.Comment, parent: string, root: string): Promise<readonly Item[]> {
  const where = comment.url
  const reason = comment.minimizedReason?.toLowerCase() ?? ''
  if (comment.isMinimized === true && LEFT_OUT.has(reason))
    return [{ kind: 'skipped', where, reason: `a comment that was hidden as ${reason}` }]
  const isDeleted = comment.deletedAt != null
  const history = historyOf(comment, isDeleted ? [] : await editsOf(api, comment), null, [])
  const document = commentDocument(comment, history, { parent, root })
  return [{ kind: 'document', document, where, ...(isDeleted ? {} : { current: true }) }, ...lost(where, history)]
}

const lost = (where: string, history: { readonly lost: readonly string[] }): readonly Item[] =>
  history.lost.map((reason) => ({ kind: 'skipped', where, reason }))

/** Edits oldest first; GitHub gives them newest first, twenty with their text and the others on request. */
async function editsOf(
  api: Api,
  {
    id,
    userContentEdits,
  }: { readonly id: string; readonly userContentEdits?: z.infer<typeof shapes.EDITS> | null | undefined },
): Promise<readonly shapes.Edit[]> {
  if (userContentEdits == null) return []
  const found = [...userContentEdits.nodes]
  let page = userContentEdits.pageInfo
  while (page?.hasNextPage === true && page.endCursor != null) {
    const data = await api.ask(EDITS_QUERY, { id, after: page.endCursor })
    const node = (data?.node ?? {}) as { readonly userContentEdits?: unknown }
    const next = shaped(shapes.EDITS, node.userContentEdits, 'edits')
    found.push(...next.nodes)
    page = next.pageInfo
  }
  return found.filter((edit) => edit !== null).reverse()
}

async function* repliesOf(api: Api, { id, replies }: shapes.Threaded): AsyncGenerator<shapes.Comment> {
  for (let page = replies ?? null; page !== null; ) {
    for (const reply of page.nodes) if (reply !== null) yield reply
    const { hasNextPage, endCursor } = page.pageInfo ?? { hasNextPage: false }
    if (!hasNextPage || endCursor == null) return
    const data: { readonly [name: string]: unknown } | null = await api.ask(REPLIES_QUERY, { id, after: endCursor })
    const node = (data?.node ?? {}) as { readonly replies?: unknown }
    page = shaped(shapes.REPLIES, node.replies, 'replies')
  }
}

/** A value of this shape. Throws `UnexpectedAnswer` with the field that differs. */
export function shaped<T>(shape: z.ZodType<T>, value: unknown, what: string): T {
  const read = shape.safeParse(value)
  if (read.success) return read.data
  throw new UnexpectedAnswer(`GitHub answered unexpectedly: ${wrongField(read.error, value, what)}`)
}
