/** GitHub's GraphQL API over discussions and issues of the test's own. */
import type { Answer, Api } from '../replay.ts'

export interface GhText {
  readonly id: string
  readonly author: string | null
  readonly createdAt: string
  /** Oldest first: since when, and the whole text; the first is the creation. */
  readonly texts: readonly (readonly [at: string, body: string])[]
  readonly deletedAt?: string
  readonly purged?: number
  readonly minimizedReason?: string
  readonly isAnswer?: boolean
  readonly replies?: readonly GhText[]
}

export interface GhThread extends GhText {
  readonly kind: 'discussion' | 'issue'
  readonly number: number
  readonly title: string
  readonly updatedAt: string
  readonly comments: readonly GhText[]
  readonly renamed?: readonly {
    readonly createdAt: string
    readonly previousTitle: string
    readonly currentTitle: string
  }[]
}

export interface Repo {
  threads: readonly GhThread[]
}

const PLACES = { discussion: 'discussions', issue: 'issues' } as const
const HASHES = { discussion: 'discussioncomment', issue: 'issuecomment' } as const
/** Smaller than GitHub's own, so that tests page. */
const EDITS_PAGE = 2
const REPLIES_PAGE = 2

function page(nodes: readonly unknown[], size: number, after: string | null | undefined) {
  const from = after == null ? 0 : Number(after)
  const end = from + size
  const pageInfo = { hasNextPage: end < nodes.length, endCursor: nodes.length === 0 ? null : String(end) }
  return { totalCount: nodes.length, pageInfo, nodes: nodes.slice(from, end) }
}

const edits = ({ texts, purged = -1 }: GhText): readonly unknown[] =>
  texts.length < 2
    ? []
    : texts
        .map(([editedAt, diff], at) => ({
          editedAt,
          deletedAt: at === purged ? editedAt : null,
          editor: { login: 'ed' },
          diff: at === purged ? null : diff,
        }))
        .toReversed()

function text(one: GhText, url: string) {
  return {
    ...{ id: one.id, url, createdAt: one.createdAt, body: one.texts.at(-1)![1], upvoteCount: 1 },
    lastEditedAt: one.texts.length > 1 ? one.texts.at(-1)![0] : null,
    includesCreatedEdit: one.texts.length > 1,
    author: one.author === null ? null : { login: one.author, __typename: 'User' },
    ...{ deletedAt: one.deletedAt ?? null, isAnswer: one.isAnswer ?? false, replyTo: null },
    ...{ isMinimized: one.minimizedReason !== undefined, minimizedReason: one.minimizedReason ?? null },
    userContentEdits: page(edits(one), EDITS_PAGE, null),
  }
}

function threadRow(thread: GhThread, after: string | null) {
  const url = `https://github.com/o/r/${PLACES[thread.kind]}/${thread.number}`
  const comment = (one: GhText) => ({
    ...text(one, `${url}#${HASHES[thread.kind]}-${one.id}`),
    replies: page(
      (one.replies ?? []).map((reply) => text(reply, `${url}#${HASHES[thread.kind]}-${reply.id}`)),
      REPLIES_PAGE,
      null,
    ),
  })
  return {
    ...text(thread, url),
    ...{
      number: thread.number,
      title: thread.title,
      closed: false,
      stateReason: null,
      labels: { nodes: [{ name: 'q' }] },
    },
    category: thread.kind === 'discussion' ? { name: 'Ideas', isAnswerable: false } : null,
    timelineItems: { nodes: thread.renamed ?? [] },
    comments: page(thread.comments.map(comment), 100, after),
  }
}

type Variables = { readonly number: number; readonly after: string | null; readonly id: string; readonly owner: string }

const all = ({ threads }: Repo): readonly GhText[] =>
  threads.flatMap((one) => [one, ...one.comments, ...one.comments.flatMap(({ replies = [] }) => replies)])

/** Answers to a token only, as GitHub does. */
export function githubApi(repo: Repo): Api {
  return ({ path, body, headers }): Answer | null => {
    if (path !== '/graphql') return null
    if (headers.authorization !== 'Bearer t0ken') return { status: 401, body: { message: 'Bad credentials' } }
    const { query, variables } = JSON.parse(body) as { query: string; variables: Variables }
    const kind = /\bdiscussion(?:s)?\(/.test(query) ? 'discussion' : 'issue'
    const own = repo.threads.filter((one) => one.kind === kind)
    if (query.startsWith('query Thread')) {
      const thread = own.find(({ number }) => number === variables.number)
      if (thread !== undefined)
        return { body: { data: { repository: { thread: threadRow(thread, variables.after) } } } }
      return {
        body: { data: { repository: { thread: null } }, errors: [{ type: 'NOT_FOUND', message: 'Could not resolve' }] },
      }
    }
    if (query.startsWith('query List')) {
      const nodes = own
        .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
        .map(({ number, updatedAt, comments }) => ({ number, updatedAt, comments: { totalCount: comments.length } }))
      return { body: { data: { repository: { list: page(nodes, 100, variables.after) } } } }
    }
    const one = all(repo).find(({ id }) => id === variables.id)!
    if (query.startsWith('query Edits'))
      return { body: { data: { node: { userContentEdits: page(edits(one), 100, variables.after) } } } }
    const thread = repo.threads.find(({ comments }) => comments.includes(one))!
    const url = `https://github.com/o/r/${PLACES[thread.kind]}/${thread.number}#${HASHES[thread.kind]}-`
    return {
      body: {
        data: {
          node: {
            replies: page(
              (one.replies ?? []).map((reply) => text(reply, url + reply.id)),
              50,
              variables.after,
            ),
          },
        },
      },
    }
  }
}
