/**
 * Approximate search of a quote by its words: the place of a text that costs the fewest changed words.
 * Windows are found by rare words that quote and text share, so a long text costs no more than its length.
 */
import type { Span } from '../../graph/model.ts'
import { type Folded, GAP } from './fold.ts'

export interface Approximation extends Span {
  /** 1: the same words; 0: nothing in common. */
  readonly similarity: number
}

interface Token {
  readonly word: string
  readonly start: number
  readonly end: number
}

interface Index {
  readonly tokens: readonly Token[]
  readonly places: ReadonlyMap<string, readonly number[]>
}

/** Fewer words than this are found everywhere. */
const LEAST_WORDS = 4
/** Of a longer quote its first and its last words are looked for. */
const MOST_WORDS = 300
/** A word that stands more often than this says nothing about where the quote is. */
const COMMON = 40
const WINDOWS = 8
/** What a word of up to three letters, a word beside the quoted ones, and another form of a word cost. */
const SHORT_WORD = 0.4
const EXTRA_WORD = 0.5
const OTHER_FORM = 0.4

const WORD = new RegExp(`[\\p{L}\\p{N}]+|${GAP}`, 'gu')

/** The best places of the folded quote in the folded text, best first, in folded offsets. Empty for short quotes. */
export function approximate(quote: string, folded: Folded, least: number): readonly Approximation[] {
  const words = tokensOf(quote).map((token) => token.word)
  if (words.filter((word) => word !== GAP).length < LEAST_WORDS) return []
  if (words.length > MOST_WORDS) return ends(words, folded, least)
  return search(words, indexOf(folded), least)
}

/** A long quote: its beginning and its end, each in its place, at about the right distance. */
function ends(words: readonly string[], folded: Folded, least: number): readonly Approximation[] {
  const index = indexOf(folded)
  const half = MOST_WORDS / 2
  const heads = search(words.slice(0, half), index, least)
  const tails = search(words.slice(-half), index, least)
  const length = words.join(' ').length
  return heads.flatMap((head) =>
    tails
      .filter((tail) => tail.end > head.end && Math.abs(tail.end - head.start - length) < length / 3)
      .map((tail) => ({
        start: head.start,
        end: tail.end,
        similarity: (head.similarity + tail.similarity) / 2,
      })),
  )
}

function search(words: readonly string[], index: Index, least: number): readonly Approximation[] {
  const found = windows(words, index)
    .map(([from, to]) => best(words, index.tokens.slice(from, to)))
    .filter((one): one is Approximation => one !== null && one.similarity >= least)
    .sort((a, b) => b.similarity - a.similarity || a.start - b.start)
  return found.filter((one, n) => found.findIndex((other) => other.start === one.start) === n)
}

/** Ranges of tokens that hold most rare words of the quote in about its order. */
function windows(words: readonly string[], { tokens, places }: Index): [number, number][] {
  const reach = Math.ceil(words.length / 2) + 4
  const votes = new Map<number, number>()
  words.forEach((word, n) => {
    const at = places.get(word) ?? []
    if (at.length > COMMON) return
    for (const place of at) {
      const bucket = Math.floor((place - n) / reach)
      for (const near of [bucket, bucket + 1]) votes.set(near, (votes.get(near) ?? 0) + 1 / at.length)
    }
  })
  return [...votes]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, WINDOWS)
    .map(([bucket]) => [
      Math.max(0, (bucket - 1) * reach),
      Math.min(tokens.length, (bucket + 1) * reach + words.length + reach),
    ])
}

/** P. Sellers' approximate search (1980) over words: the cheapest range of the tokens. */
function best(words: readonly string[], tokens: readonly Token[]): Approximation | null {
  let costs = new Float64Array(tokens.length + 1)
  let origins = Int32Array.from({ length: tokens.length + 1 }, (_, j) => j)
  let total = 0
  for (const word of words) {
    const next = new Float64Array(tokens.length + 1)
    const from = new Int32Array(tokens.length + 1)
    const gap = word === GAP
    const cost = gap ? 0 : weight(word)
    total += cost
    next[0] = costs[0]! + cost
    for (let j = 1; j <= tokens.length; j++) {
      const token = tokens[j - 1]!
      const across = costs[j - 1]! + (gap ? 0 : difference(word, token.word) * cost)
      const dropped = costs[j]! + cost
      const extra = next[j - 1]! + (gap ? 0 : EXTRA_WORD * weight(token.word))
      next[j] = Math.min(across, dropped, extra)
      from[j] = next[j] === across ? origins[j - 1]! : next[j] === dropped ? origins[j]! : from[j - 1]!
    }
    costs = next
    origins = from
  }
  let end = 0
  for (let j = 1; j <= tokens.length; j++) if (costs[j]! < costs[end]!) end = j
  const first = tokens[origins[end]!]
  const last = tokens[end - 1]
  if (!first || !last || first.start >= last.end) return null
  return { start: first.start, end: last.end, similarity: 1 - costs[end]! / total }
}

function weight(word: string): number {
  return word.length <= 3 ? SHORT_WORD : 1
}

/** 0 for the same word, `OTHER_FORM` for another form of it, else 1. */
function difference(a: string, b: string): number {
  if (a === b) return 0
  const shorter = Math.min(a.length, b.length)
  if (shorter < 4 || Math.abs(a.length - b.length) > 3) return 1
  let common = 0
  while (common < shorter && a[common] === b[common]) common++
  return common >= Math.max(4, 0.7 * shorter) ? OTHER_FORM : 1
}

function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(WORD), (m) => ({ word: m[0], start: m.index, end: m.index + m[0].length }))
}

const indexes = new WeakMap<Folded, Index>()

function indexOf(folded: Folded): Index {
  const known = indexes.get(folded)
  if (known) return known
  const tokens = tokensOf(folded.text)
  const places = new Map<string, number[]>()
  tokens.forEach(({ word }, n) => {
    const list = places.get(word)
    if (list) list.push(n)
    else places.set(word, [n])
  })
  const index = { tokens, places }
  indexes.set(folded, index)
  return index
}
