/** Normal form of one written word, remembered: the same few thousand words make up most of a text. */
import { formWords } from '../../../graph/words.ts'

const MOST = 50_000
const known = new Map<string, string>()

/** `formWords` of a single word, joined: "Agents" is "agent", "brain-like" is "brain like". */
export function wordForm(word: string): string {
  let form = known.get(word)
  if (form === undefined) {
    form = formWords(word).join(' ')
    if (known.size >= MOST) known.clear()
    known.set(word, form)
  }
  return form
}
