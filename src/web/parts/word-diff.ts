/** What an edit did to some words: taken out, put in, left. */
import { diff } from '../../../graph/index.ts'
import { type Html, html } from '../html.ts'

export function wordDiff(before: string, after: string): Html {
  const pieces: Html[] = []
  let at = 0
  for (const [length, inserted] of diff(before, after)) {
    const words = before.slice(at, at + length)
    at += length
    if (inserted === undefined) {
      pieces.push(html`${words}`)
      continue
    }
    if (words !== '') pieces.push(html`<del>${words}</del>`)
    if (inserted !== '') pieces.push(html`<ins>${inserted}</ins>`)
  }
  return html`${pieces}`
}
