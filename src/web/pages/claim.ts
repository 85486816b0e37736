/** A claim: where it stands, its life through the revisions, what responds to it and the thread below each. */
import type { ClaimRow, Clocks, Store } from '../../../graph/index.ts'
import { addressOf, clocksQuery, listAddress } from '../../answers/addresses.ts'
import { lifeOf } from '../../answers/life.ts'
import { actCounts, excerpt, percent, time } from '../format.ts'
import type { Html } from '../html.ts'
import { html, joined } from '../html.ts'
import { authorLink, documentLink } from '../links.ts'
import type { Page, View } from '../page.ts'
import { asOfRow } from '../parts/as-of.ts'
import { judgeRow } from '../parts/judge.ts'
import { changesTold, lifeLine } from '../parts/life.ts'
import { judgementBadge } from '../parts/response.ts'
import { threadList } from '../parts/thread.ts'
import { quoted } from '../text/quoted.ts'

type Body = ClaimRow & Clocks

/** Responses in the thread that are shown; as in /claims/{id}/thread. */
const MOST = 500
/** Words around the claim, UTF-16 units on each side at most. */
const AROUND = 700

export const claimView: View = async (row: Body, { service: { store }, address }): Promise<Page> => {
  const { asOf, knownBy } = row
  const times = { asOf, knownBy }
  const clocks = clocksQuery(times)
  const [life, thread, context] = await Promise.all([
    lifeOf(store, row, times),
    store.thread(row.id, times, MOST),
    contextOf(store, row, times),
  ])
  const nodes = thread?.responses ?? []
  const here = addressOf('claim', row.id)
  return {
    title: excerpt(row.text, 80),
    main: html`<article>
<p class="kicker">${row.kind === 'assertion' ? 'Claim' : 'Passage'} by ${authorLink(row.author, clocks)}, ${time(row.at)}, in <a href="${addressOf('document', row.document.id, clocks)}#${row.id}">${documentLink0(row)}</a></p>
<h1 class="claim-words" dir="auto">${quoted(row.text)}</h1>
<p class="meta">${joined(
      [
        html`<span class="state state-${row.state}">${row.state === 'standing' ? 'still standing' : 'withdrawn'}</span>`,
        actCounts(row.responses),
        row.kind === 'assertion' && `${percent(row.probability)} sure that it asserts something`,
        html`<a href="${here}/map${clocks}">map</a>`,
      ],
      ' · ',
    )}</p>
${judgementBadge(row)}${judgeRow('claim', row.id)}
${asOfRow(address, asOf)}
${context}
<section><h2>Responses</h2>${threadList(nodes, clocks)}${thread?.more && html`<p><a href="${listAddress('/responses', { target: row.id }, clocks)}">All responses to it</a></p>`}</section>
<section><h2>Its life</h2>${lifeLine(row.document.id, life, clocks)}</section>
${
  row.concepts.length > 0 &&
  html`<section><h2>What it is about</h2><p>${joined(
    row.concepts
      .slice(0, 20)
      .map((name) => html`<a href="${listAddress('/claims', { target: name }, clocks)}">${name}</a>`),
    ', ',
  )}</p></section>`
}
<p class="quiet">${changesTold(life)} ${documentLink(row.document, clocks)}.</p>
</article>`,
  }
}

const documentLink0 = ({ document }: ClaimRow): Html => html`<bdi>${document.title ?? `a ${document.kind}`}</bdi>`

/** The claim among the words around it, in the newest revision of then that has it. */
async function contextOf(store: Store, row: ClaimRow, times: Clocks): Promise<Html | null> {
  const last = row.history.findLast(({ exact }) => exact !== null)
  if (last === undefined) return null
  const document = await store.row('document', row.document.id, times)
  const newest = row.state === 'standing' ? document?.revision?.id : undefined
  const view = await store.view(newest ?? last.revision)
  const span = view?.sentences.find(({ claim }) => claim === row.id)
  if (view === null || span === undefined) return null
  const { text } = view
  const from = Math.max(text.lastIndexOf('\n\n', Math.max(0, span.start - 1)) + 1, span.start - AROUND)
  const paragraph = text.indexOf('\n\n', span.end)
  const to = Math.min(paragraph < 0 ? text.length : paragraph, span.end + AROUND)
  // What is cut within a sentence says so.
  const before = (from === span.start - AROUND ? '…' : '') + text.slice(from, span.start).trimStart()
  const after = text.slice(span.end, to).trimEnd() + (to === span.end + AROUND ? '…' : '')
  if (before === '' && after === '') return null
  return html`<details class="context" open><summary>In its place${row.state === 'withdrawn' && ', as it last stood'}</summary><blockquote class="said" dir="auto">${quoted(before)}<mark>${quoted(text.slice(span.start, span.end))}</mark>${quoted(after)}</blockquote></details>`
}
