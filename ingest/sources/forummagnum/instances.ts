/** The forums that run ForumMagnum, which hosts are the same forum, and what an address on them means. */

import { bareHost } from '../../../graph/ids.ts'

export interface Instance {
  /** Name of the source in documents' ids: one for each database, never the host. */
  readonly source: string
  /** Where documents are shown to people. */
  readonly site: string
  readonly endpoint: string
  /** `legacy`: the untyped `input: {terms}` form, the only one that the EA Forum's older fork surely knows. */
  readonly dialect: 'current' | 'legacy'
}

export interface Meant {
  readonly instance: Instance
  /** A post with its comments, a wiki page, or everything. */
  readonly what: 'post' | 'tag' | 'site'
  /** Id of the post, slug of the page; empty for the site. */
  readonly name: string
  /** Id of the comment that a permalink names. */
  readonly comment: string | null
  /** Only what is on the Alignment Forum, which is a part of LessWrong's database. */
  readonly alignment: boolean
}

const LESSWRONG: Instance = {
  source: 'forummagnum:lw',
  site: 'https://www.lesswrong.com',
  endpoint: 'https://www.lesswrong.com/graphql',
  dialect: 'current',
}
const EA_FORUM: Instance = {
  source: 'forummagnum:eaf',
  site: 'https://forum.effectivealtruism.org',
  endpoint: 'https://forum-bots.effectivealtruism.org/graphql',
  dialect: 'legacy',
}

const HOSTS: Readonly<Record<string, Instance>> = {
  'lesswrong.com': LESSWRONG,
  'lesserwrong.com': LESSWRONG,
  'lessestwrong.com': LESSWRONG,
  'baserates.org': LESSWRONG,
  'alignmentforum.org': LESSWRONG,
  'greaterwrong.com': LESSWRONG,
  'forum.effectivealtruism.org': EA_FORUM,
  'forum-bots.effectivealtruism.org': EA_FORUM,
  'effective-altruism.com': EA_FORUM,
  'ea.greaterwrong.com': EA_FORUM,
}

const ID = '[A-Za-z0-9]{17}'
/** Paths of posts in the forms that the forums and their mirrors have had. */
const POST_PATHS: readonly RegExp[] = [
  new RegExp(`^/posts/(${ID})(?:/|$)`),
  new RegExp(`^/s/${ID}/p/(${ID})(?:/|$)`),
  new RegExp(`^/events/(${ID})(?:/|$)`),
  new RegExp(`^/g/${ID}/p/(${ID})(?:/|$)`),
]
const COMMENT_PATH = new RegExp(`^/posts/${ID}/[^/]*/(?:comment|answer)/(${ID})(?:/|$)`)
const COMMENT_HASH = new RegExp(`^#(?:comment-)?(${ID})$`)
const TAG_PATH = /^\/(?:w|tag|topics)\/([^/]+)/
/** Where a site lists what it has. */
const LISTS = /^\/(?:allPosts|posts|latest|index)?\/?$/

/** The forum of a host; null for a host that is not known to run ForumMagnum. */
export function instanceOf(host: string): Instance | null {
  const bare = bareHost(host.toLowerCase())
  return Object.hasOwn(HOSTS, bare) ? HOSTS[bare]! : null
}

/** A forum that nobody listed here, which a user says runs ForumMagnum: a test server, a private instance. */
export function instanceAt({ origin, host }: URL): Instance {
  return { source: `forummagnum:${host}`, site: origin, endpoint: `${origin}/graphql`, dialect: 'current' }
}

/** What an address means; null for a page that is none of posts, wiki pages or lists. */
export function meant(url: URL, instance: Instance): Meant | null {
  const alignment = /(?:^|\.)alignmentforum\.org$/i.test(url.hostname)
  const found = (what: Meant['what'], name: string, comment: string | null = null): Meant => ({
    ...{ instance, what, name, comment, alignment },
  })
  for (const pattern of POST_PATHS) {
    const post = pattern.exec(url.pathname)?.[1]
    if (post !== undefined) return found('post', post, commentIn(url))
  }
  const tag = TAG_PATH.exec(url.pathname)?.[1]
  if (tag !== undefined) {
    const slug = decoded(tag)
    return slug === null ? null : found('tag', slug)
  }
  return LISTS.test(url.pathname) ? found('site', '') : null
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

function commentIn({ pathname, searchParams, hash }: URL): string | null {
  const asked = searchParams.get('commentId')
  if (asked !== null && new RegExp(`^${ID}$`).test(asked)) return asked
  return COMMENT_PATH.exec(pathname)?.[1] ?? COMMENT_HASH.exec(hash)?.[1] ?? null
}
