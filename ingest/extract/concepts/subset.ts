/**
 * Shorter names of a long form that the same document uses: an ordered subset of its words with the same first and
 * last, as "Iterated Amplification" beside "Iterated Distillation and Amplification (IDA)".
 */
import { formWords } from '../../../graph/words.ts'
import type { Naming, NamingRule } from './rule.ts'
import { STOP_WORDS } from './stop-words.ts'
import { wordForm } from './word-form.ts'

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu

/** A long form that was learned, and its words in normal form. */
interface Long {
  readonly long: string
  readonly parts: readonly string[]
}

export const subset: NamingRule = {
  name: 'subset',
  apply: (input, found) => {
    const longs = new Map<string, Long>()
    for (const { name, long } of found) {
      const parts = formWords(long)
      const ends = [parts[0] ?? '', parts.at(-1) ?? '']
      // "The steering problem" is not "the problem": its ends must name something.
      if (name !== long && parts.length >= 3 && parts.length <= 8 && !ends.some((word) => STOP_WORDS.has(word)))
        longs.set(parts.join(' '), { long, parts })
    }
    if (longs.size === 0) return []
    const byFirst = Map.groupBy(longs.values(), ({ parts }) => parts[0]!)
    const names: Naming[] = []
    for (const { text, revision } of input.sentences) {
      const tokens = [...text.matchAll(WORD)]
      const forms = tokens.map((token) => wordForm(token[0]))
      for (const [i, form] of forms.entries())
        for (const { long, parts } of byFirst.get(form) ?? []) {
          const end = subsetEnd(forms, i, parts)
          const first = tokens[i]
          const last = tokens[end]
          if (end < 0 || first === undefined || last === undefined) continue
          const name = text.slice(first.index, last.index + last[0].length)
          if (/^[^.;:!?()]+$/.test(name)) names.push({ name, long, revision })
        }
    }
    return names
  },
}

/** Index of the last word of a proper, ordered subset of `parts` that stands at `at`, or -1. */
function subsetEnd(forms: readonly string[], at: number, parts: readonly string[]): number {
  let p = 0
  for (let i = at + 1; i < forms.length && i - at < parts.length; i++) {
    const next = parts.indexOf(forms[i] ?? '', p + 1)
    if (next < 0) return -1
    if (next === parts.length - 1) return i - at + 1 < parts.length ? i : -1
    p = next
  }
  return -1
}
