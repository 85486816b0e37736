/** What Discourse gives of a topic, a post and a revision, as far as it is used. */
import { z } from 'zod'

const text = z.string().nullish()
const flag = z.boolean().nullish()
/** The published types say string where numbers come, and the reverse. */
const number = z.coerce.number().nullish()

export const POST = z.object({
  id: z.coerce.number().int(),
  username: text,
  name: text,
  created_at: text,
  updated_at: text,
  raw: text,
  cooked: text,
  post_number: z.coerce.number().int(),
  reply_to_post_number: number,
  topic_id: z.coerce.number().int(),
  topic_slug: text,
  topic_title: text,
  version: number,
  post_type: number,
  like_count: number,
  actions_summary: z.array(z.object({ id: number, count: number })).nullish(),
  edit_reason: text,
  user_deleted: flag,
  deleted_at: text,
  hidden: flag,
  can_view_edit_history: flag,
})
export type Post = z.infer<typeof POST>

export const TOPIC = z.object({
  id: z.coerce.number().int(),
  title: text,
  slug: text,
  post_stream: z.object({ posts: z.array(z.unknown()), stream: z.array(z.number().int()).nullish() }),
})
export type Topic = z.infer<typeof TOPIC>

export const POSTS = z.object({ post_stream: z.object({ posts: z.array(z.unknown()) }) })

export const TOPICS = z.object({
  topic_list: z.object({
    topics: z.array(z.object({ id: z.number().int(), bumped_at: text, posts_count: number })),
    more_topics_url: text,
  }),
})

export const REVISION = z.object({
  created_at: text,
  previous_hidden: flag,
  current_hidden: flag,
  previous_revision: number,
  current_revision: z.number().int(),
  current_version: number,
  username: text,
  display_username: text,
  edit_reason: text,
  body_changes: z.object({ side_by_side_markdown: text }).nullish(),
})
export type Revision = z.infer<typeof REVISION>
