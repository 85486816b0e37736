/** Rows one below the other, with the way to the next page; `page.js` puts that page in place without leaving this one. */
import type { Row, RowKind } from '../../../graph/index.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { item } from './rows.ts'

export interface Listing<K extends RowKind> {
  readonly kind: K
  readonly rows: readonly Row<K>[]
  readonly clocks: string
  /** Address of the next page, if there is one. */
  readonly next: string | null
  /** What to do where there is nothing. */
  readonly empty: Html
}

export function listing<K extends RowKind>({ kind, rows, clocks, next, empty }: Listing<K>): Html {
  if (rows.length === 0) return html`<div class="empty">${empty}</div>`
  return html`<ol class="rows" data-rows>${rows.map((row) => html`<li>${item(kind, row, clocks)}</li>`)}</ol>
${next !== null && html`<p class="paging"><a class="button" rel="next" data-more href="${next}">Show more</a></p>`}`
}
