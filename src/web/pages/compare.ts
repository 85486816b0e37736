/** Two revisions beside each other, told in claims: what was added, reworded, withdrawn, and what had been said to it. */
import type { z } from 'zod'
import type { ResponseRow } from '../../../graph/index.ts'
import { addressOf, clocksQuery, revisionAddress } from '../../answers/addresses.ts'
import type { COMPARISON } from '../../answers/compare.ts'
import { clocksOf } from '../../answers/params.ts'
import { count, stateWord, time } from '../format.ts'
import type { Html } from '../html.ts'
import { html, joined } from '../html.ts'
import { documentName } from '../links.ts'
import type { Page, View } from '../page.ts'
import { contentMark } from '../parts/content-mark.ts'
import { short } from '../parts/margin.ts'
import { wordDiff } from '../parts/word-diff.ts'
import { compareForm } from './revisions.ts'

type Body = z.output<typeof COMPARISON>
type Change = Body['changes'][number]

const ORDER: readonly Change['change'][] = ['reworded', 'withdrawn', 'struck', 'restored', 'added']
const MOST_RESPONSES = 5

export const compareView: View = async (body: Body, { service: { store }, params }): Promise<Page> => {
  const times = clocksOf(params)
  const clocks = clocksQuery(times)
  const [row, revisions] = await Promise.all([
    store.row('document', body.document, times),
    store.revisions(body.document, times.asOf),
  ])
  const one = (id: string) => revisions.find((revision) => revision.id === id)
  const [from, to] = [one(body.from.id), one(body.to.id)]
  const name = row === null ? body.document : documentName(row)
  const said = ORDER.map((kind) => [kind, body.changes.filter(({ change }) => change === kind)] as const).filter(
    ([, all]) => all.length > 0,
  )
  return {
    title: `${name}: revision ${from?.number} and ${to?.number}`,
    main: html`<p class="kicker"><a href="${addressOf('document', body.document, clocks)}">${name}</a></p>
<h1>From revision ${from?.number} to ${to?.number}</h1>
<p class="meta"><a href="${revisionAddress(body.document, body.from.id, clocks)}">Revision ${from?.number}</a>, ${time(from?.at ?? null)} → <a href="${revisionAddress(body.document, body.to.id, clocks)}">revision ${to?.number}</a>, ${time(to?.at ?? null)}</p>
${compareForm(body.document, revisions, clocks, [body.from.id, body.to.id])}
<p>${count(body.kept, 'claim')} stayed as they were. ${joined(
      said.map(([kind, all]) => html`<a href="#${kind}">${all.length} ${stateWord(kind)}</a>`),
      ', ',
    )}</p>
${said.length === 0 && html`<p class="empty">No claim changed between the two.</p>`}
${said.map(([kind, all]) => html`<section><h2 id="${kind}">${stateWord(kind)[0]!.toUpperCase()}${stateWord(kind).slice(1)}</h2>${all.map((change) => changed(change, clocks))}</section>`)}`,
  }
}

function changed({ claim, before, after, content, responses }: Change, clocks: string): Html {
  const self = addressOf('claim', claim, clocks)
  const rows = responses as unknown as readonly ResponseRow[]
  const words =
    before !== null && after !== null
      ? wordDiff(before.exact, after.exact)
      : after === null
        ? html`<del>${before?.exact}</del>`
        : html`<ins>${after.exact}</ins>`
  return html`<article class="changed"><blockquote class="said" dir="auto">${words}</blockquote><p class="meta"><a href="${self}">its life</a> ${contentMark(content)}</p>${rows.slice(0, MOST_RESPONSES).map((row) => short(row, clocks))}${rows.length > MOST_RESPONSES && html`<p class="meta"><a href="${self}">${count(rows.length - MOST_RESPONSES, 'more response')}</a></p>`}</article>`
}
