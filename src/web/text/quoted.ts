/** Words quoted out of their text: plain, but for formulas. */
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { clean } from './clean.ts'
import { math } from './math.ts'

/** As the reader of texts finds them: a dollar sign before a digit or a space is money. */
const FORMULA =
  /\$\$[^$]{1,2000}\$\$|\$(?=[^\s$\d])[^$\n]{0,500}[^\s$\\]\$(?!\d)|\$[^\s$]\$(?!\d)|\$\([^$\n]{1,200}\)\.?\$/g

export function quoted(text: string): Html {
  if (!text.includes('$')) return html`${text}`
  const pieces: Html[] = []
  let at = 0
  for (const match of text.matchAll(FORMULA)) {
    pieces.push(html`${text.slice(at, match.index)}`, math(match[0]))
    at = match.index + match[0].length
  }
  if (at === 0) return html`${text}`
  return clean(html`${pieces}${text.slice(at)}`)
}
