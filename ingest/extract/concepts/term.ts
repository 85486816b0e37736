/**
 * Recurring terms that nobody defines: word sequences that a document comes back to, by C-value (Frantzi, Ananiadou and
 * Mima 2000: frequency times log2 of length, less the mean frequency of longer terms around it), acronyms in use, and
 * hyphenated compounds with their noun.
 */
import { isName } from './phrases.ts'
import type { Naming, NamingRule } from './rule.ts'
import { NOT_ACRONYMS, STOP_WORDS } from './stop-words.ts'
import { wordForm } from './word-form.ts'

const MOST_WORDS = 3
const MOST_TERMS = 12
const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu
/** What stands between the words of one term: white space only. */
const BROKEN = /[^\s]/
/** A last or first word of these shapes is rarely a noun or what qualifies one. */
const NOT_LAST = /(?:ly|ize|ise|ified|ould|ously)$/
const NOT_FIRST = /(?:ly)$/

interface Candidate {
  readonly surface: string
  readonly revision: string
  readonly length: number
  count: number
  /** Occurrences inside longer candidates, and how many of those there are. */
  nested: number
  longer: number
}

export const term: NamingRule = {
  name: 'term',
  apply: (input) => {
    const candidates = new Map<string, Candidate>()
    let words = 0
    for (const { text, revision, current } of input.sentences) {
      if (!current) continue
      const tokens = [...text.matchAll(WORD)]
      words += tokens.length
      const forms = tokens.map((token) => wordForm(token[0]))
      const stop = tokens.map((token) => STOP_WORDS.has(token[0].toLowerCase()) || !/\p{L}{2}/u.test(token[0]))
      for (let i = 0; i < tokens.length; i++) {
        for (let j = i; j < tokens.length && j - i < MOST_WORDS; j++) {
          const last = tokens[j]
          if (stop[j] || last === undefined) break
          const before = j > i ? tokens[j - 1] : undefined
          if (before !== undefined && BROKEN.test(text.slice(before.index + before[0].length, last.index))) break
          if (j === i && !last[0].includes('-')) continue
          const first = tokens[i] ?? last
          if (NOT_LAST.test(last[0]) || NOT_FIRST.test(first[0])) continue
          const key = forms.slice(i, j + 1).join(' ')
          const known = candidates.get(key)
          if (known === undefined) {
            const surface = text.slice(first.index, last.index + last[0].length)
            candidates.set(key, { surface, revision, length: j - i + 1, count: 1, nested: 0, longer: 0 })
          } else known.count++
        }
      }
    }
    const floor = Math.max(2, Math.ceil(Math.log2(words / 150 + 1)))
    return ranked(candidates, floor)
      .flatMap((candidate) => [candidate, ...headOf(candidate)])
      .map(({ surface, revision }) => ({ name: surface, long: surface, revision }))
  },
}

function ranked(candidates: ReadonlyMap<string, Candidate>, floor: number): readonly Candidate[] {
  const often = [...candidates].filter(([, { count }]) => count >= floor)
  for (const [key, { count }] of often) {
    const parts = key.split(' ')
    for (const inner of [parts.slice(1).join(' '), parts.slice(0, -1).join(' ')]) {
      const shorter = candidates.get(inner)
      if (shorter === undefined) continue
      shorter.nested += count
      shorter.longer++
    }
  }
  const value = ({ count, nested, longer, length }: Candidate): number =>
    Math.log2(length + 1) * (count - (longer > 0 ? nested / longer : 0))
  return often
    .map(([, candidate]) => candidate)
    .filter((candidate) => isName(candidate.surface) && value(candidate) >= floor)
    .sort((a, b) => value(b) - value(a) || (a.surface < b.surface ? -1 : 1))
    .slice(0, MOST_TERMS)
}

/** The last two words of a three-word term name something too: "reward hacking" in "boost reward hacking". */
function headOf(term: Candidate): readonly Candidate[] {
  if (term.length < 3) return []
  const surface = term.surface.slice(term.surface.search(/\s/) + 1).trim()
  return isName(surface) ? [{ ...term, surface, length: 2 }] : []
}

const ACRONYM = /(?<![\p{L}\p{N}-])(\p{Lu}[\p{Lu}\p{N}]{2,6})s?(?![\p{L}\p{N}])/gu

/** Acronyms in use that the document does not explain. Shouted sentences are passed over. */
export const acronymUse: NamingRule = {
  name: 'acronym-use',
  apply: (input) => {
    const seen = new Map<string, Naming>()
    for (const { text, revision } of input.sentences) {
      const capitals = text.match(/\b\p{Lu}{2,}\b/gu)?.length ?? 0
      if (capitals > 0 && capitals * 2 > (text.match(/\p{L}+/gu)?.length ?? 0)) continue
      for (const match of text.matchAll(ACRONYM)) {
        const name = match[1] ?? ''
        if (
          NOT_ACRONYMS.has(name) ||
          STOP_WORDS.has(name.toLowerCase()) ||
          /^[IVXLCDM]+$/.test(name) ||
          !/\p{L}{2}/u.test(name)
        )
          continue
        if (!seen.has(name)) seen.set(name, { name, long: name, revision })
      }
    }
    return [...seen.values()].slice(0, MOST_TERMS)
  },
}
