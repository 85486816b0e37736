/** What GitHub's GraphQL gives of discussions, issues, their comments and edits, as far as it is used. */
import { z } from 'zod'

const text = z.string().nullish()
const flag = z.boolean().nullish()
const author = z.object({ login: z.string(), __typename: text }).nullish()
const page = z.object({ hasNextPage: z.boolean(), endCursor: text })

export const EDIT = z.object({ editedAt: text, deletedAt: text, editor: author, diff: text })
export type Edit = z.infer<typeof EDIT>

export const EDITS = z.object({
  totalCount: z.number().nullish(),
  pageInfo: page.nullish(),
  nodes: z.array(EDIT.nullable()),
})

/** What discussions, issues and comments have in common. */
const said = {
  id: z.string(),
  url: z.string(),
  createdAt: z.string(),
  lastEditedAt: text,
  includesCreatedEdit: flag,
  body: text,
  author,
  userContentEdits: EDITS.nullish(),
}

export const COMMENT = z.object({
  ...said,
  deletedAt: text,
  isMinimized: flag,
  minimizedReason: text,
  isAnswer: flag,
  upvoteCount: z.number().nullish(),
  replyTo: z.object({ id: z.string() }).nullish(),
})
export type Comment = z.infer<typeof COMMENT>

/** A comment of a discussion with the first of its replies; they are two levels deep and no deeper. */
export const REPLIES = z.object({ pageInfo: page.nullish(), nodes: z.array(COMMENT.nullable()) })
export const THREADED = COMMENT.extend({ replies: REPLIES.nullish() })
export type Threaded = z.infer<typeof THREADED>

const RENAMED = z.object({ createdAt: text, previousTitle: text, currentTitle: text, actor: author })
export type Renamed = z.infer<typeof RENAMED>

export const THREAD = z.object({
  ...said,
  number: z.number().int(),
  title: z.string(),
  closed: flag,
  stateReason: text,
  upvoteCount: z.number().nullish(),
  category: z.object({ name: text, isAnswerable: flag }).nullish(),
  labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullish(),
  timelineItems: z.object({ nodes: z.array(RENAMED.nullable()) }).nullish(),
  comments: z.object({ pageInfo: page, nodes: z.array(THREADED.nullable()) }),
})
export type Thread = z.infer<typeof THREAD>

export const LIST = z.object({
  pageInfo: page,
  nodes: z.array(
    z
      .object({
        number: z.number().int(),
        updatedAt: z.string(),
        comments: z.object({ totalCount: z.number() }).nullish(),
      })
      .nullable(),
  ),
})
