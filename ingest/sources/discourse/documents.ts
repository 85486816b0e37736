/** Posts of Discourse as documents. */
import type { AuthorRef, DocumentState, SourceDocument, SourceRevision } from '../../../graph/model.ts'
import { documentWith, revisionWith, timeOf } from '../document.ts'
import type { Post } from './shapes.ts'

export interface Forum {
  /** `discourse:HOST` */
  readonly source: string
  /** "https://forum.example"; null where only the data is known. */
  readonly site: string | null
}

/** What of a topic its posts need: its title, and which post has which number. */
export interface TopicOf {
  readonly title: string | null
  readonly slug: string | null
  readonly ids: ReadonlyMap<number, number>
}

/** A post's kinds that are no contribution: notices of moderators and of the system, whispers. */
export const isNotice = ({ post_type }: Post): boolean => post_type != null && post_type !== 1

/** How quotations in the same forum name a post. */
const placeOf = (topic: number, number: number): string => `topic:${topic}/post:${number}`

/** The document of a post. `revisions`: its wordings, oldest first. */
export function documentOf(
  { source, site }: Forum,
  post: Post,
  topic: TopicOf,
  revisions: readonly SourceRevision[],
): SourceDocument {
  const { id, post_number: number, topic_id, created_at, reply_to_post_number } = post
  const state = stateOf(post)
  const first = topic.ids.get(1) ?? null
  const answered = reply_to_post_number == null ? null : (topic.ids.get(reply_to_post_number) ?? null)
  const parent = number === 1 ? null : (answered ?? first)
  const slug = topic.slug ?? post.topic_slug ?? ''
  return documentWith({
    ...{ source, id: String(id), kind: number === 1 ? 'post' : 'comment' },
    title: number === 1 ? (topic.title ?? post.topic_title ?? null) : null,
    url: site === null ? null : `${site}/t/${slug === '' ? '' : `${slug}/`}${topic_id}/${number}`,
    author: personOf(post),
    createdAt: timeOf(created_at),
    parent: parent === null || parent === id ? null : String(parent),
    root: number === 1 || first === null ? null : String(first),
    state,
    stateAt: state === 'deleted' ? timeOf(post.deleted_at) : null,
    score: likesOf(post),
    aliases: state === 'live' ? [placeOf(topic_id, number)] : [],
    revisions,
    extra: {
      topic: topic_id,
      number,
      ...(reply_to_post_number != null && answered === null ? { replyTo: reply_to_post_number } : {}),
    },
  })
}

export function stateOf({ user_deleted, deleted_at, hidden }: Post): DocumentState {
  if (user_deleted === true || deleted_at != null) return 'deleted'
  return hidden === true ? 'unavailable' : 'live'
}

/** The wording of now, under its version; of a post that is gone the place only. */
export function wordingOf(post: Post, version: number): SourceRevision {
  const { raw, cooked, created_at, updated_at, edit_reason } = post
  return revisionWith({
    key: String(version),
    number: version,
    at: timeOf(version > 1 ? updated_at : created_at),
    editor: version > 1 ? null : personOf(post),
    note: version > 1 ? edit_reason || null : null,
    format: raw == null ? 'html' : 'markdown',
    body: stateOf(post) === 'live' ? (raw ?? cooked ?? '').replaceAll('\r\n', '\n') : '',
  })
}

export function personOf({ username, name }: Post): AuthorRef | null {
  if (!username) return null
  return { id: username, name: name || username }
}

/** Id of the action "like" in `actions_summary`. */
const LIKE = 2

function likesOf({ like_count, actions_summary }: Post): { readonly likes: number } | null {
  const likes = like_count ?? actions_summary?.find(({ id }) => id === LIKE)?.count
  return likes == null ? null : { likes }
}
