/** The GraphQL that is sent, in the two dialects that the forums speak; names of views are those of the server's schema. */
import type { Instance } from './instances.ts'

type Values = Readonly<Record<string, string | number | boolean | null>>

const USER = '_id slug displayName'
const CONTENTS = 'version editedAt commitMessage userId html'
/** Comments keep their contents beside themselves, without some fields: more may not be asked for there. */
const COMMENT_CONTENTS = 'version editedAt html'

const POST_HEAD = '_id modifiedAt postedAt'
const POST = `_id title slug pageUrl url postedAt modifiedAt baseScore voteCount extendedScore question shortform draft
  af commentCount hideAuthor user { ${USER} } coauthors { ${USER} } tags { _id slug name }
  fmCrosspost { isCrosspost foreignPostId } contents { ${CONTENTS} }
  revisions(limit: 100) { version editedAt commitMessage userId draft }`
const COMMENT = `_id postId parentCommentId postedAt lastEditedAt postVersion pageUrl answer retracted deleted deletedDate
  rejected spam draft shortform hideAuthor author user { ${USER} } baseScore voteCount extendedScore
  contents { ${COMMENT_CONTENTS} }`
const REVISION = '_id version editedAt commitMessage userId draft html'
const TAG = `_id slug oldSlugs name shortName subtitle deleted description { ${CONTENTS} }`

/** The three views that together hold all comments of a post, by the name that the answer gives them. */
export const COMMENT_VIEWS = [
  ['threads', 'postCommentsOld'],
  ['answers', 'answersAndReplies'],
  ['debate', 'debateResponses'],
] as const
export type CommentView = (typeof COMMENT_VIEWS)[number][0]

const literal = (values: Values): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')

interface Page {
  readonly limit: number
  readonly offset?: number
}

/** The Alignment Forum's part is asked for in the older form: the typed views do not name it. */
const within = (instance: Instance, af: boolean): Instance => (af ? { ...instance, dialect: 'legacy' } : instance)

function list(
  { dialect }: Instance,
  type: string,
  view: string,
  values: Values,
  { limit, offset = 0 }: Page,
  fields: string,
): string {
  const of =
    dialect === 'current'
      ? `selector: { ${view}: { ${literal(values)} } }, limit: ${limit}, offset: ${offset}`
      : `input: { terms: { ${literal({ view, ...values, limit, offset })} } }`
  return `${type}(${of}) { results { ${fields} } }`
}

function single({ dialect }: Instance, type: string, id: string, fields: string): string {
  const selector = `selector: { _id: ${JSON.stringify(id)} }`
  const of = dialect === 'current' ? `${selector}, allowNull: true` : `input: { ${selector} }`
  return `${type}(${of}) { result { ${fields} } }`
}

/** Ids of posts, oldest first. */
export function postsAfter(instance: Instance, after: string | null, af: boolean, limit: number): string {
  return `query PostsPage { ${list(within(instance, af), 'posts', 'old', { after, af: af || null }, { limit }, POST_HEAD)} }`
}

/** Ids of posts that may have been edited since. */
export function postsModified(instance: Instance, after: string, af: boolean, page: Page): string {
  const values = { after, timeField: 'modifiedAt', af: af || null }
  return `query PostsModifiedSince { ${list(within(instance, af), 'posts', 'old', values, page, POST_HEAD)} }`
}

/** A post with its text, what revisions it has, and a page of the views of its comments that are named. */
export function thread(instance: Instance, id: string, views: readonly CommentView[], page: Page): string {
  const comments = COMMENT_VIEWS.filter(([name]) => views.includes(name)).map(
    ([name, view]) => `${name}: ${list(instance, 'comments', view, { postId: id }, page, COMMENT)}`,
  )
  const post = (page.offset ?? 0) === 0 ? `${single(instance, 'post', id, POST)} ` : ''
  return `query PostThread { ${post}${comments.join(' ')} }`
}

/**
 * Comments by the time that they were posted, or edited: oldest first; newest first in the older form, where `after` is
 * ignored, so that the oldest of all would come.
 */
export function commentsSince(
  instance: Instance,
  field: 'postedAt' | 'lastEditedAt',
  after: string,
  page: Page,
): string {
  // Inside the view `limit` is a string; the outer one counts.
  const values = { after, timeField: field, sortBy: instance.dialect === 'current' ? 'oldest' : 'newest' }
  return `query CommentsSince { ${list(instance, 'comments', 'allRecentComments', values, page, COMMENT)} }`
}

/** Revisions with their text, newest first. */
export function revisionsOf(
  instance: Instance,
  id: string,
  fieldName: 'contents' | 'description',
  before: string | null,
  limit: number,
): string {
  const values = { documentId: id, fieldName, before }
  return `query RevisionsOf { ${list(instance, 'revisions', 'revisionsOnDocument', values, { limit }, REVISION)} }`
}

/** Wiki pages by their slugs, all in one request: `t0`, `t1`, … */
export function tagsBySlug(instance: Instance, slugs: readonly string[]): string {
  const parts = slugs.map((slug, at) => `t${at}: ${list(instance, 'tags', 'tagBySlug', { slug }, { limit: 1 }, TAG)}`)
  return `query Concepts { ${parts.join(' ')} }`
}

/** How many posts there are, for a dry run. */
export function countPosts(instance: Instance, after: string | null, af: boolean): string {
  const { dialect } = within(instance, af)
  const values = { after, af: af || null }
  const of =
    dialect === 'current'
      ? `selector: { old: { ${literal(values)} } }, limit: 1, enableTotal: true`
      : `input: { terms: { ${literal({ view: 'old', ...values, limit: 1 })} }, enableTotal: true }`
  return `query CountPosts { posts(${of}) { totalCount results { ${POST_HEAD} } } }`
}
