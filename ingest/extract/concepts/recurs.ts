/** Whether a document comes back to a name: a phrase that stands there once may be an accident of style. */
import { formOf } from '../../../graph/words.ts'
import type { NamingInput } from './rule.ts'

/** Counts of names, by their normal form, in the document's own words; a text is brought into that form when first asked. */
export function recurrence(input: NamingInput): (name: string) => number {
  let text: string | null = null
  return (name) => {
    text ??= input.sentences.map((sentence) => ` ${formOf(sentence.text)} `).join('\n')
    return text.split(` ${formOf(name)} `).length - 1
  }
}
