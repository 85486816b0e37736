/**
 * Features of one sentence with its neighbours, for all heads of the fast model at once: cue phrases (own,
 * negated, at the start, after a "but", reported, of the neighbours), shape and place, hashed word n-grams and how it begins.
 */
import type { BlockKind } from '../text/plain.ts'
import { CUE_NAMES } from './cues.ts'
import { eachCue } from './lexicon.ts'
import { fnv, tokens } from './tokens.ts'

/** What is known of a sentence without its thread. */
export interface SentenceInput {
  readonly text: string
  readonly kind: BlockKind
  /** The sentences before and after it in the same text, if any. */
  readonly previous: string | null
  readonly next: string | null
  /** Position among the text's sentences, from 0, and how many there are. */
  readonly index: number
  readonly count: number
  /** Stands in a reply (comment, answer), not in a post or wiki page. */
  readonly reply: boolean
}

/** Tokens of a sentence and the cues found in them. */
export interface Cued {
  readonly text: string
  readonly tokens: readonly string[]
  /** [position, cue index] in order. */
  readonly cues: readonly (readonly [at: number, cue: number])[]
}

/** Hashed n-grams live in the first 2^BITS weights, the named features after them. */
export const HASH_BITS = 15
const HASH_SIZE = 1 << HASH_BITS
/** N-grams count for less than cues: they must not carry a forum's topics. */
const NGRAM_VALUE = 0.35
/** The first tokens together count for more: how a sentence begins tells what it does. */
const OPENING_VALUE = 0.5
const OPENING = 3
/** A sentence of so few tokens says little more than its cue: "I disagree." */
const BRIEF = 5
/** Tokens before a cue in which a "not" negates it. */
const NEGATION_REACH = 3

const PLACES = ['own', 'negated', 'start', 'after-but', 'reported', 'brief', 'previous', 'next'] as const
type Place = (typeof PLACES)[number]
const SHAPES = [
  'bias',
  'reply',
  'first',
  'last',
  'only',
  'position',
  'length',
  'length<4',
  'length<8',
  'length>30',
  'ends-?',
  'ends-!',
  'ends-:',
  'ends-bare',
  'has-?',
  'has-quote',
  'has-math',
  'has-code',
  'has-link',
  'has-mention',
  'has-number',
  'brackets',
  'starts-bracket',
  'starts-lower',
  'starts-conjunction',
  'emphasis',
  'dots',
  'previous-none',
  'previous-?',
  'previous-:',
  'next-none',
  'next-?',
  'heading',
  'item',
  'code',
  'title',
  'table',
  'capitals',
  'verbless',
  'other corpus',
  'issue threads',
] as const
type Shape = (typeof SHAPES)[number]

/** Names of the features after the hashed ones, in order: they give the weights their meaning. */
export const FEATURE_NAMES: readonly string[] = [
  ...SHAPES,
  ...PLACES.flatMap((place) => CUE_NAMES.map((cue) => `${place}:${cue}`)),
]
export const FEATURES = HASH_SIZE + FEATURE_NAMES.length
/** Features that stand in training rows of a corpus with other habits, and take its base rates upon themselves; never in a reading. */
export const HABIT_FEATURES = {
  'other corpus': HASH_SIZE + FEATURE_NAMES.indexOf('other corpus'),
  'issue threads': HASH_SIZE + FEATURE_NAMES.indexOf('issue threads'),
} as const

const SHAPE_AT = new Map(SHAPES.map((name, index) => [name, HASH_SIZE + index]))
/** The first cue's feature in each place. */
const AT = Object.fromEntries(
  PLACES.map((place, index) => [place, HASH_SIZE + SHAPES.length + index * CUE_NAMES.length]),
) as Record<Place, number>
const CUE_AT = new Map(CUE_NAMES.map((name, index) => [name, index]))
const NEGATOR = CUE_AT.get('negator')!
const REPORTED = CUE_AT.get('reported')!
const TURNS = new Set(['but', 'however', 'yet', 'although', 'though', 'except'])
const CONJUNCTIONS = new Set(['and', 'but', 'so', 'or', 'because', 'then', 'also', 'however', 'yet', 'therefore'])
const SIGN = /^[^\p{L}\p{N}<]/u
const VERB =
  /^(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|should|may|might|must|seems?|think|looks?|\w+(?:ed|es|ing))$/

/** A growing list of feature numbers and values, used again for each sentence. */
export class FeatureList {
  readonly ids = new Int32Array(4096)
  readonly values = new Float64Array(4096)
  length = 0

  push(id: number, value: number): void {
    if (this.length === this.ids.length) return
    this.ids[this.length] = id
    this.values[this.length++] = value
  }
}

/** Tokens and cues of a sentence. Negated cues are told by `features`. */
export function cued(text: string): Cued {
  const list = tokens(text.length > 2000 ? text.slice(0, 2000) : text)
  const cues: (readonly [number, number])[] = []
  eachCue(list, (at, low, high) => {
    for (let bits = low; bits !== 0; bits &= bits - 1) cues.push([at, 31 - Math.clz32(bits & -bits)])
    for (let bits = high; bits !== 0; bits &= bits - 1) cues.push([at, 62 - Math.clz32(bits & -bits)])
  })
  return { text, tokens: list, cues }
}

/** True where the sentence has the cue. */
export function hasCue(sentence: Cued, name: string): boolean {
  const index = CUE_AT.get(name)
  return sentence.cues.some(([, cue]) => cue === index)
}

