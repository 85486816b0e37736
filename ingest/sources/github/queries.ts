/** The GraphQL that is sent to GitHub. */

/** Discussions and issues: what they are called in addresses and in queries. */
export const KINDS = { discussions: 'discussion', issues: 'issue' } as const
export type Kind = keyof typeof KINDS

const PAGE = 50
const EDITS = `includesCreatedEdit userContentEdits(first: 20) {
  totalCount pageInfo { hasNextPage endCursor } nodes { editedAt deletedAt editor { login } diff } }`
const SAID = `id url createdAt lastEditedAt body author { login __typename } ${EDITS}`
const HIDDEN = 'isMinimized minimizedReason'
const REPLY = `${SAID} ${HIDDEN} deletedAt upvoteCount replyTo { id }`

const COMMENTS: Readonly<Record<Kind, string>> = {
  discussions: `comments(first: ${PAGE}, after: $after) { pageInfo { hasNextPage endCursor } nodes {
    ${REPLY} isAnswer replies(first: ${PAGE}) { pageInfo { hasNextPage endCursor } nodes { ${REPLY} } } } }`,
  issues: `comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${SAID} ${HIDDEN} } }`,
}
const HEADS: Readonly<Record<Kind, string>> = {
  discussions: `number title closed stateReason upvoteCount category { name isAnswerable }
    labels(first: 20) { nodes { name } }`,
  issues: `number title closed stateReason labels(first: 20) { nodes { name } }
    timelineItems(first: 100, itemTypes: [RENAMED_TITLE_EVENT]) { nodes {
      ... on RenamedTitleEvent { createdAt previousTitle currentTitle actor { login } } } }`,
}

/** A discussion or issue with a page of its comments. */
export const threadQuery = (kind: Kind): string =>
  `query Thread($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) { thread: ${KINDS[kind]}(number: $number) { ${SAID} ${HEADS[kind]} ${COMMENTS[kind]} } } }`

/** Further replies to a comment of a discussion. */
export const REPLIES_QUERY = `query Replies($id: ID!, $after: String) {
  node(id: $id) { ... on DiscussionComment { replies(first: ${PAGE}, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { ${REPLY} } } } } }`

/** Further edits of anything that has them. */
export const EDITS_QUERY = `query Edits($id: ID!, $after: String) {
  node(id: $id) { ... on Comment { userContentEdits(first: 100, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { editedAt deletedAt editor { login } diff } } } } }`

/** Numbers of discussions or issues, the one that changed last first. */
export const listQuery = (kind: Kind): string =>
  `query List($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    list: ${kind}(first: 100, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor } nodes { number updatedAt comments { totalCount } } } } }`
