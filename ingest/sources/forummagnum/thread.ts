/** A post with all its comments, their histories, and the wiki pages that it is tagged with. */
import type { Iso, SourceRevision } from '../../../graph/model.ts'
import { timeOf } from '../document.ts'
import { bad, type Item } from '../source.ts'
import { type Api, countOf, GraphqlError, rowsOf } from './api.ts'
import { commentDocument, missingParent, postDocument, tagDocument } from './documents.ts'
import { COMMENT_VIEWS, type CommentView, revisionsOf, tagsBySlug, thread } from './queries.ts'
import * as shapes from './shapes.ts'

/** Comments a request; the forums allow more, and answer slowly then. */
const PAGE = 200
/** The forums refuse to skip more rows than this. */
const MOST_SKIPPED = 2000
const REVISIONS_PAGE = 20
/** An edit so soon after posting has left no revision worth asking for. */
const GRACE_MS = 60_000
/** Pages of revisions of one document at most. */
const MOST_PAGES = 50

export interface Reading {
  readonly api: Api
  readonly signal: AbortSignal | undefined
  /** Histories are asked for only where there is something newer than this; null: all of them. */
  readonly since: Iso | null
  /** Slugs of wiki pages that this reading has had already. */
  readonly tags: Set<string>
}

/** Reads one post's thread. Throws where the API is not to be had; what has an odd shape becomes a bad item. */
export async function* threadItems(reading: Reading, id: string): AsyncGenerator<Item> {
  const { api, signal } = reading
  const { instance } = api
  const where = `${instance.site}/posts/${id}`
  const odd: Item[] = []
  const note = (reason: string): void => void odd.push(bad(where, null, reason))
  const data = await asked(api, thread(instance, id, names, { limit: PAGE }))
  const raw = (data?.post as { readonly result?: unknown } | null | undefined)?.result ?? null
  if (data === null || raw === null) {
    yield { kind: 'gone', source: instance.source, id, state: 'unavailable', at: null }
    yield { kind: 'skipped', where, reason: 'a post that is not there, or not for everybody' }
    return
  }
  const read = shapes.post.safeParse(raw)
  if (!read.success) {
    yield bad(where, null, `the post has an unexpected shape: ${read.error.issues[0]?.message ?? ''}`)
    return
  }
  const post = read.data
  if (post.draft === true) {
    yield { kind: 'gone', source: instance.source, id, state: 'unavailable', at: null }
    return
  }
  const document = postDocument(instance, post, await historyOf(reading, id, post.revisions ?? [], post.contents))
  yield { kind: 'document', document, where }
  yield* tagItems(
    reading,
    (post.tags ?? []).flatMap(({ slug }) => slug ?? []),
  )

  const ids = new Set([id])
  const parents = new Set<string>()
  let complete = true
  for await (const comment of commentsOf(api, id, data, note, () => (complete = false))) {
    if (signal?.aborted === true) return
    if (ids.has(comment._id)) continue
    ids.add(comment._id)
    if (comment.parentCommentId) parents.add(comment.parentCommentId)
    yield* commentItems(reading, comment, document.revisions)
  }
  for (const parent of parents) {
    if (ids.has(parent)) continue
    ids.add(parent)
    if (complete) yield { kind: 'document', document: missingParent(instance, parent, id), where }
  }
  yield* odd
  // Half a thread says nothing of what is no more there.
  if (complete && odd.length === 0) yield { kind: 'whole', source: instance.source, root: id, ids: [...ids] }
}

const names = COMMENT_VIEWS.map(([name]) => name)

/** The data, or null where the API says that there is no such thing. */
async function asked(api: Api, query: string): Promise<Awaited<ReturnType<Api['ask']>> | null> {
  try {
    return await api.ask(query)
  } catch (error) {
    if (error instanceof GraphqlError && error.missing) return null
    throw error
  }
}

