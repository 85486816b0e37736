/**
 * A whole forum: once from its oldest post to its newest, then again and again only what was posted or edited since.
 * Walks by date, never by deep offsets, which the forums refuse.
 */
import { z } from 'zod'
import { fromMs, instant } from '../../../graph/time.ts'
import { timeOf } from '../document.ts'
import { again, cursorOf, oneOfMany } from '../live.ts'
import { bad, type Item, progress, type ReadOptions } from '../source.ts'
import { type Api, countOf, rowsOf } from './api.ts'
import type { Meant } from './instances.ts'
import { commentsSince, countPosts, postsAfter, postsModified } from './queries.ts'
import * as shapes from './shapes.ts'
import { commentItems, type Reading, threadItems } from './thread.ts'

const PAGE = 50
/** Threads that failed and are asked for again by each run until they are read. */
const FAILED = z.array(z.string()).default([])
const COMMENTS_PAGE = 200
const MOST_SKIPPED = 2000
/** Edits may reach the copy that is asked a little late: each round looks back so far. */
const LATE_MS = 60_000

/** Walking: threads up to `after` are read, and those posted at that very moment that `seen` names. */
const WALKING = z.object({
  phase: z.literal('walk'),
  after: z.string().nullable(),
  seen: z.array(z.string()),
  /** When the walk began, on the server's clock: what was edited since is read again at its end. */
  began: z.string(),
  read: z.number(),
  failed: FAILED,
})
/** Following: everything up to `since` is read, but for what failed. */
const FOLLOWING = z.object({ phase: z.literal('follow'), since: z.string(), failed: FAILED })
const CURSOR = z.union([WALKING, FOLLOWING])
type Walking = z.infer<typeof WALKING>
type Following = z.infer<typeof FOLLOWING>

const head = z.object({ _id: z.string(), postedAt: z.string().nullish(), modifiedAt: z.string().nullish() })

export async function* siteItems(api: Api, meant: Meant, options: ReadOptions): AsyncGenerator<Item> {
  const { cursor, since = null, dryRun, signal } = options
  const known = cursorOf(cursor, CURSOR)
  if (dryRun === true) return yield* plan(api, meant, known, since)
  const reading: Reading = { api, signal, since: null, tags: new Set() }
  let followed: Following
  if (known?.phase === 'follow') followed = known
  else {
    const began = known?.began ?? null
    const walked = yield* walk(
      reading,
      meant,
      known ?? { phase: 'walk', after: since, seen: [], began: '', read: 0, failed: [] },
      began,
    )
    if (walked === null) return
    followed = walked
    // A walk that took one run from end to end has seen everything that was there when it began.
    if (began === null) return
  }
  yield* follow({ ...reading, since: followed.since }, meant, followed)
}

/** Reads thread after thread; gives where to follow from, or null where it was stopped. */
async function* walk(
  reading: Reading,
  { instance, alignment }: Meant,
  from: Walking,
  begun: string | null,
): AsyncGenerator<Item, Following | null> {
  const { api, signal } = reading
  let { after, read } = from
  let seen = new Set(from.seen)
  let began = begun
  const failed = [...from.failed]
  const streak = { failed: 0 }
  const isStopped = (): boolean => signal?.aborted === true
  for (let limit = PAGE; ; ) {
    const odd: Item[] = []
    const data = await api.ask(postsAfter(instance, after, alignment, limit))
    began ??= fromMs(api.now() - LATE_MS)
    const page = rowsOf(data.posts, head, (reason) => odd.push(bad(instance.site, null, reason)))
    yield* odd
    const fresh = page.filter(({ _id }) => !seen.has(_id))
    for (const { _id, postedAt } of fresh) {
      const whole = yield* oneOfMany(`${instance.site}/posts/${_id}`, threadItems(reading, _id), streak)
      // What was broken off is no whole thread: the next run begins with it again.
      if (isStopped()) return null
      const at = timeOf(postedAt) ?? after
      seen = at === after ? seen.add(_id) : new Set([_id])
      after = at
      read += 1
      yield progress(instance.site, read, null)
      if (!whole) failed.push(_id)
      const place: Walking = { phase: 'walk', after, seen: [...seen], began, read, failed }
      if (whole) yield { kind: 'cursor', cursor: JSON.stringify(place) }
    }
    if (page.length + odd.length < limit) break
    // A whole page of one moment: only a longer page leads on.
    limit = fresh.length === 0 ? limit * 2 : PAGE
  }
  const next: Following = { phase: 'follow', since: began, failed }
  yield { kind: 'cursor', cursor: JSON.stringify(next) }
  return next
}

