/** The shared data that the measurements of edits read. Missing data gives null: the measurement is then left out. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { textHash } from '../../graph/ids.ts'
import type { Format } from '../../graph/model.ts'
import type { TrackInput } from '../../ingest/edits/track.ts'
import { sentences } from '../../ingest/text/sentences.ts'
import { plainText } from '../../ingest/text/text.ts'

/** One line of a result table. `trivial` is what the simplest method reaches. */
export interface Row {
  readonly name: string
  readonly value: number
  readonly n: number
  /** Interval, 95 %: Wilson's of a share, else by bootstrap. */
  readonly low?: number
  readonly high?: number
  readonly trivial?: number
  /** The figure that was kept last. */
  readonly before?: number
}

const SHARED = new URL('../../../shared/', import.meta.url)

/** Text of a shared file, `.xz` unpacked; null where it is missing. */
export function shared(path: string): string | null {
  const file = new URL(path, SHARED)
  if (!existsSync(file)) return null
  if (!path.endsWith('.xz')) return readFileSync(file, 'utf8')
  return execFileSync('xz', ['-dc', file.pathname], { maxBuffer: 2 ** 30 }).toString('utf8')
}

export function jsonLines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
}

/** A document of discussion JSONL, as far as the measurements read it. */
export interface RawDocument {
  readonly id: string
  readonly kind: string
  readonly title: string | null
  readonly subtitle?: string | null
  readonly parent?: string | null
  readonly root?: string | null
  readonly author?: { readonly id: string; readonly name: string }
  readonly createdAt: string
  readonly quote?: { readonly exact: string }
  readonly revisions: readonly {
    readonly number: number
    readonly at: string
    readonly editor?: { readonly id: string; readonly name: string }
    readonly format: Format
    readonly body: string
    readonly note?: string | null
  }[]
}

/** Revisions of a document with their sentences, ready to be tracked. */
export function trackInputs(document: RawDocument): TrackInput[] {
  const read = new Map<string, Pick<TrackInput, 'text' | 'textHash' | 'sentences'>>()
  return document.revisions.map(({ number, format, body }) => {
    let one = read.get(body)
    if (!one) {
      const plain = plainText({ format, title: document.title, subtitle: document.subtitle ?? null, body })
      one = { text: plain.text, textHash: textHash(plain.text), sentences: sentences(plain) }
      read.set(body, one)
    }
    return { id: `${document.id}@${number}`, number, ...one }
  })
}

/** Wilson's interval of a share. */
export function wilson(hits: number, n: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 }
  const z = 1.96
  const p = hits / n
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return { low: middle - half, high: middle + half }
}

export function share(name: string, hits: number, n: number, trivial?: number): Row {
  return { name, value: n === 0 ? 0 : hits / n, n, ...wilson(hits, n), ...(trivial === undefined ? {} : { trivial }) }
}

export function print(rows: readonly Row[]): void {
  for (const { name, value, n, low, high, trivial, before } of rows) {
    const range = low === undefined || high === undefined ? '' : ` [${low.toFixed(3)}, ${high.toFixed(3)}]`
    const beside = trivial === undefined ? '' : ` trivial ${trivial.toFixed(3)}`
    const last = before === undefined ? '' : ` last ${before.toFixed(3)}`
    console.log(`${name.padEnd(52)} ${value.toFixed(3)}${range} n=${n}${beside}${last}`)
  }
}
