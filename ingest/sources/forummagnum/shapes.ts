/** What the GraphQL API gives, as far as it is used; whatever else comes is let through unread. */
import { z } from 'zod'

const text = z.string().nullish()
const json = z.unknown().optional()

const user = z.object({ _id: z.string(), slug: text, displayName: text, deleted: z.boolean().nullish() }).nullish()

const contents = z.object({ version: text, editedAt: text, commitMessage: text, userId: text, html: text }).nullish()

export const revision = z.object({
  _id: text,
  version: text,
  editedAt: text,
  commitMessage: text,
  userId: text,
  draft: z.boolean().nullish(),
  html: text,
})

export const post = z.object({
  _id: z.string(),
  title: text,
  slug: text,
  pageUrl: text,
  url: text,
  postedAt: text,
  modifiedAt: text,
  baseScore: z.number().nullish(),
  voteCount: z.number().nullish(),
  extendedScore: json,
  question: z.boolean().nullish(),
  shortform: z.boolean().nullish(),
  draft: z.boolean().nullish(),
  af: z.boolean().nullish(),
  commentCount: z.number().nullish(),
  hideAuthor: z.boolean().nullish(),
  user,
  coauthors: z.array(user).nullish(),
  tags: z.array(z.object({ _id: z.string(), slug: text, name: text })).nullish(),
  fmCrosspost: z.object({ isCrosspost: z.boolean().nullish(), foreignPostId: text }).nullish(),
  contents,
  revisions: z.array(revision).nullish(),
})

export const comment = z.object({
  _id: z.string(),
  postId: text,
  parentCommentId: text,
  postedAt: text,
  lastEditedAt: text,
  postVersion: text,
  pageUrl: text,
  answer: z.boolean().nullish(),
  retracted: z.boolean().nullish(),
  deleted: z.boolean().nullish(),
  deletedDate: text,
  rejected: z.boolean().nullish(),
  spam: z.boolean().nullish(),
  draft: z.boolean().nullish(),
  shortform: z.boolean().nullish(),
  hideAuthor: z.boolean().nullish(),
  author: text,
  user,
  baseScore: z.number().nullish(),
  voteCount: z.number().nullish(),
  extendedScore: json,
  contents,
})

export const tag = z.object({
  _id: z.string(),
  slug: text,
  oldSlugs: z.array(z.string()).nullish(),
  name: text,
  shortName: text,
  subtitle: text,
  deleted: z.boolean().nullish(),
  description: contents,
})

export type Post = z.infer<typeof post>
export type Comment = z.infer<typeof comment>
export type Tag = z.infer<typeof tag>
export type Revision = z.infer<typeof revision>
export type User = z.infer<typeof user>
