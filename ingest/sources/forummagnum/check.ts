/** `doctor forummagnum`: one post with its first comments, and its revisions. */
import { attempted, expectShape, missingFields } from '../checks.ts'
import type { Check } from '../source.ts'
import type { Api } from './api.ts'
import { postsAfter, revisionsOf, thread } from './queries.ts'
import * as shapes from './shapes.ts'

const NEEDED = ['_id', 'title', 'postedAt', 'modifiedAt', 'contents', 'revisions', 'user', 'tags']

/** Three requests; each says what differs from what the reader expects. */
export async function pagesCheck(api: Api): Promise<readonly Check[]> {
  const { instance } = api
  let id = ''
  const list = await attempted('posts', async () => {
    const data = await api.ask(postsAfter(instance, null, false, 1))
    id = firstOf(data.posts, 'results')._id as string
    return `the oldest post is ${id}`
  })
  if (id === '') return [list]
  return [
    list,
    await attempted('thread', async () => {
      const data = await api.ask(thread(instance, id, ['threads'], { limit: 1 }))
      const post = (data.post as { readonly result?: unknown } | undefined)?.result
      expectShape(shapes.post, post)
      const missing = missingFields(post, NEEDED)
      if (missing.length > 0) throw new Error(`the post has no ${missing.join(', ')}`)
      return 'a post with its comments is as expected'
    }),
    await attempted('revisions', async () => {
      const data = await api.ask(revisionsOf(instance, id, 'contents', null, 1))
      expectShape(shapes.revision, firstOf(data.revisions, 'results'))
      return 'revisions are as expected'
    }),
  ]
}

function firstOf(value: unknown, field: string): { readonly [name: string]: unknown } {
  const rows = (value as { readonly [name: string]: unknown } | null | undefined)?.[field]
  const first: unknown = Array.isArray(rows) ? rows[0] : undefined
  if (typeof first !== 'object' || first === null) throw new Error('the list is empty, or no list')
  return first as { readonly [name: string]: unknown }
}
