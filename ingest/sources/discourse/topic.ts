/** One topic: its posts, twenty a request, and the histories of those that were edited. */
import type { Iso } from '../../../graph/model.ts'
import type { Client, RequestOptions } from '../../fetch/client.ts'
import { timeOf } from '../document.ts'
import { checked } from '../live.ts'
import { bad, type Item } from '../source.ts'
import { documentOf, type Forum, isNotice, stateOf, type TopicOf, wordingOf } from './documents.ts'
import { historyOf } from './history.ts'
import { POST, POSTS, type Post, TOPIC, type Topic } from './shapes.ts'

/** Posts that one request may name. */
const PAGE = 20

export interface Reading {
  readonly client: Client
  readonly forum: Forum & { readonly site: string }
  readonly signal: AbortSignal | undefined
  /** Histories are asked for only of posts that changed after this; null: of all. */
  readonly since: Iso | null
  readonly options: RequestOptions
}

/** Requests that a topic of so many posts takes, without histories. */
export const requestsFor = (posts: number): number => 1 + Math.ceil(Math.max(0, posts - PAGE) / PAGE)

export async function* topicItems(reading: Reading, topic: number): AsyncGenerator<Item> {
  const { client, forum, options, signal } = reading
  const where = `${forum.site}/t/${topic}`
  const reply = await client.fetch(`${where}.json?include_raw=1`, { ...options, json: true, expect: [403, 404, 410] })
  if (reply.status !== 200) {
    yield { kind: 'skipped', where, reason: 'a topic that is not there, or not for everybody' }
    return
  }
  const head = checked(reply, TOPIC, 'the topic')
  const odd: Item[] = []
  const posts: Post[] = []
  for await (const raw of rawPosts(reading, head, where)) {
    const read = POST.safeParse(raw)
    if (read.success) posts.push(read.data)
    else odd.push(bad(where, null, `a post has an unexpected shape: ${read.error.issues[0]?.path.join('.') ?? ''}`))
  }
  yield* odd
  posts.sort((a, b) => a.post_number - b.post_number)
  const ids = new Map(posts.map(({ post_number, id }) => [post_number, id]))
  const of: TopicOf = { title: head.title ?? null, slug: head.slug ?? null, ids }
  for (const post of posts) {
    if (signal?.aborted === true) return
    yield* postItems(reading, post, of)
  }
  const root = ids.get(1)
  if (root !== undefined && odd.length === 0)
    yield { kind: 'whole', source: forum.source, root: String(root), ids: posts.map(({ id }) => String(id)) }
}

/** Posts of the first answer, then those that only their ids were given of. */
async function* rawPosts({ client, forum, options }: Reading, head: Topic, where: string): AsyncGenerator<unknown> {
  yield* head.post_stream.posts
  const given = new Set(head.post_stream.posts.map((post) => Number((post as { readonly id?: unknown } | null)?.id)))
  const rest = (head.post_stream.stream ?? []).filter((id) => !given.has(id))
  for (let at = 0; at < rest.length; at += PAGE) {
    const asked = rest.slice(at, at + PAGE).map((id) => `post_ids[]=${id}`)
    const url = `${forum.site}/t/${head.id}/posts.json?${asked.join('&')}&include_raw=1`
    const reply = await client.fetch(url, { ...options, json: true })
    yield* checked(reply, POSTS, `posts of ${where}`).post_stream.posts
  }
}

async function* postItems(reading: Reading, post: Post, topic: TopicOf): AsyncGenerator<Item> {
  const { forum, since, client, options } = reading
  const where = `${forum.site}/t/${post.topic_id}/${post.post_number}`
  if (isNotice(post)) {
    yield { kind: 'skipped', where, reason: 'a notice of a moderator or of the forum' }
    return
  }
  const version = post.version ?? 1
  const changed = timeOf(post.updated_at)
  const isEdited = version > 1 && post.raw != null && post.can_view_edit_history !== false && stateOf(post) === 'live'
  if (!isEdited || (since !== null && changed !== null && changed < since)) {
    const document = documentOf(forum, post, topic, [wordingOf(post, version)])
    yield { kind: 'document', document, where, current: true }
    return
  }
  const { revisions, lost } = await historyOf(client, forum.site, post, options)
  yield { kind: 'document', document: documentOf(forum, post, topic, revisions), where, current: true }
  if (lost !== null) yield { kind: 'skipped', where, reason: lost }
}
