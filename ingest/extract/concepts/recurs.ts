/** Whether a document comes back to a name: a phrase that stands there once may be an accident of style. */
import { formOf } from '../../../graph/words.ts'
import { append } from '../../append.ts'
import type { NamingInput } from './rule.ts'

/** A text's words in normal form, and where each stands. */
interface Words {
  readonly list: readonly string[]
  readonly places: ReadonlyMap<string, readonly number[]>
}

/** No word: a name does not reach from one sentence into the next. */
const END = ''

/** Texts by their words, as long as their documents are being read: several rules ask of each. */
const known = new WeakMap<NamingInput, Words>()

/** Counts a name, by its normal form, in the document's own words; a text is brought into that form when first asked. */
export function recurrence(input: NamingInput): (name: string) => number {
  return (name) => {
    const { list, places } = wordsOf(input)
    const [first = END, ...rest] = formOf(name).split(' ')
    return (places.get(first) ?? []).filter((at) => rest.every((word, next) => list[at + 1 + next] === word)).length
  }
}

function wordsOf(input: NamingInput): Words {
  const words = known.get(input) ?? readWords(input)
  known.set(input, words)
  return words
}

function readWords({ sentences }: NamingInput): Words {
  const list = sentences.flatMap(({ text }) => [...formOf(text).split(' '), END])
  const places = new Map<string, number[]>()
  for (const [at, word] of list.entries()) if (word !== END) append(places, word, at)
  return { list, places }
}
