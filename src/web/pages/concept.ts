/** A concept: its names and where each was learned, what was said to it over time, who argues which side. */
import type { Clocks, ConceptRow } from '../../../graph/index.ts'
import { type Activity, activityOf } from '../../answers/activity.ts'
import { addressOf, clocksQuery, listAddress } from '../../answers/addresses.ts'
import { pageOf } from '../../answers/page.ts'
import { ACT_WORDS, actCounts, count } from '../format.ts'
import type { Html } from '../html.ts'
import { html, joined } from '../html.ts'
import { authorLink } from '../links.ts'
import type { Page, View } from '../page.ts'
import { asOfRow } from '../parts/as-of.ts'
import { chart } from '../parts/chart.ts'
import { listing } from '../parts/listing.ts'
import { senses } from '../parts/sentence.ts'

type Body = ConceptRow & Clocks

const NEWEST = 5
const MOST_ALIASES = 60

export const conceptView: View = async (row: Body, { service: { store }, address }): Promise<Page> => {
  const { asOf, knownBy } = row
  const clocks = clocksQuery({ asOf, knownBy })
  const open = {
    ...({ kind: 'response', sort: 'newest', limit: NEWEST, cursor: null, asOf, knownBy } as const),
    filters: { target: row.label, sense: row.id, act: ['objection'], state: ['open'] } as const,
  }
  const [activity, objections] = await Promise.all([
    activityOf(store, row.id, { asOf, knownBy }),
    store.ask(open).catch(() => null),
  ])
  const asked = objections === null ? null : pageOf(open, objections)
  const list = (path: string, extra: Record<string, string> = {}) =>
    listAddress(path, { target: row.id, ...extra }, clocks)
  return {
    title: row.label,
    main: html`<p class="kicker">Concept</p>
<h1>${row.label}</h1>
<p class="meta">${joined(
      [
        html`<a href="${list('/claims')}">${count(row.claims, 'claim')}</a>`,
        html`<a href="${list('/responses')}">all responses</a>: ${actCounts(row.responses)}`,
        row.page !== null && html`<a href="${addressOf('document', row.page, clocks)}">its page</a>`,
        html`<a href="${addressOf('concept', row.id)}/map${clocks}">map</a>`,
      ],
      ' · ',
    )}</p>
${asked?.target && asked.target.others.length > 0 && senses(asked.target)}
${asOfRow(address, asOf)}
<section><h2>Over time</h2>${chart(activity) ?? html`<p class="quiet">Nothing has been said to it.</p>`}${activity.more && html`<p class="quiet">Of the newest 2,000 responses.</p>`}</section>
<section><h2>Open objections</h2>
${objections === null || asked === null ? null : listing({ kind: 'response', rows: objections.rows, clocks, next: null, empty: html`<p>No objection to it is open. <a href="${list('/objections')}">All objections</a></p>` })}
${objections?.next && html`<p><a href="${list('/objections', { state: 'open' })}">All open objections</a></p>`}</section>
<section><h2>Who argues which side</h2>${sides(activity, row, clocks)}</section>
<section><h2>Its names</h2>${names(row, clocks)}</section>`,
  }
}

/** People by what they said most: against it, for it, asking. */
function sides({ people }: Activity, row: ConceptRow, clocks: string): Html {
  const of = (act: 'objection' | 'support' | 'question') => people.filter(({ counts }) => (counts[act] ?? 0) > 0)
  const column = (act: 'objection' | 'support' | 'question', title: string) => {
    const here = of(act).toSorted((a, b) => (b.counts[act] ?? 0) - (a.counts[act] ?? 0))
    if (here.length === 0) return null
    const link = (id: string) => listAddress('/responses', { target: row.id, act, author: id }, clocks)
    return html`<div><h3>${title}</h3><ul class="plain">${here
      .slice(0, 12)
      .map(
        (one) =>
          html`<li>${authorLink(one, clocks)} <a class="quiet" href="${link(one.id)}">${one.counts[act]} ${ACT_WORDS[act][one.counts[act] === 1 ? 0 : 1]}</a></li>`,
      )}</ul>${here.length > 12 && html`<p class="quiet">and ${here.length - 12} more</p>`}</div>`
  }
  const columns = [column('objection', 'Object'), column('support', 'Support'), column('question', 'Ask')]
  return columns.every((one) => one === null)
    ? html`<p class="quiet">Nobody yet.</p>`
    : html`<div class="columns">${columns}</div>`
}

function names({ aliases, label }: ConceptRow, clocks: string): Html {
  if (aliases.length === 0) return html`<p>Only “${label}”.</p>`
  return html`<div class="scroll"><table><thead><tr><th scope="col">Name</th><th scope="col">Learned by</th><th scope="col">Where</th></tr></thead><tbody>${aliases
    .slice(0, MOST_ALIASES)
    .map(
      ({ name, rule, document }) =>
        html`<tr><td>${name}</td><td><code>${rule}</code></td><td><a href="${addressOf('document', document, clocks)}">${document}</a></td></tr>`,
    )}</tbody></table></div>${aliases.length > MOST_ALIASES && html`<p class="quiet">and ${aliases.length - MOST_ALIASES} more</p>`}`
}
