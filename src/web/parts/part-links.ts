/** The way through the parts of a long text. */
import { type Html, html } from '../html.ts'
import { withParameter } from '../links.ts'

export function partLinks(address: string, number: number, count: number): Html | null {
  if (count === 1) return null
  const to = (part: number, words: string, rel: string) =>
    part >= 1 &&
    part <= count &&
    html` <a class="button plain" rel="${rel}" href="${withParameter(address, 'part', part === 1 ? null : String(part))}">${words}</a>`
  return html`<nav class="parts" aria-label="Parts of the text">Part ${number} of ${count}${to(number - 1, '← Part before', 'prev')}${to(number + 1, 'Next part →', 'next')}</nav>`
}
