/** Names that a text gives in so many words: titles and aliases, "… for short", "which we call …", phrases in quotation marks. */
import { isShortForm, longFormOf } from './acronym.ts'
import { GENERAL } from './general-words.ts'
import { recurrence } from './recurs.ts'
import type { NamingRule } from './rule.ts'
import { STOP_WORDS } from './stop-words.ts'

const OPEN = '["“\'‘*_]*'
const QUOTED = /["“]([^"“”]{2,60})["”]/gu

/** A phrase that can name something: one to six words, first and last no stop word, no sentence punctuation inside. */
export function isName(phrase: string): boolean {
  const parts = phrase.trim().split(/\s+/)
  if (parts.length > 6 || phrase.length > 70 || /[.,;:!?()[\]{}<>=$|/\\]/.test(phrase)) return false
  const first = (parts[0] ?? '').toLowerCase()
  const last = (parts.at(-1) ?? '').toLowerCase()
  return /^\p{L}{2}/u.test(first) && /\p{L}/u.test(last) && !STOP_WORDS.has(first) && !STOP_WORDS.has(last)
}

/** What tells a title from its like: "Value (ethics)". */
const APART = / \([^()]*\)$/

/** A wiki page is a concept: its title names it, also without the brackets that tell it from others of its name. */
export const title: NamingRule = {
  name: 'title',
  apply: ({ kind, title: long, revision }) =>
    kind === 'wiki' && long !== null && /\p{L}/u.test(long)
      ? [...new Set([long, long.replace(APART, '')])].map((name) => ({ name, long, revision }))
      : [],
}

/** Its aliases name it; and where one is an acronym of the title's beginning ("LDR" of "Layered debate review agent"), so does that. */
export const alias: NamingRule = {
  name: 'alias',
  apply: ({ kind, title: long, aliases, revision }) => {
    if (kind !== 'wiki' || long === null) return []
    const names = aliases.map((name) => name.replaceAll('_', ' ').trim()).filter((name) => /\p{L}{2}/u.test(name))
    const beginnings = names.filter(isShortForm).flatMap((short) => beginningFor(short, long))
    return [...names, ...beginnings].map((name) => ({ name, long, revision }))
  },
}

/** The words with which a title begins that an acronym stands for, where the title goes on. */
function beginningFor(short: string, long: string): readonly string[] {
  const ends = [...long.matchAll(/ /g)].map(({ index }) => index)
  return ends
    .map((end) => long.slice(0, end))
    .filter((beginning) => isName(beginning) && longFormOf(short, beginning) === beginning)
    .slice(-1)
}

const FOR_SHORT = new RegExp(
  `([\\p{L}][\\p{L}\\p{N}' -]{3,80})["”'’*_]*\\s*\\((?:or |aka |a\\.k\\.a\\. |hereafter |henceforth )?${OPEN}([\\p{L}][\\p{L}\\p{N}' -]{1,50}?)["”'’*_]*,? for short\\)$`,
  'iu',
)
const AKA = /["“]([^"“”]{3,60})["”] \((?:or|aka|a\.k\.a\.|also known as|also called) ["“]([^"“”]{2,60})["”]\)$/iu
const CLOSE = /for short\)|["”]\)/g
/** The patterns are tried on what stands before each closing mark: their reach, and so their cost, is bounded. */
const REACH = 200

export const forShort: NamingRule = {
  name: 'for-short',
  apply: (input) =>
    input.sentences.flatMap(({ text, revision }) =>
      [...text.matchAll(CLOSE)].flatMap(({ 0: close, index }) => {
        const end = index + close.length
        const before = text.slice(Math.max(0, end - REACH), end)
        const match = (close.endsWith('short)') ? FOR_SHORT : AKA).exec(before)
        const naming = { long: trimName(match?.[1] ?? ''), name: trimName(match?.[2] ?? ''), revision }
        return isName(naming.long) && isName(naming.name) && naming.long !== naming.name ? [naming] : []
      }),
    ),
}

const CALLED =
  /(?:\b(?:which|that|what|this|it|these|them|phenomenon|effect|idea|problem|method|approach) (?:we|I|he|she|they|people|some|others)(?:'ll| will| have| might| would| sometimes| often| usually)* (?:call|called|dub|term|named?|refer to as)|\b(?:is|are|was|be|been|so-) ?called|\bknown as|\breferred to as|\bcalled)\s+(?:the |an? )?["“'‘*_]*([\p{L}][\p{L}\p{N}-]*(?: [\p{L}][\p{L}\p{N}-]*){0,4})/giu

/** "which we call re-contextualization", "known as mesa-optimization": only up to where the phrase stops being a name. */
export const called: NamingRule = {
  name: 'called',
  apply: (input) =>
    input.sentences.flatMap(({ text, revision }) =>
      [...text.matchAll(CALLED)]
        .map((match) => nameAtStart(match[1] ?? ''))
        .filter((name) => name !== null)
        .map((name) => ({ name, long: name, revision })),
    ),
}

/** Words before a quoted phrase that say that it is a name. */
const NAMES =
  /\b(?:call|calls|called|term|terms|termed|dub|dubbed|named?|concept of|notion of|idea of|known as|refer(?:red)? to as|so-called|introduce)\s*$/i

/**
 * A phrase in quotation marks that is no sentence, where it is said to be a name or the document comes back to it:
 * “act-based agents”. One word only when it is hyphenated or in capitals.
 */
export const quoted: NamingRule = {
  name: 'quoted',
  apply: (input) => {
    const times = recurrence(input)
    return input.sentences.flatMap(({ text, revision }) =>
      [...text.matchAll(QUOTED)]
        .map((match) => ({ name: trimName(match[1] ?? ''), before: text.slice(0, match.index) }))
        .filter(({ name, before }) => isQuotedName(name) && (NAMES.test(before) || times(name) > 1))
        .map(({ name }) => ({ name, long: name, revision })),
    )
  },
}

function isQuotedName(name: string): boolean {
  const parts = name.split(' ')
  return (
    isName(name) &&
    parts.length <= 4 &&
    (/[ -]/.test(name) || /^\p{Lu}{3,}$/u.test(name)) &&
    !VERBAL.test(name) &&
    !GENERAL.has(parts[0]!.toLowerCase()) &&
    !/ly$/i.test(parts[0]!) &&
    !parts.some((word) => STOP_WORDS.has(word.toLowerCase()) && !/^(?:of|and|in|for|by)$/i.test(word)) &&
    !/(?:ly|ed|able|ible|ous)$/i.test(name)
  )
}

/** A verb in it makes a quoted phrase a saying rather than a name. */
const VERBAL =
  /\b(?:is|are|was|were|be|do|does|did|has|have|had|can|will|would|should|could|might|must|don't|it's|that's|i'm|not)\b/i

function trimName(text: string): string {
  return text.replace(/^[\s"“”'‘’*_.,]+|[\s"“”'‘’*_.,]+$/gu, '').replace(/^(?:the|an?|this|these|those|that) /i, '')
}

function nameAtStart(text: string): string | null {
  const words = text.split(' ')
  const end = words.findIndex((word, at) => endsName(word.toLowerCase(), at === 0))
  const parts = words.slice(0, end < 0 ? words.length : end)
  // "what I call a lack of care" names no lack.
  if (parts.length === 1 && words[1] === 'of') return null
  const name = trimName(parts.slice(0, 3).join(' '))
  return name.length > 3 && isName(name) ? name : null
}

function endsName(word: string, first: boolean): boolean {
  return STOP_WORDS.has(word) || (first && GENERAL.has(word)) || VERBAL.test(word) || /(?:ly|ed)$/.test(word)
}
