/** Marks a rewording that probably changed what the sentence says and not only how. */
import { percent } from '../format.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'

/** Less likely ones are not marked: most changes of content that are missed look like changes of wording. */
const LIKELY = 0.5

/** A label with the probability in its title; nothing where the words alone may have changed, or a change was no rewording. */
export function contentMark(content: number | null): Html | null {
  if (content === null || content < LIKELY) return null
  const title = `${percent(content)} likely that the content changed`
  return html`<span class="state" title="${title}">what it says probably changed</span>`
}
