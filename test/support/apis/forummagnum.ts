/**
 * ForumMagnum's GraphQL API over a small world of the test's own: answers the queries that the reader sends, in the
 * shapes of the server's schema (nulls, fake ids of comments' contents, empty lists, errors with status 200).
 */
import type { Answer, Api, Asked } from '../replay.ts'

export interface Version {
  readonly version: string
  readonly editedAt: string
  readonly html: string
  readonly draft?: boolean
  readonly commitMessage?: string
}

export interface FmPost {
  readonly _id: string
  readonly title: string
  readonly postedAt: string
  /** Oldest first. */
  readonly versions: readonly Version[]
  readonly modifiedAt?: string
  readonly user?: unknown
  readonly tags?: readonly { readonly _id: string; readonly slug: string; readonly name: string }[]
  readonly question?: boolean
  readonly fmCrosspost?: unknown
  readonly af?: boolean
  readonly extendedScore?: unknown
}

export interface FmComment {
  readonly _id: string
  readonly postId: string
  readonly parentCommentId?: string
  readonly postedAt: string
  readonly versions: readonly Version[]
  readonly lastEditedAt?: string
  readonly postVersion?: string
  readonly answer?: boolean
  readonly parentAnswerId?: string
  readonly debateResponse?: boolean
  readonly retracted?: boolean
  readonly deleted?: boolean
  readonly deletedPublic?: boolean
  readonly deletedDate?: string
  readonly rejected?: boolean
  readonly user?: unknown
  readonly author?: string
  readonly extendedScore?: unknown
}

export interface FmTag {
  readonly _id: string
  readonly slug: string
  readonly name: string
  readonly oldSlugs: readonly string[]
  readonly versions: readonly Version[]
}

export interface World {
  posts: readonly FmPost[]
  comments: readonly FmComment[]
  tags: readonly FmTag[]
}

const person = (slug: string) => ({ _id: `user${slug}`, slug, displayName: slug, deleted: false })

const postRow = (post: FmPost, head: boolean) => {
  const { versions, ...said } = post
  const modifiedAt = post.modifiedAt ?? versions.at(-1)!.editedAt
  if (head) return { _id: post._id, modifiedAt, postedAt: post.postedAt }
  return {
    ...{ slug: 'a-post', pageUrl: `https://www.lesswrong.com/posts/${post._id}/a-post`, url: null, baseScore: 12 },
    ...{ voteCount: 5, extendedScore: null, question: false, shortform: false, draft: false, af: false },
    ...{ commentCount: 0, hideAuthor: false, user: person('ann'), coauthors: [], tags: [], fmCrosspost: null },
    ...said,
    modifiedAt,
    contents: { ...versions.at(-1), commitMessage: versions.at(-1)!.commitMessage ?? null, userId: null },
    revisions: versions.toReversed().map(({ html: _, ...each }) => ({ userId: null, draft: false, ...each })),
  }
}

const commentRow = (comment: FmComment) => {
  const { versions, deletedPublic: _, parentAnswerId: __, debateResponse: ___, ...said } = comment
  const newest = versions.at(-1)!
  return {
    ...{ parentCommentId: null, lastEditedAt: newest.editedAt, postVersion: '1.0.0', answer: false, retracted: false },
    ...{ deleted: false, deletedDate: null, rejected: false, spam: false, draft: false, shortform: false },
    ...{ hideAuthor: false, author: 'bob', user: person('bob'), baseScore: null, voteCount: 1, extendedScore: {} },
    ...{ pageUrl: `https://www.lesswrong.com/posts/${comment.postId}/a-post?commentId=${comment._id}` },
    ...said,
    contents:
      comment.deleted === true ? null : { version: newest.version, editedAt: newest.editedAt, html: newest.html },
  }
}

const VIEWS: Readonly<Record<string, (comment: FmComment) => boolean>> = {
  postCommentsOld: (one) => one.answer !== true && one.parentAnswerId === undefined && one.debateResponse !== true,
  answersAndReplies: (one) => one.answer === true || one.parentAnswerId !== undefined,
  debateResponses: (one) => one.debateResponse === true,
}
/** Comments that vanished without a trace are given by no view. */
const isShown = (one: FmComment): boolean => one.deleted !== true || one.deletedPublic === true

/** One argument of a query, by its name. */
const argument = (query: string, name: string): string | undefined =>
  new RegExp(`"?\\b${name}"?: "?([^",}) ]+)"?`).exec(query)?.[1]
