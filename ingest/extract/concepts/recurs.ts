/** Whether a document comes back to a name: a phrase that stands there once may be an accident of style. */
import { formOf } from '../../../graph/words.ts'
import type { NamingInput } from './rule.ts'

/** Texts in normal form, as long as their documents are being read: several rules ask of each. */
const known = new WeakMap<NamingInput, string>()

/** Counts a name, by its normal form, in the document's own words; a text is brought into that form when first asked. */
export function recurrence(input: NamingInput): (name: string) => number {
  return (name) => textOf(input).split(` ${formOf(name)} `).length - 1
}

function textOf(input: NamingInput): string {
  const text = known.get(input) ?? input.sentences.map((sentence) => ` ${formOf(sentence.text)} `).join('\n')
  known.set(input, text)
  return text
}
