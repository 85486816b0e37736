/** Discourse's API over posts of the test's own, or of an archive: topics by twenty, wordings side by side. */
import type { Answer, Api, Asked } from '../replay.ts'

export interface DiscoursePost {
  readonly id: number
  readonly topic_id: number
  readonly post_number: number
  readonly username: string
  readonly created_at: string
  readonly updated_at?: string
  readonly reply_to_post_number?: number | null
  /** Oldest first. */
  readonly wordings: readonly string[]
  readonly post_type?: number
  readonly user_deleted?: boolean
  readonly hidden?: boolean
}

export interface Forum {
  posts: readonly DiscoursePost[]
  titles: Readonly<Record<number, string>>
  /** Whether everybody may see edit histories. */
  open: boolean
}

const PAGE = 20
const TOPICS_PAGE = 30

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The table of two texts: lines with their line feeds, common ones on both sides, others marked. */
export function sideBySide(before: string, after: string): string {
  const [left, right] = [before, after].map((text) => text.match(/[^\n]+\n*|^\n+/g) ?? [])
  const rows: string[] = []
  for (let at = 0; at < Math.max(left!.length, right!.length); at++) {
    const [a, b] = [left![at], right![at]]
    const cell = (text: string | undefined, kind: 'del' | 'ins'): string =>
      text === undefined ? '<td></td>' : `<td class="diff-${kind}"><${kind}>${escaped(text)}</${kind}></td>`
    rows.push(a === b ? `<td>${escaped(a!)}</td><td>${escaped(b!)}</td>` : `${cell(a, 'del')}${cell(b, 'ins')}`)
  }
  return `<table class="markdown">${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`
}

function postRow(post: DiscoursePost, withRaw: boolean, forum: Forum) {
  const { wordings, ...said } = post
  const raw = wordings.at(-1)!
  return {
    ...{ name: post.username, updated_at: post.created_at, reply_to_post_number: null, post_type: 1, reads: 3 },
    ...{ hidden: false, deleted_at: null, user_deleted: false, edit_reason: null, topic_slug: 'a-topic', score: 0.2 },
    ...said,
    ...{ cooked: `<p>${escaped(raw)}</p>`, version: wordings.length, actions_summary: [{ id: 2, count: 4 }] },
    can_view_edit_history: forum.open,
    ...(withRaw ? { raw } : {}),
  }
}

function topicAnswer({ path, query }: Asked, forum: Forum): Answer | null {
  const [, id, more] = /^\/t\/(\d+)(\/posts)?\.json$/.exec(path) ?? []
  const posts = forum.posts.filter(({ topic_id }) => topic_id === Number(id))
  if (id === undefined || posts.length === 0) return null
  const raw = query.get('include_raw') === '1'
  const wanted = new Set(query.getAll('post_ids[]').map(Number))
  const given = more === undefined ? posts.slice(0, PAGE) : posts.filter((post) => wanted.has(post.id)).slice(0, PAGE)
  const stream = more === undefined ? { stream: posts.map((post) => post.id) } : {}
  return {
    body: {
      ...{ id: Number(id), title: forum.titles[Number(id)] ?? 'A topic', slug: 'a-topic', posts_count: posts.length },
      post_stream: { posts: given.map((post) => postRow(post, raw, forum)), ...stream },
    },
  }
}

function revisionAnswer({ path }: Asked, forum: Forum): Answer | null {
  const [, id, named] = /^\/posts\/(\d+)\/revisions\/(\d+|latest)\.json$/.exec(path) ?? []
  const post = forum.posts.find((one) => one.id === Number(id))
  if (post === undefined || post.wordings.length < 2) return null
  if (!forum.open) return { status: 403, body: { errors: ['You are not permitted to view the requested resource.'] } }
  const last = post.wordings.length
  const number = named === 'latest' ? last : Number(named)
  return {
    body: {
      ...{ created_at: post.updated_at ?? post.created_at, post_id: post.id, previous_hidden: false },
      ...{ current_hidden: false, first_revision: 2, previous_revision: number > 2 ? number - 1 : null },
      ...{ current_revision: number, next_revision: number < last ? number + 1 : null, last_revision: last },
      ...{ current_version: number, version_count: last, username: 'ed', display_username: 'Ed' },
      ...{ edit_reason: number === last ? 'clearer' : null },
      body_changes: {
        inline: '<div></div>',
        side_by_side: '<div></div>',
        side_by_side_markdown: sideBySide(post.wordings[number - 2]!, post.wordings[number - 1]!),
      },
    },
  }
}

function listAnswer({ path, query }: Asked, { posts }: Forum): Answer | null {
  if (path !== '/latest.json') return null
  const topics = [...Map.groupBy(posts, ({ topic_id }) => topic_id)].map(([id, own]) => ({
    ...{ id, slug: 'a-topic', posts_count: own.length, created_at: own[0]!.created_at },
    bumped_at: own
      .map(({ created_at }) => created_at)
      .sort()
      .at(-1)!,
  }))
  const created = query.get('order') === 'created'
  topics.sort((a, b) => (created ? a.id - b.id : a.bumped_at < b.bumped_at ? 1 : -1))
  const from = Number(query.get('page') ?? 0) * TOPICS_PAGE
  const more = from + TOPICS_PAGE < topics.length ? { more_topics_url: '/latest?page=next' } : {}
  return { body: { topic_list: { ...more, topics: topics.slice(from, from + TOPICS_PAGE) } } }
}

/** The forum may be changed between two readings. */
export function discourseApi(forum: Forum): Api {
  return (asked) => topicAnswer(asked, forum) ?? revisionAnswer(asked, forum) ?? listAnswer(asked, forum)
}