/** Threads whose post was edited or is new, then comments that are new or edited elsewhere. */
async function* follow(reading: Reading, { instance, alignment }: Meant, known: Following): AsyncGenerator<Item> {
  const { api, signal } = reading
  const { since } = known
  const addressOf = (id: string): string => `${instance.site}/posts/${id}`
  let next: string | null = null
  const threads = new Set<string>()
  for (let offset = 0; offset <= MOST_SKIPPED; offset += PAGE) {
    const data = await api.ask(postsModified(instance, since, alignment, { limit: PAGE, offset }))
    next ??= fromMs(api.now() - LATE_MS)
    const page = rowsOf(data.posts, head, () => {})
    for (const { _id, modifiedAt } of page)
      if (isSince(modifiedAt, since) && !known.failed.includes(_id)) threads.add(_id)
    if (countOf(data.posts) < PAGE) break
    if (offset + PAGE > MOST_SKIPPED) yield tooMany(instance.site, 'posts', since)
  }
  let read = 0
  const failed: string[] = []
  const streak = { failed: 0 }
  for (const id of threads) {
    if (signal?.aborted === true) return
    if (!(yield* oneOfMany(addressOf(id), threadItems(reading, id), streak))) failed.push(id)
    yield progress(instance.site, ++read, threads.size)
  }
  const comments = new Set<string>()
  for (const field of ['postedAt', 'lastEditedAt'] as const) {
    for (let offset = 0; offset <= MOST_SKIPPED; offset += COMMENTS_PAGE) {
      const odd: Item[] = []
      const data = await api.ask(commentsSince(instance, field, since, { limit: COMMENTS_PAGE, offset }))
      const page = rowsOf(data.comments, shapes.comment, (reason) => odd.push(bad(instance.site, null, reason)))
      yield* odd
      for (const comment of page) {
        if (signal?.aborted === true) return
        // The older fork ignores `after` here; its own date decides.
        if (
          !comment.postId ||
          threads.has(comment.postId) ||
          comments.has(comment._id) ||
          !isSince(comment[field], since)
        )
          continue
        comments.add(comment._id)
        yield* commentItems(reading, comment, [])
      }
      if (countOf(data.comments) < COMMENTS_PAGE) break
      // Newest first there: what follows is older still. Of edits only those to the newest comments can be found.
      if (
        instance.dialect === 'legacy' &&
        (field === 'lastEditedAt' || page.some((one) => !isSince(one.postedAt, since)))
      )
        break
      if (offset + COMMENTS_PAGE > MOST_SKIPPED) yield tooMany(instance.site, 'comments', since)
    }
  }
  // Of what failed nothing may be there yet: all its history is asked for.
  failed.push(...(yield* again(known.failed, addressOf, (id) => threadItems({ ...reading, since: null }, id))))
  if (signal?.aborted === true) return
  yield {
    kind: 'cursor',
    cursor: JSON.stringify({ phase: 'follow', since: next ?? since, failed } satisfies Following),
  }
}

function tooMany(site: string, what: string, since: string): Item {
  const reason = `more ${what} were posted or edited since ${since} than the forum lists; --restart reads all of it again`
  return bad(site, null, reason)
}

function isSince(at: string | null | undefined, since: string): boolean {
  const time = at == null ? null : instant(at)
  return time === null || time >= since
}

async function* plan(
  api: Api,
  { instance, alignment }: Meant,
  known: Walking | Following | null,
  since: string | null,
): AsyncGenerator<Item> {
  if (known?.phase === 'follow') {
    const what = `what was posted or edited since ${known.since}, and a request for each thread of it`
    yield { kind: 'plan', requests: 3, what, exact: false }
    return
  }
  const data = await api.ask(countPosts(instance, known?.after ?? since, alignment))
  const { totalCount } = (data.posts ?? {}) as { readonly totalCount?: unknown }
  const posts = typeof totalCount === 'number' ? totalCount : 1
  const what = `${posts} threads and ${Math.ceil(posts / PAGE)} lists of them; histories and long threads take more`
  yield { kind: 'plan', requests: posts + Math.ceil(posts / PAGE), what, exact: false }
}
