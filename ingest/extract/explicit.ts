/** Explicit references to a part of what is answered: "your second point", "point 3", "(2)", "the last paragraph". */
export interface Ordinal {
  /** From 1; -1 is the last one. */
  readonly nth: number
  readonly of: 'point' | 'paragraph' | 'sentence'
  readonly words: string
}

const NUMBERS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  last: -1,
  final: -1,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
}
const UNITS: Readonly<Record<string, Ordinal['of']>> = {
  point: 'point',
  claim: 'point',
  argument: 'point',
  question: 'point',
  bullet: 'point',
  item: 'point',
  objection: 'point',
  concern: 'point',
  reason: 'point',
  suggestion: 'point',
  premise: 'point',
  step: 'point',
  part: 'point',
  one: 'point',
  paragraph: 'paragraph',
  sentence: 'sentence',
}
const UNIT = `(${Object.keys(UNITS).join('|')})`
const NAMED = new RegExp(
  `\\b(?:your|the|his|her|their|to|of|my)\\s+(${Object.keys(NUMBERS).join('|')})\\s+(?:\\w+\\s+)?${UNIT}\\b`,
  'i',
)
const NUMBERED = new RegExp(`\\b${UNIT}\\s+(?:#|no\\.?\\s*|number\\s+)?\\(?(\\d)\\)?(?![\\d.]\\d)`, 'i')
const MARKED = /^(?:re:?\s+|on\s+|regarding\s+|as (?:to|for)\s+|ad\s+|agree with\s+|but\s+)\(?#?(\d)[).:,]*(?=\s|$)/i

/** The reference in a sentence, or null. */
export function ordinalIn(text: string): Ordinal | null {
  const named = NAMED.exec(text)
  if (named) return { nth: NUMBERS[named[1]!.toLowerCase()]!, of: UNITS[named[2]!.toLowerCase()]!, words: named[0] }
  const numbered = NUMBERED.exec(text)
  if (numbered) return { nth: Number(numbered[2]), of: UNITS[numbered[1]!.toLowerCase()]!, words: numbered[0] }
  const marked = MARKED.exec(text)
  return marked ? { nth: Number(marked[1]), of: 'point', words: marked[0] } : null
}

const ENUMERATED = /^\s*[(]?(\d{1,2})[).:]\s/
const SPELLED: readonly RegExp[] = [
  /^first(?:ly)?\b/i,
  /^second(?:ly)?\b/i,
  /^third(?:ly)?\b/i,
  /^fourth(?:ly)?\b/i,
  /^fifth(?:ly)?\b/i,
]

/** Index of the sentence that the reference names among the sentences of a text, or -1. `breaks` are the first sentences of paragraphs. */
export function namedSentence(ordinal: Ordinal, sentences: readonly string[], breaks: readonly number[]): number {
  if (ordinal.of === 'sentence')
    return ordinal.nth < 0 ? sentences.length - 1 : Math.min(ordinal.nth, sentences.length) - 1
  if (ordinal.of === 'paragraph') return (ordinal.nth < 0 ? breaks.at(-1) : breaks[ordinal.nth - 1]) ?? -1
  if (ordinal.nth > 0) {
    const numbered = sentences.findIndex((text) => Number(ENUMERATED.exec(text)?.[1]) === ordinal.nth)
    if (numbered >= 0) return numbered
    const spelled = SPELLED[ordinal.nth - 1]
    const named = spelled ? sentences.findIndex((text) => spelled.test(text)) : -1
    if (named >= 0) return named
  }
  return breaks.length > 1 ? ((ordinal.nth < 0 ? breaks.at(-1) : breaks[ordinal.nth - 1]) ?? -1) : -1
}
