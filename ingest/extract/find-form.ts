/** Finds a name by its normal form in running text. */
import type { Span } from '../../graph/model.ts'
import { wordForm } from './concepts/word-form.ts'

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu

interface Token extends Span {
  readonly form: string
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(WORD)) {
    // A hyphenated word may be several words of a form, or part of one: "brain-like" is "brain like".
    const whole = wordForm(match[0])
    const words = whole.split(' ')
    const parts = match[0].split('-')
    if (words.length === parts.length) {
      let at = match.index
      for (const [i, part] of parts.entries()) {
        tokens.push({ start: at, end: at + part.length, form: words[i] ?? '' })
        at += part.length + 1
      }
    } else tokens.push({ start: match.index, end: match.index + match[0].length, form: whole })
  }
  return tokens
}

/** The text that was read last: one sentence is searched for many names in a row. */
let last: { readonly text: string; readonly tokens: readonly Token[] } = { text: '', tokens: [] }

/** The first place where consecutive words of `text` have the normal form `form`, or null. */
export function findForm(text: string, form: string): Span | null {
  if (last.text !== text) last = { text, tokens: tokensOf(text) }
  const { tokens } = last
  const wanted = form.split(' ')
  for (let i = 0; i + wanted.length <= tokens.length; i++) {
    if (!wanted.every((word, k) => tokens[i + k]?.form === word)) continue
    const start = tokens[i]?.start ?? 0
    return { start, end: tokens[i + wanted.length - 1]?.end ?? start }
  }
  return null
}