/** Comments of all views: each view is asked for page by page until one comes short. */
async function* commentsOf(
  api: Api,
  post: string,
  first: { readonly [name: string]: unknown },
  odd: (reason: string) => void,
  cut: () => void,
): AsyncGenerator<shapes.Comment> {
  let data: { readonly [name: string]: unknown } = first
  let views: readonly CommentView[] = names
  for (let offset = 0; ; ) {
    const more: CommentView[] = []
    for (const view of views) {
      yield* rowsOf(data[view], shapes.comment, odd)
      if (countOf(data[view]) >= PAGE) more.push(view)
    }
    offset += PAGE
    if (more.length === 0) return
    if (offset > MOST_SKIPPED) {
      odd(`the forum gives no more than ${MOST_SKIPPED + PAGE} comments of one kind; the newest are missing`)
      return cut()
    }
    views = more
    data = await api.ask(thread(api.instance, post, views, { limit: PAGE, offset }))
  }
}

/** Rules by which a comment is left out, in order. */
const LEFT_OUT: readonly (readonly [field: 'rejected' | 'spam' | 'draft', reason: string])[] = [
  ['rejected', 'a comment that moderators have not let in'],
  ['spam', 'a comment marked as spam'],
  ['draft', 'a comment that is a draft'],
]

/** One comment, with its history where it was edited; a deleted comment's history is not asked for. */
export async function* commentItems(
  reading: Reading,
  comment: shapes.Comment,
  saw: readonly SourceRevision[],
): AsyncGenerator<Item> {
  const { instance } = reading.api
  const where = `${instance.site}/posts/${comment.postId}?commentId=${comment._id}`
  const rule = LEFT_OUT.find(([field]) => comment[field] === true)
  if (rule !== undefined) {
    yield { kind: 'skipped', where, reason: rule[1] }
    return
  }
  const history =
    wasEdited(comment) && isNew(reading, comment.lastEditedAt) ? await pagesOf(reading, comment._id, 'contents') : []
  yield { kind: 'document', document: commentDocument(instance, comment, history, saw), where }
}

function wasEdited({ deleted, postedAt, lastEditedAt }: shapes.Comment): boolean {
  if (deleted === true || !postedAt || !lastEditedAt) return false
  return Date.parse(lastEditedAt) - Date.parse(postedAt) > GRACE_MS
}

const isNew = ({ since }: Reading, at: string | null | undefined): boolean => {
  const time = timeOf(at)
  return since === null || time === null || time >= since
}

/** Texts of former revisions, where the list of them names any that is published and not known yet. */
async function historyOf(
  reading: Reading,
  id: string,
  listed: readonly shapes.Revision[],
  current: shapes.Revision | null | undefined,
): Promise<readonly shapes.Revision[]> {
  const others = listed.filter(
    ({ draft, version }) => draft !== true && version != null && version !== current?.version,
  )
  return others.some(({ editedAt }) => isNew(reading, editedAt)) ||
    (others.length > 0 && isNew(reading, current?.editedAt))
    ? pagesOf(reading, id, 'contents')
    : []
}

/** Revisions with text, newest first, page by page back to what is known. */
export async function pagesOf(
  reading: Reading,
  id: string,
  field: 'contents' | 'description',
): Promise<readonly shapes.Revision[]> {
  const { api } = reading
  const found = new Map<string, shapes.Revision>()
  let before: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const data = await asked(api, revisionsOf(api.instance, id, field, before, REVISIONS_PAGE))
    const rows = rowsOf(data?.revisions, shapes.revision, () => {})
    for (const row of rows) if (row.version != null && !found.has(row.version)) found.set(row.version, row)
    const oldest: string | null = rows.at(-1)?.editedAt ?? null
    if (rows.length < REVISIONS_PAGE || oldest === null || oldest === before || !isNew(reading, oldest)) break
    before = oldest
  }
  return [...found.values()]
}

/** Wiki pages that this reading has not had yet, in one request. */
async function* tagItems(reading: Reading, slugs: readonly string[]): AsyncGenerator<Item> {
  const { api, tags } = reading
  const { instance } = api
  const fresh = [...new Set(slugs)].filter((slug) => !tags.has(slug))
  if (fresh.length === 0) return
  for (const slug of fresh) tags.add(slug)
  const data = await api.ask(tagsBySlug(instance, fresh))
  for (const [at, slug] of fresh.entries()) {
    const where = `${instance.site}/w/${slug}`
    const odd: string[] = []
    for (const tag of rowsOf(data[`t${at}`], shapes.tag, (reason) => odd.push(reason)))
      yield { kind: 'document', document: tagDocument(instance, tag, []), where }
    for (const reason of odd) yield bad(where, null, reason)
  }
}
