/**
 * Finding a quote again. Exact search under folding first; else approximate search, taken only when it is
 * near; one weighted score over words, what stands before and after, and position decides between places
 * (the design of the Hypothes.is client). A passage that is not there is null: a lookalike is worse than none.
 */
import type { Span, TextQuoteSelector } from '../../graph/model.ts'
import { approximate } from './approximate.ts'
import { type Folded, fold, GAP } from './fold.ts'

export interface Anchor extends Span {
  /** exact: the same words but for typography and what the quote itself leaves out; fuzzy: nearly the words. */
  readonly how: 'exact' | 'fuzzy'
  /** 0 to 1. */
  readonly score: number
}

/** Weight of each part of the score. */
const WEIGHTS = { quote: 50, prefix: 20, suffix: 20, position: 2 } as const
/** Least similarity of the words alone, and where what stands before and after agrees. */
const NEAR = 0.8
const NEAR_IN_PLACE = 0.6
/** Share of a prefix or suffix that has to agree for that. */
const AGREES = 0.8
/** Compared of prefix and suffix, in units. */
const CONTEXT = 32
/** What a quote may leave out at one "…", in units. */
const LEFT_OUT = 4000
/** Places of a short quote that are looked at, and bounds for hostile texts: units sought at once, places tried. */
const PLACES = 500
const SOUGHT = 500
const TRIED = 5000

/** Where the quote stands in the text. `hint` is about where it stood, in UTF-16 units of the text. */
export function anchor(quote: TextQuoteSelector, text: string, hint?: number): Anchor | null {
  return anchorIn(quote, fold(text), hint)
}

/** The same in a text folded once for many quotes. */
export function anchorIn(quote: TextQuoteSelector, folded: Folded, hint?: number): Anchor | null {
  const words = trimmed(fold(quote.exact).text)
  if (words === '') return null
  const context = contextOf(quote, folded, hint)
  const exact = occurrences(words, folded.text).map((span) => ({ span, ...context(span), similarity: 1 }))
  const places =
    exact.length > 0
      ? exact
      : approximate(words, folded, NEAR_IN_PLACE)
          .map((span) => ({ span, ...context(span), similarity: span.similarity }))
          .filter(({ similarity, agrees }) => similarity >= (agrees ? NEAR_IN_PLACE : NEAR))
  const scored = places.map(({ span, similarity, score, most }) => ({
    span,
    score: (WEIGHTS.quote * similarity + score) / (WEIGHTS.quote + most),
  }))
  const best = scored.reduce<(typeof scored)[number] | null>((a, b) => (a && a.score >= b.score ? a : b), null)
  if (!best) return null
  const { start, end } = best.span
  return {
    how: exact.length > 0 ? 'exact' : 'fuzzy',
    start: folded.starts[start]!,
    end: folded.ends[end - 1]!,
    score: best.score,
  }
}

/** Quote without the punctuation and gaps around it. */
function trimmed(folded: string): string {
  return folded.replace(/^[\s.,;:!?…-]+|[\s.,;:!?…-]+$/g, '')
}

/** Places where all parts of the quote stand in order, whole words before others. */
function occurrences(words: string, text: string): Span[] {
  const [first = '', ...rest] = words
    .split(GAP)
    .map(trimmed)
    .filter((part) => part !== '')
  const found: Span[] = []
  const head = first.slice(0, SOUGHT)
  let tried = 0
  for (let at = text.indexOf(head); at !== -1 && found.length < PLACES; at = text.indexOf(head, at + 1)) {
    if (tried++ > TRIED) break
    if (!text.startsWith(first, at)) continue
    let end = at + first.length
    for (const part of rest) {
      const next = end === Number.POSITIVE_INFINITY ? -1 : text.slice(end, end + LEFT_OUT + part.length).indexOf(part)
      end = next === -1 ? Number.POSITIVE_INFINITY : end + next + part.length
    }
    if (end !== Number.POSITIVE_INFINITY) found.push({ start: at, end })
  }
  const whole = found.filter(({ start, end }) => !inWord(text, start) && !inWord(text, end))
  return whole.length > 0 || words.length < CONTEXT / 2 ? whole : found
}

function inWord(text: string, at: number): boolean {
  return /^[\p{L}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1))
}

/** What stands around a place, compared with what the quote says stood there. */
function contextOf({ prefix = '', suffix = '' }: TextQuoteSelector, folded: Folded, hint: number | undefined) {
  const before = fold(prefix).text.slice(-CONTEXT)
  const after = fold(suffix).text.slice(0, CONTEXT)
  const most =
    (before ? WEIGHTS.prefix : 0) + (after ? WEIGHTS.suffix : 0) + (hint === undefined ? 0 : WEIGHTS.position)
  const length = Math.max(1, folded.ends.at(-1) ?? 1)
  return ({ start, end }: Span) => {
    const left = before
      ? agreement([...before].reverse(), [...folded.text.slice(Math.max(0, start - 2 * CONTEXT), start)].reverse())
      : 0
    const right = after ? agreement([...after], [...folded.text.slice(end, end + 2 * CONTEXT)]) : 0
    const near = hint === undefined ? 0 : 1 - Math.abs((folded.starts[start] ?? length) - hint) / length
    return {
      most,
      score: WEIGHTS.prefix * left + WEIGHTS.suffix * right + WEIGHTS.position * near,
      agrees: before !== '' && after !== '' && left >= AGREES && right >= AGREES,
    }
  }
}

/** Share of the units that agree from the quote outward, white space and punctuation passed over. */
function agreement(wanted: readonly string[], found: readonly string[]): number {
  const letters = (units: readonly string[]) => units.filter((unit) => /[\p{L}\p{N}]/u.test(unit))
  const [a, b] = [letters(wanted), letters(found)]
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  return a.length === 0 ? 1 : same / a.length
}
