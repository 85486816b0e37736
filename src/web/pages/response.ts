/** A response: its exact words, those it answers, what became of it, why we read it so, and what answers it. */
import type { Clocks, ResponseRow } from '../../../graph/index.ts'
import { addressOf, clocksQuery } from '../../answers/addresses.ts'
import { ACT_WORDS, excerpt } from '../format.ts'
import { html } from '../html.ts'
import { authorLink, documentLink } from '../links.ts'
import type { Page, View } from '../page.ts'
import { asOfRow } from '../parts/as-of.ts'
import { correction } from '../parts/judge.ts'
import { responseItem } from '../parts/response.ts'

type Body = ResponseRow & Clocks

const MOST = 50

export const responseView: View = async (row: Body, { service: { store }, address }): Promise<Page> => {
  const { asOf, knownBy } = row
  const clocks = clocksQuery({ asOf, knownBy })
  const { rows } = await store.ask({
    ...{ kind: 'response', sort: 'oldest', limit: MOST, cursor: null, asOf, knownBy },
    filters: { target: row.id },
  })
  const act = ACT_WORDS[row.act][0]
  const place = row.claim === null ? '' : `#${row.claim}`
  return {
    title: `${act[0]!.toUpperCase()}${act.slice(1)}: ${excerpt(row.exact, 70)}`,
    main: html`<h1>${act[0]!.toUpperCase()}${act.slice(1)} by ${authorLink(row.author, clocks)}</h1>
<p class="kicker">in ${documentLink(row.document, clocks)} · <a href="${addressOf('document', row.document.id, clocks)}${place}">in its place</a>${row.to.claim !== null && html` · <a href="${addressOf('claim', row.to.claim, clocks)}#${row.id}">in the thread of the claim</a>`}</p>
${asOfRow(address, asOf)}
${responseItem(row, { clocks, whole: true })}
${asOf === null && knownBy === null && (await correction(store, row))}
<section><h2>What answers it</h2>
${rows.length === 0 ? html`<p class="empty">Nobody has answered it${row.act === 'objection' ? ', as far as has been read' : ''}.</p>` : html`<ol class="rows">${rows.map((one) => html`<li>${responseItem(one, { clocks, bare: true })}</li>`)}</ol>`}</section>`,
  }
}
