/** An archive of a forum, read as files and served as the forum's API. */
import { join } from 'node:path'
import { openBytes } from '../../../ingest/sources/bytes.ts'
import { discourseArchive } from '../../../ingest/sources/discourse-archive.ts'
import { readJsonLines } from '../../../ingest/sources/json-lines.ts'
import type { Item } from '../../../ingest/sources/source.ts'
import type { Api } from '../replay.ts'
import { type DiscoursePost, discourseApi } from './discourse.ts'

type PostRow = DiscoursePost & { readonly raw: string; readonly topic_title: string; readonly post_type: number }
type WordingRow = { readonly id: number; readonly raw: string; readonly observed_at: string }

async function valuesOf<T>(path: string): Promise<readonly T[]> {
  const values: T[] = []
  const read = (value: unknown): null => {
    values.push(value as T)
    return null
  }
  for await (const item of readJsonLines(await openBytes(path), path, {}, read))
    if (item.kind === 'bad') throw new Error(item.reason)
  return values
}

export interface Archive {
  readonly items: readonly Item[]
  readonly api: Api
  readonly posts: readonly PostRow[]
  readonly wordings: number
  /** Changes that were seen of these posts. */
  changesOf(ids: readonly number[]): number
}

export async function archiveOf(folder: string): Promise<Archive> {
  const items: Item[] = []
  for await (const item of discourseArchive.read(folder)) items.push(item)
  const posts = await valuesOf<PostRow>(join(folder, 'posts.jsonl.xz'))
  const seen = await valuesOf<WordingRow>(join(folder, 'revisions.jsonl.xz'))
  const byPost = Map.groupBy(seen, ({ id }) => id)
  const texts = (post: PostRow): readonly string[] =>
    (byPost.get(post.id) ?? [post])
      .toSorted((a, b) =>
        'observed_at' in a && 'observed_at' in b ? Date.parse(a.observed_at) - Date.parse(b.observed_at) : 0,
      )
      .map(({ raw }) => raw)
  const api = discourseApi({
    posts: posts.map((post) => ({ ...post, wordings: texts(post) })),
    titles: Object.fromEntries(posts.map(({ topic_id, topic_title }) => [topic_id, topic_title])),
    open: true,
  })
  const changesOf = (ids: readonly number[]): number =>
    ids.reduce((sum, id) => sum + Math.max(0, (byPost.get(id)?.length ?? 0) - 1), 0)
  return { items, api, posts, wordings: seen.length, changesOf }
}
