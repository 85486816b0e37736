/** Sentences by their words. A sentence that stands in seventy revisions is read once. */
import { wordKey } from '../../graph/words.ts'
import { grams } from './grams.ts'

/** A sentence's words. Two sentences with one `id` differ in typography, markup, case or punctuation only. */
export interface Key {
  readonly id: number
  readonly words: string
  /** Sorted 3-grams of the words; made when first asked for. */
  grams: () => Int32Array
  /** Its first words. */
  head: () => readonly string[]
}

/** How many words a sentence's head has. */
export const HEAD = 6

/** Signs that carry meaning where punctuation does not: "x < y" and "x > y" are two sentences. */
const SIGNS = /[<>=≤≥≠≈≡+±×÷¬∧∨∈∉⊂⊃∀∃]|(?<=^|[\s(])[-−]\d/gu
const ARROWS = /<?[-=]+>|<[-=]+(?=\s)/g

function signs(text: string): string {
  return (text.replace(ARROWS, '').match(SIGNS) ?? []).join('')
}

/** A function that gives the key of a sentence, the same object for the same words. */
export function interner(): (sentence: string) => Key {
  const byText = new Map<string, Key>()
  const byWords = new Map<string, Key>()
  return (sentence) => {
    const known = byText.get(sentence)
    if (known) return known
    const words = wordKey(sentence) || sentence.trim()
    const full = `${words}\0${signs(sentence)}`
    const key = byWords.get(full) ?? newKey(byWords.size, words)
    byWords.set(full, key)
    byText.set(sentence, key)
    return key
  }
}

function newKey(id: number, words: string): Key {
  let made: Int32Array | null = null
  let head: readonly string[] | null = null
  return { id, words, grams: () => (made ??= grams(words)), head: () => (head ??= words.split(' ', HEAD)) }
}