/** Fills `out` with the features of a sentence; `previous` and `next` are its neighbours' cues. */
export function features(
  out: FeatureList,
  input: SentenceInput,
  own: Cued,
  previous: Cued | null,
  next: Cued | null,
): void {
  out.length = 0
  shapes(out, input, own, previous, next)
  ownCues(out, own)
  if (previous) neighbourCues(out, previous, 'previous')
  if (next) neighbourCues(out, next, 'next')
  ngrams(out, own.tokens)
}

function shapes(out: FeatureList, input: SentenceInput, own: Cued, previous: Cued | null, next: Cued | null): void {
  const on = (name: Shape, value: number | boolean = 1) => {
    if (value) out.push(SHAPE_AT.get(name)!, Number(value))
  }
  const list = own.tokens
  const text = input.text.trimEnd()
  const last = text.at(-1) ?? ''
  on('bias')
  on('reply', input.reply)
  on('first', input.index === 0)
  on('last', input.index === input.count - 1)
  on('only', input.count === 1)
  on('position', input.index / Math.max(1, input.count))
  on('length', Math.min(1, list.length / 40))
  on('length<4', list.length < 4)
  on('length<8', list.length < 8)
  on('length>30', list.length > 30)
  on('ends-?', last === '?' || text.endsWith('?)') || text.endsWith('?"'))
  on('ends-!', last === '!')
  on('ends-:', last === ':')
  on('ends-bare', /[\p{L}\p{N}]/u.test(last))
  on('has-?', list.includes('?'))
  on('has-quote', list.includes('"'))
  on('has-math', list.includes('<math>'))
  on('has-code', list.includes('<code>'))
  on('has-link', list.includes('<link>'))
  on('has-mention', list.includes('<mention>'))
  on('has-number', list.includes('<number>'))
  on('brackets', list.includes('('))
  on('starts-bracket', list[0] === '(')
  on('starts-lower', /^\p{Ll}/u.test(text))
  on('starts-conjunction', CONJUNCTIONS.has(list[0] ?? ''))
  on('emphasis', list.includes('*'))
  on('dots', text.includes('...') || text.includes('…'))
  on('previous-none', previous === null)
  on('previous-?', previous?.tokens.at(-1) === '?')
  on('previous-:', previous?.tokens.at(-1) === ':')
  on('next-none', next === null)
  on('next-?', next?.tokens.at(-1) === '?')
  if (input.kind !== 'paragraph' && input.kind !== 'rule') on(input.kind === 'subtitle' ? 'title' : input.kind)
  on('capitals', /\b[A-Z]{4,}\b/.test(text))
  on('verbless', !list.some((token) => VERB.test(token)))
}

/** Named features that the sentence has already, by the number of the asking: no set is made for each sentence. */
const askedAt = new Int32Array(FEATURES - HASH_SIZE)
let asking = 0

function isNew(id: number): boolean {
  if (askedAt[id - HASH_SIZE] === asking) return false
  askedAt[id - HASH_SIZE] = asking
  return true
}

function ownCues(out: FeatureList, own: Cued): void {
  const turn = own.tokens.findIndex((token, at) => at > 2 && TURNS.has(token))
  const reportedAt = own.cues.find(([, cue]) => cue === REPORTED)?.[0] ?? -1
  asking++
  const once = (base: number, cue: number) => {
    if (isNew(base + cue)) out.push(base + cue, 1)
  }
  // Cues come in the order of their places, so the last "not" before one is the nearest.
  let negator = Number.NEGATIVE_INFINITY
  let negatorHere = Number.NEGATIVE_INFINITY
  for (const [at, cue] of own.cues) {
    if (negatorHere < at) negator = Math.max(negator, negatorHere)
    if (cue === NEGATOR) negatorHere = at
    const negated = cue !== NEGATOR && negator >= at - NEGATION_REACH
    once(negated ? AT.negated : AT.own, cue)
    if (at < 3) once(AT.start, cue)
    if (own.tokens.length <= BRIEF && !negated) once(AT.brief, cue)
    if (turn >= 0 && at > turn) once(AT['after-but'], cue)
    if (reportedAt >= 0 && at > reportedAt && (turn < reportedAt || at < turn)) once(AT.reported, cue)
  }
}

function neighbourCues(out: FeatureList, neighbour: Cued, place: 'previous' | 'next'): void {
  const base = AT[place]
  asking++
  for (const [, cue] of neighbour.cues) if (isNew(base + cue)) out.push(base + cue, 0.5)
}

function ngrams(out: FeatureList, list: readonly string[]): void {
  let before = fnv('^')
  let opening = before
  const limit = Math.min(list.length, 120)
  for (let at = 0; at < limit; at++) {
    const token = list[at]!
    const own = fnv(token)
    if (!SIGN.test(token)) out.push(bucket(own, 0x9e3779b1), NGRAM_VALUE)
    out.push(bucket(Math.imul(before, 31) ^ own, 0x85ebca6b), NGRAM_VALUE)
    before = own
    if (at >= OPENING) continue
    opening = Math.imul(opening, 31) ^ own
    out.push(bucket(opening, 0x165667b1), OPENING_VALUE)
  }
}

function bucket(hash: number, salt: number): number {
  return Math.imul(hash ^ salt, 0xc2b2ae35) >>> (32 - HASH_BITS)
}
