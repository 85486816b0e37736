/** Posts and comments of Reddit, from its JSON listings and from dumps, as documents. */
import { z } from 'zod'
import type { DocumentState, Json, SourceDocument } from '../../../graph/model.ts'
import { documentWith, instantOfSeconds, tombstone, wording } from '../document.ts'

const seconds = z.union([z.number(), z.string()]).nullish()

/** Fields of a post or comment that matter here; dumps of twenty years agree on no more than these. */
export const THING = z.object({
  id: z.string().regex(/^[0-9a-z]+$/i),
  author: z.string().nullish(),
  created_utc: seconds,
  /** false, or when; true for very old edits. */
  edited: z.union([z.boolean(), z.number(), z.string()]).nullish(),
  score: z.number().nullish(),
  permalink: z.string().nullish(),
  subreddit: z.string().nullish(),
  // a comment
  body: z.string().nullish(),
  parent_id: z.union([z.string(), z.number()]).nullish(),
  link_id: z.string().nullish(),
  // a post
  title: z.string().nullish(),
  selftext: z.string().nullish(),
  url: z.string().nullish(),
  is_self: z.boolean().nullish(),
  removed_by_category: z.string().nullish(),
  removal_reason: z.string().nullish(),
  collapsed_reason_code: z.string().nullish(),
  /** What Arctic Shift found at its second look. */
  _meta: z.object({ was_deleted_later: z.boolean().nullish(), removal_type: z.string().nullish() }).loose().nullish(),
})
export type RedditThing = z.infer<typeof THING>

const SITE = 'https://www.reddit.com'
const NOBODY = '[deleted]'

/** `t1_` comments and `t3_` posts are numbered apart from each other, so the prefix stays in the id. */
export function documentOfThing(thing: RedditThing, entities: 'escaped' | 'plain'): SourceDocument {
  const decode = entities === 'escaped' ? unescapeHtml : (text: string) => text
  const isPost = typeof thing.body !== 'string' && (thing.title ?? null) !== null
  const at = instantOfSeconds(thing.created_utc)
  const author = personOf(thing.author)
  const place = {
    source: 'reddit',
    id: `${isPost ? 't3' : 't1'}_${thing.id}`,
    kind: isPost ? 'post' : 'comment',
    url: addressOf(thing, isPost),
    author,
    createdAt: at,
    parent: isPost ? null : parentOf(thing),
    root: isPost ? null : (thing.link_id ?? null),
  }
  const state = stateOf(thing, isPost)
  if (state !== 'live') return tombstone({ ...place, state })
  const title = isPost ? decode(thing.title ?? '') : null
  const body = decode((isPost ? thing.selftext : thing.body) ?? '')
  const edited = typeof thing.edited === 'boolean' ? null : instantOfSeconds(thing.edited)
  return documentWith({
    ...place,
    title,
    score: thing.score ?? null,
    revisions: [wording({ format: 'markdown', body: body.replaceAll('\u200b', ''), at: edited ?? at, editor: author })],
    extra: extraOf(thing, isPost),
  })
}

function parentOf({ parent_id, link_id }: RedditThing): string | null {
  if (typeof parent_id === 'string') return parent_id
  // A few months of dumps number the parent comment instead of naming it.
  return typeof parent_id === 'number' ? `t1_${parent_id.toString(36)}` : (link_id ?? null)
}

function personOf(name: string | null | undefined) {
  return name === null || name === undefined || name === NOBODY || name === '' ? null : { id: name, name }
}

function addressOf({ permalink, id, link_id }: RedditThing, isPost: boolean): string | null {
  if (typeof permalink === 'string' && permalink.startsWith('/')) return `${SITE}${permalink}`
  if (isPost) return `${SITE}/comments/${id}/`
  return typeof link_id === 'string' ? `${SITE}/comments/${link_id.replace(/^t3_/, '')}/_/${id}/` : null
}

/** A deleted account keeps its words; deleted or removed words keep their place. */
function stateOf(thing: RedditThing, isPost: boolean): DocumentState {
  const said = (isPost ? thing.selftext : thing.body) ?? ''
  if (thing._meta?.was_deleted_later === true || said === NOBODY) return 'deleted'
  if (/^\[ ?removed(?: by reddit)? ?\]$/i.test(said) || (thing.removed_by_category ?? null) !== null)
    return 'unavailable'
  if (thing.removal_reason === 'legal' || thing.collapsed_reason_code === 'DELETED') return 'unavailable'
  return 'live'
}

function extraOf({ subreddit, url, is_self }: RedditThing, isPost: boolean): { [key: string]: Json } {
  const link = isPost && is_self !== true && typeof url === 'string' && url !== ''
  return { ...(typeof subreddit === 'string' ? { subreddit } : {}), ...(link ? { link: url } : {}) }
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" }

/** Without `raw_json=1` Reddit escapes its Markdown once, with these signs alone. */
function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name: string) => SIGNS[name]!)
}
