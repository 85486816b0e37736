/**
 * "Long Form (ABBR)" and "ABBR (long form)", by Schwartz and Hearst, "A simple algorithm for identifying abbreviation
 * definitions in biomedical text" (PSB 2003), with the usual repairs: the first letter must begin a word, a long form
 * may not be shorter than its short form or contain it; and one of ours: where every letter begins a word, those words
 * are the long form, however short a match by letters alone would be.
 */
import { formOf } from '../../../graph/words.ts'
import type { Naming, NamingRule } from './rule.ts'
import { STOP_WORDS } from './stop-words.ts'

/** What may hold a short or a long form. Square brackets stand inside round ones, so each kind is looked for by itself. */
const BRACKETS = [/\(([^()]{2,120})\)/g, /\[([^[\]]{2,12})\]/g]

/** A short form: 2 to 10 characters, at most two words, a letter first or second, at least one capital or digit beyond prose. */
export function isShortForm(text: string): boolean {
  if (text.length < 2 || text.length > 10 || text.split(/\s+/).length > 2) return false
  if (!/^[\p{L}\p{N}]/u.test(text) || !/\p{L}/u.test(text)) return false
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  return capitals >= 2 || (capitals === 1 && (/^\p{Lu}.{1,3}$/u.test(text) || MIXED.test(text)))
}

/** "mAb", "tHcy", "2D": a capital after the beginning, as no word of prose has it. */
const MIXED = /^(?:\p{Ll}{1,4}|\p{N})\p{Lu}[\p{L}\p{N}]{0,4}$/u

/** Small letters alone are a short form only where each begins a word of the long form: "beats per minute (bpm)". */
function isSmallShortForm(text: string): boolean {
  return /^\p{Ll}{3,5}$/u.test(text) && !STOP_WORDS.has(text)
}

/** The long form at the end of `before` that the short form abbreviates, or null: by initials, else by letters in order. */
export function longFormOf(short: string, before: string): string | null {
  const start = startByInitials(short, before) ?? startByLetters(short, before)
  if (start === null) return null
  const long = before.slice(start).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  const words = long.split(/[\s-]+/)
  const plausible =
    long.length > short.length &&
    words.length <= mostWords(short) + HYPHENS &&
    words.length >= 2 - Number(short.length <= 3) &&
    !words.some((word) => word === short) &&
    !/[.;:!?()[\]“”"]/.test(long)
  return plausible ? long : null
}

/** Words of a long form, by the length of the short form. */
const mostWords = (short: string): number => Math.min(short.length + 5, short.length * 2)
/** Hyphens that a long form may have beside its words. */
const HYPHENS = 3

/** Words that a short form passes over: "International Index of Erectile Function (IIEF)". */
const PASSED_OVER = new Set(['of', 'the', 'and', 'for', 'in', 'on', 'to', 'a', 'an', 'by', 'with', 'from', 'or', 'at'])

/** Where a long form begins whose words begin with the letters of the short form, one each; null where there is none. */
function startByInitials(short: string, before: string): number | null {
  const letters = [...short.toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter))
  const words = [...before.matchAll(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu)]
  let w = words.length
  let start = before.length
  for (const letter of letters.toReversed()) {
    do w--
    while (w >= 0 && !begins(words[w]![0], letter) && PASSED_OVER.has(words[w]![0].toLowerCase()))
    const word = words[w]
    if (word === undefined || !begins(word[0], letter)) return null
    start = word.index
  }
  return letters.length < 2 ? null : start
}

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** Whether a word begins with a letter, or is the number that a digit stands for: "two-dimensional (2D)". */
function begins(word: string, letter: string): boolean {
  const small = word.toLowerCase()
  return small.startsWith(letter) || small === NUMBERS[Number.parseInt(letter, 10)]
}

/** Where a long form begins that has the letters of the short form in order, from the right; the first letter begins a word. */
function startByLetters(short: string, before: string): number | null {
  if (isSmallShortForm(short)) return null
  const limit = mostWords(short)
  const starts = [...before.matchAll(/[\p{L}\p{N}]\S*/gu)].map((match) => match.index)
  const window = starts.length > limit ? (starts[starts.length - limit] ?? 0) : 0
  let l = before.length - 1
  for (let s = short.length - 1; s >= 0; s--) {
    const letter = (short[s] ?? '').toLowerCase()
    if (!/[\p{L}\p{N}]/u.test(letter)) continue
    while (
      l >= window &&
      ((before[l] ?? '').toLowerCase() !== letter || (s === 0 && l > 0 && /[\p{L}\p{N}]/u.test(before[l - 1] ?? '')))
    )
      l--
    if (l < window) return null
    l--
  }
  const start = before.lastIndexOf(' ', l) + 1
  const ends = [starts.find((at) => at >= start) ?? start, starts.at(-1) ?? start]
  const stops = ends.some((at) => STOP_WORDS.has(/^[\p{L}'’]*/u.exec(before.slice(at))?.[0].toLowerCase() ?? ''))
  return stops ? null : start
}

/** A long form is no longer than this, in characters; what stands further ahead is not looked at. */
const REACH = 600

function wordsBefore(text: string, end: number): string {
  const near = text.slice(Math.max(0, end - REACH), end).trimEnd()
  // A word that was cut is no word.
  return end > REACH ? near.replace(/^\S+/, '') : near
}

/** The plural of a short form without its ending: the letters that stand for words. */
function bare(short: string): string {
  return short.replace(/(\p{Lu})['’]?s$/u, '$1')
}

/** The names that a short form gives: as it is written, and its singular where the normal form does not know that. */
function namesOf(short: string): readonly string[] {
  const singular = bare(short)
  return formOf(singular) === formOf(short) ? [short] : [short, singular]
}

/** What may stand beside the form in its brackets: "(or LDR)", "(LDR; see below)", "(“LDR”)". */
function insideOf(brackets: string): string {
  return (brackets.split(/[;,]|\bor\b/)[0] ?? '').trim().replace(/^["“]|["”]$/g, '')
}

/** Words in brackets that give no long form but another name or a remark: "(aka Genie)", "(see below)". */
const REMARK = /^(?:aka|a\.k\.a|also|see|cf|like|as|e\.g|i\.e|or|and|not|which|that|is|are|in|on|at|by|for|from)\b/i

export const acronym: NamingRule = {
  name: 'acronym',
  apply: (input) =>
    input.sentences.flatMap(({ text, revision }) =>
      BRACKETS.flatMap((brackets) => [...text.matchAll(brackets)])
        .flatMap((match) => pairsOf(match[1] ?? '', wordsBefore(text, match.index)))
        .map(({ name, long }) => ({ name, long, revision })),
    ),
}

type Pair = Pick<Naming, 'name' | 'long'>

function pairsOf(brackets: string, words: string): readonly Pair[] {
  const before = words.replace(/["”’']$/, '')
  // "Christiano et al. (2018)" abbreviates nothing.
  if (/\bet al\.?$/.test(before)) return []
  const inside = insideOf(brackets)
  for (const one of new Set([inside, brackets.split(';').at(-1)!.trim()])) {
    const long = isShortForm(one) || isSmallShortForm(one) ? longFormOf(bare(one), before) : null
    if (long !== null) return namesOf(one).map((name) => ({ name, long }))
  }
  const short = before.match(/[\p{L}\p{N}][\p{L}\p{N}-]*$/u)?.[0] ?? ''
  if (!/^\p{Lu}[\p{Lu}\p{N}-]+$/u.test(short) || REMARK.test(inside)) return []
  const long = longFormOf(short, inside)
  return long !== null && long.length === inside.length ? [{ name: short, long }] : []
}
