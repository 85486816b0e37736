/** Every list: what was asked as a sentence, the filter row, the rows. */
import type { Row, RowKind } from '../../../graph/index.ts'
import { clocksQuery } from '../../answers/addresses.ts'
import type { Kind } from '../../answers/kinds.ts'
import type { Page as Answered } from '../../answers/page.ts'
import { questionOf } from '../../answers/params.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { inForm } from '../links.ts'
import type { Page, View } from '../page.ts'
import { filterRow } from '../parts/filter-row.ts'
import { listing } from '../parts/listing.ts'
import { sentence } from '../parts/sentence.ts'

/** What to do where a list is empty. */
export function nothing(asked: string, filtered: boolean): Html {
  return html`<p>There are no ${asked}.</p><p>${
    filtered
      ? 'Take a part out of the sentence above, or change the filters.'
      : html`Nothing of this kind has been read yet: <a href="/ingest">ingest a discussion</a>.`
  }</p>`
}

export function listView({ rows: kind, path, act }: Kind): View {
  return (body: Answered, { params }): Page => {
    const question = questionOf(kind, params, act)
    const clocks = clocksQuery(question)
    const fixed = act === null ? [] : ['act']
    const filtered = body.self !== path
    const self = body.self.startsWith(path) ? body.self : path
    return {
      title: `${body.asked[0]!.toUpperCase()}${body.asked.slice(1)}`,
      feed: inForm(self, 'atom'),
      json: inForm(self, 'json'),
      main: html`${sentence(question, body)}
${filterRow(question, path, fixed)}
${listing({
  ...{ kind, clocks, next: body.next },
  rows: body.rows as unknown as readonly Row<RowKind>[],
  empty: nothing(body.asked, filtered),
})}`,
    }
  }
}
