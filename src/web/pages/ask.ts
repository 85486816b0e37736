/** An answer to a question in plain words: how it was understood, the rows, and the same as a list with filters. */
import type { Row, RowKind } from '../../../graph/index.ts'
import { clocksQuery, LISTS } from '../../answers/addresses.ts'
import type { AskBody } from '../../ask/answer.ts'
import { countText } from '../../ask/count.ts'
import { html, joined } from '../html.ts'
import { inForm } from '../links.ts'
import type { Page, View } from '../page.ts'
import { listing } from '../parts/listing.ts'
import { senses } from '../parts/sentence.ts'

export const askView: View = (body: AskBody, { address }): Page => {
  const path = body.self.split('?')[0]!
  const kind = path === '/objections' ? 'response' : (KINDS.get(path) ?? 'hit')
  const clocks = clocksQuery(body)
  return {
    title: body.q,
    question: body.q,
    json: inForm(address, 'json'),
    feed: inForm(body.self, 'atom'),
    main: html`<p class="kicker">“${body.q}”</p>
<h1 class="sentence">${body.asked[0]!.toUpperCase()}${body.asked.slice(1)}</h1>
${body.count !== null && html`<p>${countText(body.count)}</p>`}
${body.note !== null && html`<p class="note">${body.note}</p>`}
${
  body.nearest.length > 0 &&
  html`<p>Names that are alike: ${joined(
    body.nearest.map((name) => html`<a href="${askedOf(body, name, clocks)}">${name}</a>`),
    ', ',
  )}</p>`
}
${body.target && senses(body.target)}
<p class="meta"><a href="${body.self}">As a list with filters</a></p>
${listing({
  ...{ kind, clocks, next: body.next },
  rows: body.rows as unknown as readonly Row<RowKind>[],
  empty: html`<p>Nothing was found.</p><p>Ask of something else, or look through <a href="/objections${clocks}">all objections</a> and <a href="/concepts${clocks}">what they are about</a>.</p>`,
})}`,
  }
}

/** The same question, of a name that is known; `clocks` begins with "?" where there are any. */
function askedOf({ q, unknown }: AskBody, name: string, clocks: string): string {
  const asked = unknown !== null && q.includes(unknown) ? q.replace(unknown, () => name) : name
  const query = new URLSearchParams(clocks)
  query.set('q', asked)
  return `/ask?${query}`
}

const KINDS: ReadonlyMap<string, RowKind> = new Map(
  Object.entries(LISTS).map(([kind, path]) => [path, kind as RowKind]),
)
