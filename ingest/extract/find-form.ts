/** Finds a name by its normal form in running text. */
import type { Span } from '../../graph/model.ts'
import { formWords } from '../../graph/words.ts'

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu

/** The first place where consecutive words of `text` have the normal form `form`, or null. */
export function findForm(text: string, form: string): Span | null {
  const wanted = form.split(' ')
  const tokens: { start: number; end: number; form: string }[] = []
  for (const match of text.matchAll(WORD)) {
    // A hyphenated word may be several words of a form, or part of one: "brain-like" is "brain like".
    const whole = formWords(match[0])
    const parts = match[0].split('-')
    if (whole.length === parts.length) {
      let at = match.index
      for (const [i, part] of parts.entries()) {
        tokens.push({ start: at, end: at + part.length, form: whole[i] ?? '' })
        at += part.length + 1
      }
    } else tokens.push({ start: match.index, end: match.index + match[0].length, form: whole.join(' ') })
  }
  for (let i = 0; i + wanted.length <= tokens.length; i++) {
    if (!wanted.every((word, k) => tokens[i + k]?.form === word)) continue
    const start = tokens[i]?.start ?? 0
    return { start, end: tokens[i + wanted.length - 1]?.end ?? start }
  }
  return null
}
