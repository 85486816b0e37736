/** Labelled threads as they lie in ../shared/gold and bench/train/own, brought into one shape. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Act } from '../../graph/model.ts'
import { flattened, quoting } from './variants.ts'
import { writtenThreads } from './written.ts'

export interface GoldResponse {
  readonly s: readonly number[]
  readonly act: Act
  readonly doc: string | null
  readonly target: readonly string[]
  /** What an objection or support is about, in the thread's words. */
  readonly concepts: readonly string[]
}

export interface GoldComment {
  readonly id: string
  readonly author: string
  readonly at?: string
  readonly parent?: string | null
  readonly sentences: readonly string[]
  readonly claims: readonly number[]
  readonly act: Act
  readonly answers: string | null
  readonly responses: readonly GoldResponse[]
  /** The passage of the page that it was attached to. */
  readonly anchor?: string
}

export interface GoldThread {
  readonly page: string
  readonly title: string | null
  readonly subtitle: string | null
  readonly author: string | null
  readonly kind: string
  readonly sentences: readonly string[]
  readonly comments: readonly GoldComment[]
  /** Which file it came from. */
  readonly corpus: string
}

export const SHARED = new URL('../../../shared/', import.meta.url)

/** Lines of a JSON Lines file. */
export function readLines(url: URL): string[] {
  return readFileSync(url, 'utf8').split('\n').filter(Boolean)
}

/** A file of gold/ in the Arbital shape, with authors of pages and anchors from the discussion itself. */
export function arbital(name: 'train' | 'dev'): GoldThread[] {
  const meta = discussion()
  return readLines(new URL(`gold/${name}.jsonl`, SHARED)).map((line) => {
    const thread = JSON.parse(line) as GoldThread
    const page = meta.get(thread.page)
    return {
      ...thread,
      author: page?.author ?? null,
      kind: page?.kind ?? 'wiki',
      comments: thread.comments.map((comment) => {
        const anchor = meta.get(comment.id)?.anchor
        return { ...comment, ...(anchor === undefined ? {} : { anchor }) }
      }),
      corpus: name,
    }
  })
}

interface Meta {
  readonly author: string | null
  readonly kind: string
  readonly anchor: string | undefined
}

let cached: ReadonlyMap<string, Meta> | null = null

function discussion(): ReadonlyMap<string, Meta> {
  if (cached) return cached
  const path = new URL('data/arbital/discussion.jsonl.xz', SHARED).pathname
  const text = execFileSync('xz', ['-dc', path], { maxBuffer: 1 << 30 }).toString('utf8')
  const meta = new Map<string, Meta>()
  for (const line of text.split('\n').filter(Boolean)) {
    const record = JSON.parse(line) as {
      id: string
      kind: string
      author?: { name: string } | null
      quote?: { exact: string } | null
    }
    meta.set(record.id, { author: record.author?.name ?? null, kind: record.kind, anchor: record.quote?.exact })
  }
  cached = meta
  return meta
}

/**
 * Talk pages have no page text. The first comment stands for the post; in every second thread the comments keep
 * the parent that they answer, in the others all hang under the post, so that threaded and flat forums are met.
 */
export function talk(): GoldThread[] {
  return readLines(new URL('gold/talk-train.jsonl', SHARED)).map((line, threadIndex) => {
    const { thread, comments } = JSON.parse(line) as { thread: string; comments: GoldComment[] }
    const first = comments[0]!
    return {
      page: first.id,
      title: null,
      subtitle: null,
      author: first.author,
      kind: 'post',
      sentences: first.sentences,
      comments: comments.slice(1).map((comment, index) => ({
        ...comment,
        at: new Date(Date.UTC(2015, 0, 1, 0, index * 90)).toISOString(),
        parent: threadIndex % 2 === 0 && comment.answers ? comment.answers : first.id,
        responses: comment.responses.map((response) => ({
          ...response,
          target: response.doc === first.id ? response.target.map((key) => key.replace(/^S/, 'P')) : response.target,
        })),
      })),
      corpus: `talk ${thread}`,
    }
  })
}

/** Threads written for training by hand (bench/train/own). */
export function own(): GoldThread[] {
  return writtenThreads().map((thread) => ({ ...thread, corpus: 'own' }))
}

/** What forums make of a thread, in turn: threaded or flat, with many quotations, few or none. */
const SHAPES: readonly ((thread: GoldThread) => GoldThread)[] = [
  (thread) => quoting(flattened(thread), 2),
  (thread) => thread,
  (thread) => quoting(thread, 3),
  flattened,
  (thread) => quoting(flattened(thread), 2),
  (thread) => thread,
]

/** Own threads as forums of several kinds would give them. */
export function ownVaried(): GoldThread[] {
  return own().map((thread, index) => SHAPES[index % SHAPES.length]!(thread))
}
