/** An item of Hacker News' own interface (Firebase) as a document. */
import { z } from 'zod'
import type { Json, SourceDocument } from '../../../graph/model.ts'
import { documentWith, instantOfSeconds, tombstone, wording } from '../document.ts'

export const HACKER_NEWS = 'hackernews'

/** What the interface is expected to answer for an item. */
export const ITEM = z.object({
  id: z.number().int().positive(),
  type: z.enum(['job', 'story', 'comment', 'poll', 'pollopt']).optional(),
  by: z.string().optional(),
  time: z.number().optional(),
  /** HTML whose paragraphs are parted, not begun, by `<p>`. */
  text: z.string().optional(),
  title: z.string().optional(),
  url: z.string().optional(),
  score: z.number().optional(),
  parent: z.number().int().optional(),
  poll: z.number().int().optional(),
  kids: z.array(z.number().int()).optional(),
  parts: z.array(z.number().int()).optional(),
  descendants: z.number().optional(),
  deleted: z.boolean().optional(),
  dead: z.boolean().optional(),
})
export type HackerNewsItem = z.infer<typeof ITEM>

const KINDS: Readonly<Record<string, string>> = { comment: 'comment', pollopt: 'comment' }

function addressOfItem(id: number | string): string {
  return `https://news.ycombinator.com/item?id=${id}`
}

/** A dead (flagged) item keeps its place and loses its words, as the site shows it to most readers. */
export function documentOfItem(item: HackerNewsItem, root: number | null): SourceDocument {
  const { id, type, by, time, parent, poll, score, title, text, url, deleted, dead } = item
  const at = instantOfSeconds(time)
  const above = parent ?? poll ?? null
  const author = by === undefined ? null : { id: by, name: by }
  const place = {
    source: HACKER_NEWS,
    id: String(id),
    kind: KINDS[type ?? 'comment'] ?? 'post',
    url: addressOfItem(id),
    author,
    createdAt: at,
    parent: above === null ? null : String(above),
    root: above === null || root === null ? null : String(root),
  }
  if (deleted === true || dead === true)
    return tombstone({ ...place, state: deleted === true ? 'deleted' : 'unavailable' })
  return documentWith({
    ...place,
    title: title ?? null,
    score: score ?? null,
    revisions: [wording({ format: 'html', body: text ?? '', at, editor: author })],
    extra: extraOf({ link: url, job: type === 'job' ? true : undefined }),
  })
}

function extraOf(fields: Readonly<Record<string, Json | undefined>>): { [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== ''),
  )
}
