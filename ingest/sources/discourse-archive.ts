/**
 * An archive of a Discourse forum: a folder with posts.jsonl (posts as the API gives them) and, where somebody watched
 * the forum, revisions.jsonl (each wording that was seen, and when). It is held in memory.
 */
import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import type { Iso, SourceRevision } from '../../graph/model.ts'
import { openBytes } from './bytes.ts'
import { documentOf, type Forum, isNotice, stateOf, type TopicOf, wordingOf } from './discourse/documents.ts'
import { POST, type Post } from './discourse/shapes.ts'
import { revisionWith, timeOf } from './document.ts'
import { readJsonLines } from './json-lines.ts'
import { bad, type Item, messageOf, progress, type ReadOptions, type Source } from './source.ts'
import { wrongField } from './wrong-field.ts'

const NAMES = { posts: /^posts\.jsonl(?:\.(?:gz|zst|xz))?$/, wordings: /^revisions\.jsonl(?:\.(?:gz|zst|xz))?$/ }

export const discourseArchive: Source = {
  name: 'discourse-archive',
  summary: 'an archive of a Discourse forum: a folder with posts.jsonl and revisions.jsonl, also .gz, .zst or .xz',
  async takes(address) {
    const { posts } = await filesIn(address)
    if (posts === null) return false
    for await (const item of rows(posts, POST.required({ topic_id: true }), 'a post'))
      if ('value' in item || item.kind === 'bad') return 'value' in item
    return false
  },
  read,
}

interface Files {
  readonly posts: string | null
  readonly wordings: string | null
}

async function filesIn(address: string): Promise<Files> {
  const names = (await readdir(address).catch(() => [])).sort()
  const path = (pattern: RegExp): string | null => {
    const name = names.find((each) => pattern.test(each))
    return name === undefined ? null : join(address, name)
  }
  return { posts: path(NAMES.posts), wordings: path(NAMES.wordings) }
}

const WORDING = z.object({
  id: z.coerce.number().int(),
  observed_at: z.string().nullish(),
  version: z.coerce.number().nullish(),
  updated_at: z.string().nullish(),
  edit_reason: z.string().nullish(),
  raw: z.string(),
})
type Wording = z.infer<typeof WORDING>

interface Row<T> {
  readonly value: T
  readonly line: number
}

/** Rows of a file that have the shape; the others as bad items, and how far it is. */
async function* rows<T>(
  path: string,
  shape: z.ZodType<T>,
  what: string,
  signal?: AbortSignal,
): AsyncGenerator<Row<T> | Item> {
  const found: Row<T>[] = []
  const read = (value: unknown, line: number): Item | null => {
    const parsed = shape.safeParse(value)
    if (!parsed.success) return bad(path, line, wrongField(parsed.error, value, what))
    found.push({ value: parsed.data, line })
    return null
  }
  for await (const item of readJsonLines(await openBytes(path), path, signal === undefined ? {} : { signal }, read)) {
    yield* found.splice(0)
    yield item
  }
  yield* found
}

async function* read(address: string, { signal }: ReadOptions = {}): AsyncGenerator<Item> {
  const { posts: path, wordings: history } = await filesIn(address)
  if (path === null) return yield bad(address, null, 'there is no posts.jsonl in the folder')
  const posts: Row<Post>[] = []
  const wordings = new Map<number, Wording[]>()
  try {
    if (history !== null)
      for await (const row of rows(history, WORDING, 'a wording', signal))
        if ('value' in row) add(wordings, row.value)
        else yield unshared(row)
    if (signal?.aborted === true) return
    for await (const row of rows(path, POST, 'a post', signal))
      if ('value' in row) posts.push(row)
      else yield unshared(row)
  } catch (error) {
    yield bad(address, null, messageOf(error))
    return
  }
  yield* documents(address, path, posts, wordings, signal)
}

/** Two files are read: neither's share is that of the whole. */
const unshared = (item: Item): Item => (item.kind === 'progress' ? { ...item, share: null } : item)

function add(wordings: Map<number, Wording[]>, wording: Wording): void {
  const known = wordings.get(wording.id)
  if (known === undefined) wordings.set(wording.id, [wording])
  else known.push(wording)
}

async function* documents(
  address: string,
  path: string,
  posts: readonly Row<Post>[],
  wordings: ReadonlyMap<number, readonly Wording[]>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item> {
  const forum: Forum = { source: `discourse:${basename(resolve(address))}`, site: null }
  const total = (await stat(path)).size
  const topics = topicsOf(posts.map(({ value }) => value))
  for (const [at, { value: post, line }] of posts.entries()) {
    if (signal?.aborted === true) return
    const where = `${path}:${line}`
    if (isNotice(post)) {
      yield { kind: 'skipped', where, reason: 'a notice of a moderator or of the forum' }
      continue
    }
    const revisions = revisionsOf(post, wordings.get(post.id) ?? [])
    yield { kind: 'document', document: documentOf(forum, post, topics.get(post.topic_id)!, revisions), where }
    if (at % 500 === 0) yield progress(path, Math.round((total * at) / posts.length), total)
  }
  yield progress(path, total, total)
}

function topicsOf(posts: readonly Post[]): ReadonlyMap<number, TopicOf> {
  const topics = Map.groupBy(posts, ({ topic_id }) => topic_id)
  return new Map(
    [...topics].map(([id, own]) => [
      id,
      {
        title: own.find(({ topic_title }) => topic_title)?.topic_title ?? null,
        slug: own.find(({ topic_slug }) => topic_slug)?.topic_slug ?? null,
        ids: new Map(own.map((post) => [post.post_number, post.id])),
      },
    ]),
  )
}

/**
 * Wordings in the order in which they were seen; one that the forum did not number is the version's second. A post that
 * is gone keeps none.
 */
function revisionsOf(post: Post, seen: readonly Wording[]): readonly SourceRevision[] {
  const version = post.version ?? 1
  if (seen.length === 0 || stateOf(post) !== 'live') return [wordingOf(post, version)]
  const times = new Map<string, number>()
  const { editor } = wordingOf(post, 1)
  const sorted = [...seen].sort((a, b) => ((seenAt(a) ?? '') < (seenAt(b) ?? '') ? -1 : 1))
  return sorted.map((wording, at) => {
    const key = String(wording.version ?? 1)
    const nth = (times.get(key) ?? 0) + 1
    times.set(key, nth)
    return revisionWith({
      ...{ key: nth === 1 ? key : `${key}-${nth}`, number: at + 1, observedAt: seenAt(wording) },
      at: timeOf(key === '1' && nth === 1 ? post.created_at : wording.updated_at),
      ...(key === '1' && nth === 1 ? { editor } : {}),
      ...{ note: wording.edit_reason || null, format: 'markdown', body: wording.raw.replaceAll('\r\n', '\n') },
    })
  })
}

const seenAt = ({ observed_at }: Wording): Iso | null => timeOf(observed_at)
