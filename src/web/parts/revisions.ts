/** The revisions of a document: a list, of which `page.js` makes a slider. */
import type { ResponseRow } from '../../../graph/index.ts'
import { addressOf, revisionAddress } from '../../answers/addresses.ts'
import { actBadge, count, time } from '../format.ts'
import type { Html } from '../html.ts'
import { flag, html } from '../html.ts'
import { authorLink } from '../links.ts'
import type { RevisionBrief } from '../reading.ts'

/** Responses that each revision met, by its id. */
export function promptsOf(responses: readonly ResponseRow[]): ReadonlyMap<string, readonly ResponseRow[]> {
  const met = responses.filter(({ state, stateCause }) => state === 'met_by_edit' && stateCause !== null)
  return new Map([...Map.groupBy(met, ({ stateCause }) => stateCause!)])
}

export interface RevisionList {
  readonly document: string
  readonly revisions: readonly RevisionBrief[]
  /** The one that is shown. */
  readonly here: string | null
  readonly prompts: ReadonlyMap<string, readonly ResponseRow[]>
  readonly clocks: string
  readonly open?: boolean
}

export function revisionList({ document, revisions, here, prompts, clocks, open = false }: RevisionList): Html | null {
  if (revisions.length < 2) return null
  const items = revisions.map((one, index) => {
    const before = revisions[index - 1]
    return html`<li${flag('aria-current="true"', one.id === here)}><a data-revision href="${revisionAddress(document, one.id, clocks)}">Revision ${one.number}</a> ${time(one.at)}${one.origin !== 'api' && html` <span class="quiet">${one.origin === 'in-text' ? 'told of in the text' : 'seen by us'}</span>`}${one.note !== null && one.note !== '' && html` <q dir="auto">${one.note.slice(0, 160)}</q>`}
${(prompts.get(one.id) ?? []).slice(0, 3).map((row) => html`<span class="prompt">prompted by ${actBadge(row.act)} of ${authorLink(row.author, clocks)} <a href="${addressOf('response', row.id, clocks)}">${time(row.at)}</a></span>`)}
${before !== undefined && html`<a class="compare" href="${addressOf('document', document)}/compare/${encodeURIComponent(`${keyOf(before)}..${keyOf(one)}`)}${clocks}">what changed</a>`}</li>`
  })
  const last = revisions.at(-1)!
  return html`<div data-slider></div><details class="revisions"${flag('open', open)}><summary>${count(revisions.length, 'revision')}, the last ${time(last.at)}</summary>
<ol reversed>${items.toReversed()}</ol></details>`
}

const keyOf = ({ id }: RevisionBrief): string => id.slice(id.lastIndexOf('@') + 1)
