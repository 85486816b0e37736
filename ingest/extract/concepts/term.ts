/**
 * Recurring terms that nobody defines: word sequences that a document comes back to, by C-value (Frantzi, Ananiadou and
 * Mima 2000: frequency times log2 of length, less the mean frequency of longer terms around it). The floor against junk is
 * how the words are used: a term must stand as a noun phrase, and end one, in most of its places.
 */
import { AFTER_VERB, BEFORE_VERB, GENERAL, SPEAKING } from './general-words.ts'
import { isName } from './phrases.ts'
import type { Naming, NamingRule } from './rule.ts'
import { STOP_WORDS } from './stop-words.ts'
import { wordForm } from './word-form.ts'

const MOST_WORDS = 3
const MOST_TERMS = 12
const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu
/** What stands between the words of one term: white space only. */
const BROKEN = /[^\s]/
/** A last word of these shapes is rarely a noun: adverbs, participles, adjectives. */
const NOT_LAST = /(?:ly|ize|ise|ified|ould|ed|able|ible|ous|ful|less|based|according|including|using)$/i
/** A first word is no adverb and rarely a plural: a third person's verb looks like one. */
const NOT_FIRST = /(?:ly|(?<!ic|[suia])s|^based)$/i
/** An adjective, where another word of the phrase follows. */
const ADJECTIVE = /(?:al|ic|ive|ary|ent|ant|ian)$/i
const POSSESSIVE = /['’]s?$/
/** A compound of a preposition or of degree qualifies: "on-chain", "non-empty", "per-chunk", "long-term". */
const QUALIFIES =
  /^(?:on|off|in|out|per|pre|post|non|un|cross|inter|self|well|long|short|high|higher|highest|low|lower|real|equal|end|up|down|co|multi|semi|full|half|near|over|under|first|second|third)-|-(?:\p{L}+(?:ed|ly|ible|able|ous|ive|al|ic)|term|level|time|end|specific|related|like|free|wide|style|only|hard|safe|rich|valid)$/iu

interface Candidate {
  readonly revision: string
  readonly length: number
  /** How it is written, within sentences before at their beginning. */
  readonly surfaces: Map<string, number>
  count: number
  /** Places where it is used as a noun phrase that ends there. */
  nominal: number
  /** Places that show a person of that name. */
  persons: number
  /** Occurrences inside longer candidates, and how many of those there are. */
  nested: number
  longer: number
}

interface Token {
  readonly text: string
  readonly form: string
  readonly stop: boolean
  /** White space alone parts it from the token before. */
  readonly joined: boolean
}

export const term: NamingRule = {
  name: 'term',
  apply: (input) => {
    const candidates = new Map<string, Candidate>()
    let words = 0
    for (const { text, revision, current, heading } of input.sentences) {
      if (!current) continue
      const tokens = tokensOf(text)
      words += tokens.length
      for (let i = 0; i < tokens.length; i++)
        for (let j = i; j < tokens.length && j - i < MOST_WORDS; j++) {
          if (tokens[j]!.stop || (j > i && !tokens[j]!.joined)) break
          if (isCandidate(tokens, i, j)) count(candidates, tokens, i, j, revision, heading)
        }
    }
    const floor = Math.max(2, Math.ceil(Math.log2(words / 150 + 1)))
    return ranked(candidates, floor).map(({ surfaces, revision }): Naming => {
      const name = surfaceOf(surfaces)
      return { name, long: name, revision }
    })
  },
}

function tokensOf(text: string): readonly Token[] {
  let end = 0
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => {
    const joined = index > 0 && end > 0 && !BROKEN.test(text.slice(end, index))
    end = index + word.length
    const stop =
      STOP_WORDS.has(word.toLowerCase().replaceAll('’', "'")) || !/\p{L}{2}/u.test(word) || text[index - 1] === '@'
    return { text: word, form: wordForm(word), stop, joined }
  })
}

function isCandidate(tokens: readonly Token[], i: number, j: number): boolean {
  const first = tokens[i]!.text
  const last = tokens[j]!.text
  if (i === j && (!last.includes('-') || QUALIFIES.test(last))) return false
  if (NOT_FIRST.test(first) || NOT_LAST.test(last)) return false
  return !tokens.slice(i, j + 1).some(({ text }) => GENERAL.has(text.toLowerCase()) || POSSESSIVE.test(text))
}

function count(
  candidates: Map<string, Candidate>,
  tokens: readonly Token[],
  i: number,
  j: number,
  revision: string,
  heading: boolean,
): void {
  const part = tokens.slice(i, j + 1)
  const key = part.map(({ form }) => form).join(' ')
  const length = j - i + 1
  const known = candidates.get(key)
  const one = known ?? { revision, length, surfaces: new Map(), count: 0, nominal: 0, persons: 0, nested: 0, longer: 0 }
  if (known === undefined) candidates.set(key, one)
  one.count++
  const before = tokens[i]!.joined ? tokens[i - 1] : undefined
  const after = tokens[j + 1]?.joined ? tokens[j + 1] : undefined
  const verb = before !== undefined && BEFORE_VERB.has(before.text.toLowerCase().replaceAll('’', "'"))
  const open =
    after !== undefined && (after.stop ? AFTER_VERB.has(after.text.toLowerCase()) : ADJECTIVE.test(tokens[j]!.text))
  if (!verb && !open) one.nominal++
  if (isPerson(part, before, after)) one.persons++
  const surface = part.map(({ text }) => text).join(' ')
  // A capital at the beginning of a sentence or in a heading tells nothing of how a term is written.
  const weight = i === 0 || heading ? 1 : 100
  one.surfaces.set(surface, (one.surfaces.get(surface) ?? 0) + weight)
}

/** Two or three capitalised words that speak, think or are thanked. */
function isPerson(part: readonly Token[], before: Token | undefined, after: Token | undefined): boolean {
  if (part.length < 2 || !part.every(({ text }) => /^\p{Lu}\p{Ll}+$/u.test(text))) return false
  return (
    (after !== undefined && SPEAKING.has(after.text.toLowerCase())) ||
    (before !== undefined && /^(?:by|thanks|dr|mr|mrs|ms|prof|cc)$/i.test(before.text))
  )
}

function ranked(candidates: ReadonlyMap<string, Candidate>, floor: number): readonly Candidate[] {
  const often = [...candidates].filter(([, { count: times }]) => times >= floor)
  for (const [key, { count: times }] of often) {
    const parts = key.split(' ')
    for (const inner of new Set([parts.slice(1).join(' '), parts.slice(0, -1).join(' ')])) {
      const shorter = candidates.get(inner)
      if (shorter === undefined) continue
      shorter.nested += times
      shorter.longer++
    }
  }
  const value = ({ count: times, nested, longer, length }: Candidate): number =>
    Math.log2(length + 1) * (times - (longer > 0 ? nested / longer : 0))
  return often
    .map(([, candidate]) => candidate)
    .filter((one) => one.nominal * 2 >= one.count && one.persons === 0)
    .filter((one) => isName(surfaceOf(one.surfaces)) && value(one) >= floor)
    .sort((a, b) => value(b) - value(a) || (surfaceOf(a.surfaces) < surfaceOf(b.surfaces) ? -1 : 1))
    .slice(0, MOST_TERMS)
}

/** The commonest way of writing it; the first in the alphabet, capitals last, where several are as common. */
function surfaceOf(surfaces: ReadonlyMap<string, number>): string {
  return [...surfaces].sort(([a, x], [b, y]) => y - x || (a > b ? -1 : 1))[0]?.[0] ?? ''
}
