/** The life line of a claim: the exact words of each revision that changed it, and what prompted the change. */
import { addressOf, revisionAddress } from '../../answers/addresses.ts'
import type { LifeEvent } from '../../answers/life.ts'
import { actBadge, count, excerpt, stateWord, time } from '../format.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { authorLink } from '../links.ts'
import { quoted } from '../text/quoted.ts'
import { contentMark } from './content-mark.ts'
import { wordDiff } from './word-diff.ts'

export function lifeLine(document: string, events: readonly LifeEvent[], clocks: string): Html {
  let before: string | null = null
  const items = events.map((event) => {
    const words = wordsOf(event, before)
    before = event.exact ?? before
    return html`<li class="change-${event.change}"><p class="meta"><strong>${stateWord(event.change)}</strong> in <a href="${revisionAddress(document, event.revision, clocks)}">revision ${event.number}</a>, ${time(event.at)}${event.polarity && html` <span class="state state-reworded">its sense was turned round</span>`} ${!event.polarity && contentMark(event.content)}</p>
${words}
${event.promptedBy.map(
  (row) =>
    html`<p class="prompt">prompted by the ${actBadge(row.act)} of ${authorLink(row.author, clocks)}, ${time(row.at)}: <q dir="auto"><a href="${addressOf('response', row.id, clocks)}">${excerpt(row.exact, 240)}</a></q></p>`,
)}</li>`
  })
  return html`<ol class="life">${items}</ol>`
}

/** How often a claim was changed; the revision that introduced it changed nothing. */
export function changesTold(events: readonly LifeEvent[]): string {
  const changes = events.filter(({ change }) => change !== 'introduced').length
  return changes === 0 ? 'No later revision changed it.' : `${count(changes, 'later revision')} changed it.`
}

function wordsOf({ exact }: LifeEvent, before: string | null): Html | null {
  if (exact === null)
    return before === null ? null : html`<blockquote class="said gone" dir="auto"><del>${before}</del></blockquote>`
  if (before === null || before === exact)
    return html`<blockquote class="said" dir="auto">${quoted(exact)}</blockquote>`
  return html`<blockquote class="said" dir="auto">${wordDiff(before, exact)}</blockquote><details class="why"><summary>Its exact words</summary><blockquote class="said" dir="auto">${quoted(exact)}</blockquote></details>`
}
