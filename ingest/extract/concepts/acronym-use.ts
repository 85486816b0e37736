/** Acronyms in use that the document does not explain. */
import type { Naming, NamingRule, NamingSentence } from './rule.ts'
import { NOT_ACRONYMS, STOP_WORDS } from './stop-words.ts'

const MOST = 12
/** Uses from which on a word in capitals is no emphasis. */
const OFTEN = 3
/** Capitals and digits, or two runs of them joined as identifiers of a protocol are: "SIGHASH_ALL". */
const ACRONYM =
  /(?<![\p{L}\p{N}_@#/.-])(\p{Lu}[\p{Lu}\p{N}]{2,6}|\p{Lu}[\p{Lu}\p{N}]*_[\p{Lu}\p{N}]+)s?(?![\p{L}\p{N}_])/gu
const WORD = /\p{L}+/gu
const CAPITALS = /\b\p{Lu}{2,}\b/gu

/**
 * Passed over: shouted sentences, words in capitals for emphasis (the document has them in small letters too, or they read
 * as a word and stand there once or twice), Roman numbers.
 */
export const acronymUse: NamingRule = {
  name: 'acronym-use',
  apply: (input) => {
    const uses = new Map<string, Naming & { readonly count: number }>()
    for (const { text, revision } of input.sentences) {
      if (isShouted(text)) continue
      for (const match of text.matchAll(ACRONYM)) {
        const name = match[1] ?? ''
        if (isAcronym(name)) {
          const known = uses.get(name)
          uses.set(name, known ? { ...known, count: known.count + 1 } : { name, long: name, revision, count: 1 })
        }
      }
    }
    const small = uses.size > 0 ? smallWords(input.sentences) : new Set<string>()
    return [...uses.values()]
      .filter(({ name, count }) => !small.has(name.toLowerCase()) && (count >= OFTEN || !readsAsWord(name)))
      .slice(0, MOST)
      .map(({ name, long, revision }) => ({ name, long, revision }))
  },
}

function isShouted(text: string): boolean {
  const capitals = text.match(CAPITALS)?.length ?? 0
  return capitals > 0 && capitals * 2 > (text.match(WORD)?.length ?? 0)
}

function isAcronym(name: string): boolean {
  return (
    !NOT_ACRONYMS.has(name) &&
    !STOP_WORDS.has(name.toLowerCase()) &&
    !/^[IVXLCDM]+$/.test(name) &&
    /\p{L}{2}/u.test(name) &&
    !/^(.)\1+$/u.test(name) &&
    !'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.includes(name)
  )
}

/** Spelled as English spells words, four letters or more, and ending as they do: few end in A, I, O or U. */
function readsAsWord(name: string): boolean {
  return /^(?:[^AEIOUY\d_]{0,2}[AEIOUY]{1,2})+[^AEIOUY\d_]{0,2}$/.test(name) && /.{3}[^AIOUJQVXZ]$/.test(name)
}

function smallWords(sentences: readonly NamingSentence[]): ReadonlySet<string> {
  return new Set(sentences.flatMap(({ text }) => text.match(/(?<![\p{L}_])\p{Ll}{3,}(?![\p{L}_])/gu) ?? []))
}
