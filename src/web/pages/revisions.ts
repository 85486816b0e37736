/** The revisions of a document, and a form to compare any two of them. */

import { addressOf, clocksQuery } from '../../answers/addresses.ts'
import { clocksOf } from '../../answers/params.ts'
import { flag, html } from '../html.ts'
import { documentName } from '../links.ts'
import type { Page, View } from '../page.ts'
import { hiddenClocks } from '../parts/as-of.ts'
import { promptsOf, revisionList } from '../parts/revisions.ts'
import type { RevisionBrief } from '../reading.ts'
import { responsesTo } from '../reading.ts'

interface Body {
  readonly document: string
  readonly revisions: readonly RevisionBrief[]
}

export const revisionsView: View = async (body: Body, { service: { store }, params }): Promise<Page> => {
  const times = clocksOf(params)
  const clocks = clocksQuery(times)
  const row = await store.row('document', body.document, times)
  const { rows } = await responsesTo(store, body.document, times)
  const name = row === null ? body.document : documentName(row)
  const { document, revisions } = body
  const prompts = promptsOf(rows)
  return {
    title: `Revisions of ${name}`,
    main: html`<p class="kicker"><a href="${addressOf('document', document, clocks)}">${name}</a></p>
<h1>Its revisions</h1>
${revisions.length < 2 ? html`<p class="empty">Only one revision of it is known.</p>` : compareForm(document, revisions, clocks)}
${revisionList({ document, revisions, here: null, prompts, clocks, open: true })}`,
  }
}

const keyOf = ({ id }: RevisionBrief): string => id.slice(id.lastIndexOf('@') + 1)

/** Two revisions to choose; the address that it leads to is that of their comparison. */
export function compareForm(
  document: string,
  revisions: readonly RevisionBrief[],
  clocks: string,
  chosen?: readonly [string, string],
) {
  const [from, to] = chosen ?? [revisions.at(-2)?.id, revisions.at(-1)?.id]
  const options = (selected: string | undefined) =>
    revisions.map(
      (one) =>
        html`<option value="${keyOf(one)}"${flag('selected', one.id === selected)}>${one.number}${one.at === null ? '' : `, ${one.at.slice(0, 10)}`}</option>`,
    )
  return html`<form class="compare-form" action="${addressOf('document', document)}/compare"><label>Compare revision <select name="from">${options(from)}</select></label> <label>with <select name="to">${options(to)}</select></label>${hiddenClocks(clocks)} <button class="plain">Compare</button></form>`
}
