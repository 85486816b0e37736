/** What was asked, as an English sentence whose parts can be taken out, and the other senses of its target. */
import type { Question } from '../../../graph/index.ts'
import { phraseOf } from '../../../graph/index.ts'
import type { Page as Answered } from '../../answers/page.ts'
import { stateWord } from '../format.ts'
import type { Html } from '../html.ts'
import { html, joined } from '../html.ts'
import { withParameter } from '../links.ts'

/** `self` is the address of the question; a part is taken out by leaving its parameter out of it. */
export function sentence(question: Question, { self, target }: Pick<Answered, 'self' | 'target'>): Html {
  const { head, parts } = phraseOf(question, target)
  const removable = parts.map(({ name, text }) => {
    // A pinned sense means nothing without its target.
    const without = withParameter(name === 'target' ? withParameter(self, 'sense', null) : self, name, null)
    return html`<span class="part">${text} <a href="${without}" title="Take this out" aria-label="Take out: ${text}">×</a></span>`
  })
  const words = head[0]!.toUpperCase() + head.slice(1)
  return html`<h1 class="sentence">${words} ${joined(removable, ' ')}</h1>${target && senses(target)}`
}

/** How a name was understood, and what else it may mean. */
export function senses(target: NonNullable<Answered['target']>): Html {
  const others = target.others.slice(0, 8)
  return html`<p class="senses">“${target.asked}” is read as the ${stateWord(target.kind)} <a href="${target.self}">${target.label}</a>.${
    others.length > 0 &&
    html` It may also mean: ${joined(
      others.map(({ pin, label }) => html`<a href="${pin}">${label}</a>`),
      ', ',
    )}.`
  }</p>`
}
