/** Names that a text gives in so many words: titles and aliases, "… for short", "which we call …", phrases in quotation marks. */

import type { Naming, NamingRule } from './rule.ts'
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

/** A wiki page is a concept: its title and aliases name it. */
export const title: NamingRule = {
  name: 'title',
  apply: (input) =>
    input.kind === 'wiki' && input.title !== null && /\p{L}/u.test(input.title)
      ? [{ name: input.title, long: input.title, revision: input.revision }]
      : [],
}

export const alias: NamingRule = {
  name: 'alias',
  apply: (input) => {
    const long = input.title
    if (input.kind !== 'wiki' || long === null) return []
    return input.aliases
      .map((name) => name.replaceAll('_', ' ').trim())
      .filter((name) => /\p{L}{2}/u.test(name))
      .map((name) => ({ name, long, revision: input.revision }))
  },
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
  /(?:\b(?:which|that|what|this|it|these|them|phenomenon|effect|idea|problem|method|approach) (?:we|I|he|she|they|people|some|others)(?:'ll| will| have| might| would| sometimes| often| usually)* (?:call|called|dub|term|named?|refer to as)|\b(?:is|are|was|be|been|so-) ?called|\bknown as|\bwe introduce|\breferred to as|\bcalled)\s+(?:the |an? )?["“'‘*_]*([\p{L}][\p{L}\p{N}-]*(?: [\p{L}][\p{L}\p{N}-]*){0,4})/giu

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

/** A phrase in quotation marks that is no sentence: “act-based agents”. One word only when it is hyphenated or in capitals. */
export const quoted: NamingRule = {
  name: 'quoted',
  apply: (input) =>
    input.sentences.flatMap(({ text, revision }) =>
      [...text.matchAll(QUOTED)]
        .map((match) => trimName(match[1] ?? ''))
        .filter(
          (name) =>
            isName(name) &&
            name.split(' ').length <= 4 &&
            (/[ -]/.test(name) || /^\p{Lu}{3,}$/u.test(name)) &&
            !VERBAL.test(name),
        )
        .map((name) => ({ name, long: name, revision })),
    ),
}

const KINDS =
  'framework|hypothesis|problem|thesis|principle|paradigm|theorem|conjecture|dilemma|paradox|fallacy|heuristic|criterion|algorithm'
const NAMED_KIND = new RegExp(`\\b(?:the|The|an?|this) ((?:[\\p{L}][\\p{L}\\p{N}-]* ){1,3})(${KINDS})s?\\b`, 'gu')

/** "the metacognitive agent framework": the name with and without its kind. */
export const namedKind: NamingRule = {
  name: 'named-kind',
  apply: (input) =>
    input.sentences.flatMap(({ text, revision }) =>
      [...text.matchAll(NAMED_KIND)].flatMap((match) => {
        const core = (match[1] ?? '').trim()
        if (!isName(core) || core.split(' ').some((word) => STOP_WORDS.has(word.toLowerCase()))) return []
        const whole = `${core} ${match[2]}`
        const names: Naming[] = [{ name: whole, long: whole, revision }]
        if (core.includes(' ') || core.includes('-')) names.push({ name: core, long: core, revision })
        return names
      }),
    ),
}

/** A verb in it makes a quoted phrase a saying rather than a name. */
const VERBAL =
  /\b(?:is|are|was|were|be|do|does|did|has|have|had|can|will|would|should|could|might|must|don't|it's|that's|i'm|not)\b/i

function trimName(text: string): string {
  return text.replace(/^[\s"“”'‘’*_.,]+|[\s"“”'‘’*_.,]+$/gu, '').replace(/^(?:the|an?|this|these|those|that) /i, '')
}

function nameAtStart(text: string): string | null {
  const parts: string[] = []
  for (const word of text.split(' ')) {
    if (STOP_WORDS.has(word.toLowerCase()) || VERBAL.test(word) || /(?:ly|ed)$/.test(word)) break
    parts.push(word)
  }
  const name = trimName(parts.slice(0, 3).join(' '))
  return name.length > 3 && isName(name) ? name : null
}
