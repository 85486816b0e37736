/** A person: whom they object to, who objects to them, what they said last. */
import type { AuthorRow, Clocks, DisagreementRow, Store } from '../../../graph/index.ts'
import { clocksQuery, listAddress } from '../../answers/addresses.ts'
import { count, time } from '../format.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { authorLink, away } from '../links.ts'
import type { Page, View } from '../page.ts'
import { asOfRow } from '../parts/as-of.ts'
import { listing } from '../parts/listing.ts'

type Body = AuthorRow & Clocks

const NEWEST = 5
const MOST_PEOPLE = 12
/** Pairs that are looked through for those that disagree most. */
const MOST_PAIRS = 500

export const authorView: View = async (row: Body, { service: { store }, address }): Promise<Page> => {
  const { asOf, knownBy } = row
  const times = { asOf, knownBy }
  const clocks = clocksQuery(times)
  const page = { sort: 'newest', limit: NEWEST, cursor: null, ...times } as const
  const [against, toward, documents, objections] = await Promise.all([
    pairs(store, { against: row.id }, times),
    pairs(store, { author: row.id }, times),
    store.ask({ kind: 'document', filters: { author: row.id }, ...page }),
    store.ask({ kind: 'response', filters: { against: row.id, act: ['objection'], state: ['open'] }, ...page }),
  ])
  const list = (path: string, parameters: Record<string, string>) => listAddress(path, parameters, clocks)
  return {
    title: row.name,
    main: html`<p class="kicker">Person at ${row.source}</p>
<h1><bdi>${row.name}</bdi></h1>
<p class="meta"><a href="${list('/documents', { author: row.id })}">${count(row.documents, 'document')}</a> · <a href="${list('/claims', { author: row.id })}">claims</a> · <a href="${list('/responses', { author: row.id })}">responses</a>${row.url !== null && html` · ${away(row.url, 'at its source')}`}</p>
${asOfRow(address, asOf)}
<div class="columns">
<section><h2>Who objects to them most</h2>${people(against, 'author', clocks)}</section>
<section><h2>Whom they object to most</h2>${people(toward, 'against', clocks)}</section>
</div>
<section><h2>Open objections to them</h2>${listing({ kind: 'response', rows: objections.rows, clocks, next: null, empty: html`<p>None is open.</p>` })}${objections.next && html`<p><a href="${list('/objections', { against: row.id, state: 'open' })}">All open objections to them</a></p>`}</section>
<section><h2>Newest documents</h2>${listing({ kind: 'document', rows: documents.rows, clocks, next: null, empty: html`<p>Nothing by them has been read.</p>` })}${documents.next && html`<p><a href="${list('/documents', { author: row.id })}">All documents</a></p>`}</section>`,
  }
}

/** Pairs with this person on one side, those first with most objections. */
async function pairs(
  store: Store,
  filters: { readonly author?: string; readonly against?: string },
  clocks: Clocks,
): Promise<readonly DisagreementRow[]> {
  const { rows } = await store.ask({
    ...{ kind: 'disagreement', sort: 'newest', limit: MOST_PAIRS, cursor: null, filters },
    ...{ asOf: clocks.asOf, knownBy: clocks.knownBy },
  })
  return rows.toSorted((a, b) => b.objections - a.objections)
}

function people(rows: readonly DisagreementRow[], side: 'author' | 'against', clocks: string): Html {
  if (rows.length === 0) return html`<p class="quiet">Nobody, as far as has been read.</p>`
  return html`<ol class="plain">${rows.slice(0, MOST_PEOPLE).map((row) => {
    const address = listAddress('/objections', { author: row.author.id, against: row.against.id }, clocks)
    return html`<li>${authorLink(row[side], clocks)} <a href="${address}">${count(row.objections, 'objection')}</a> <span class="quiet">${row.open} open, the newest ${time(row.newest)}</span></li>`
  })}</ol>${rows.length > MOST_PEOPLE && html`<p class="quiet">and ${count(rows.length - MOST_PEOPLE, 'more person', 'more people')}</p>`}`
}