const numberOf = (query: string, name: string, otherwise: number): number => Number(argument(query, name) ?? otherwise)

/** Times are compared as times: the server reads them before. */
const isFrom = (at: string, after: string): boolean => after === '' || Date.parse(at) >= Date.parse(after)

type Rows = { readonly results: readonly unknown[] }

function page(rows: readonly unknown[], query: string): Rows {
  const offset = numberOf(query, 'offset', 0)
  return { results: rows.slice(offset, offset + numberOf(query, 'limit', 20)) }
}

const OPERATIONS: Readonly<Record<string, (query: string, world: World) => object>> = {
  PostsPage(query, { posts }) {
    const after = argument(query, 'after') ?? ''
    const rows = posts
      .filter((post) => isFrom(post.postedAt, after) && (!query.includes('"af":true') || post.af === true))
      .toSorted((a, b) => (a.postedAt < b.postedAt ? -1 : 1))
    return {
      posts: page(
        rows.map((post) => postRow(post, true)),
        query,
      ),
    }
  },
  PostsModifiedSince(query, { posts }) {
    const after = argument(query, 'after') ?? ''
    const rows = posts.map((post) => postRow(post, true)).filter(({ modifiedAt }) => isFrom(modifiedAt, after))
    return { posts: page(rows, query) }
  },
  PostThread(query, { posts, comments }) {
    const id = argument(query, '_id') ?? argument(query, 'postId')!
    const post = posts.find(({ _id }) => _id === id)
    const lists = Object.entries(VIEWS).flatMap(([view, holds]) => {
      const part = new RegExp(`(\\w+): comments\\(selector: \\{ ${view}: [^)]*\\)`).exec(query)
      const rows = comments.filter((one) => one.postId === id && isShown(one) && holds(one)).map(commentRow)
      return part === null ? [] : [[part[1], page(rows, part[0])]]
    })
    const single = query.includes(' post(')
      ? { post: { result: post === undefined ? null : postRow(post, false) } }
      : {}
    return { ...single, ...Object.fromEntries(lists) }
  },
  CommentsSince(query, { comments }) {
    const after = argument(query, 'after') ?? ''
    const field = argument(query, 'timeField') as 'postedAt' | 'lastEditedAt'
    const rows = comments.filter(isShown).map(commentRow)
    // The fork that knows the older form alone ignores `after`.
    const asked = query.includes('terms') ? rows : rows.filter((row) => isFrom(row[field], after))
    const sign = query.includes('"newest"') ? -1 : 1
    return {
      comments: page(
        asked.toSorted((a, b) => sign * (a.postedAt < b.postedAt ? -1 : 1)),
        query,
      ),
    }
  },
  RevisionsOf(query, { posts, comments, tags }) {
    const id = argument(query, 'documentId')
    const before = argument(query, 'before') ?? '9999'
    const { versions = [] } = [...posts, ...comments, ...tags].find(({ _id }) => _id === id) ?? {}
    const rows = versions
      .filter(({ draft, editedAt }) => draft !== true && editedAt < before)
      .toReversed()
      .map((each) => ({ _id: `rev${each.version}`, commitMessage: null, userId: null, draft: false, ...each }))
    return { revisions: page(rows, query) }
  },
  Concepts(query, { tags }) {
    const asked = [...query.matchAll(/(t\d+): tags\(selector: \{ tagBySlug: \{ slug: "([^"]+)"/g)]
    return Object.fromEntries(
      asked.map(([, name, slug]) => {
        const tag = tags.find((one) => one.slug === slug || one.oldSlugs.includes(slug!))
        const row = tag && { ...tag, shortName: null, subtitle: null, deleted: false, description: tag.versions.at(-1) }
        return [name, { results: row === undefined ? [] : [row] }]
      }),
    )
  },
  CountPosts: (_, { posts }) => ({ posts: { totalCount: posts.length, results: [] } }),
}

/** The world may be changed between two readings. */
export function forumMagnumApi(world: World): Api {
  return ({ method, path, body }: Asked): Answer | null => {
    if (path === '/robots.txt') return { body: 'User-agent: *\nCrawl-Delay: 3\nDisallow: /allPosts\n' }
    if (path !== '/graphql' || method !== 'POST') return null
    const { operationName, query } = JSON.parse(body) as { operationName: string; query: string }
    const operation = OPERATIONS[operationName]
    if (operation === undefined) return { body: { errors: [{ message: `Cannot query ${operationName}` }] } }
    return { body: { data: operation(query, world) } }
  }
}
