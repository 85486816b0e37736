/** What stands in the margin beside a passage: how many responses by act, which open beside it. */
import type { ResponseRow } from '../../../graph/index.ts'
import { addressOf } from '../../answers/addresses.ts'
import { ACT_ORDER, actBadge, actCounts, count, excerpt, stateBadge, time } from '../format.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { authorLink } from '../links.ts'
import type { Marked } from '../text/inline.ts'
import { quoted } from '../text/quoted.ts'

/** Responses of one claim that are shown beside it; its page has them all. */
const MOST_BESIDE = 8

export interface Beside {
  readonly text: string
  readonly clocks: string
  readonly responses: ReadonlyMap<string, readonly ResponseRow[]>
  /** What an edit did to a claim, said above its responses. */
  readonly changes?: ReadonlyMap<string, Html>
}

export function margin(claims: readonly Marked[], beside: Beside): Html | null {
  if (claims.length === 0) return null
  const { text, clocks, responses, changes } = beside
  const all = claims.flatMap(({ claim }) => responses.get(claim) ?? [])
  const edits = claims.filter(({ claim }) => changes?.has(claim)).length
  const said = all.length > 0 ? actCounts(countsOf(all)) : null
  const one = ({ claim, start, end }: Marked): Html => {
    const rows = responses.get(claim) ?? []
    return html`<li><a class="of" href="${addressOf('claim', claim, clocks)}">${excerpt(text.slice(start, end), 64)}</a>
${changes?.get(claim)}
${rows.slice(0, MOST_BESIDE).map((row) => short(row, clocks))}
${rows.length > MOST_BESIDE && html`<p><a href="${addressOf('claim', claim, clocks)}">${count(rows.length - MOST_BESIDE, 'more response')}</a></p>`}</li>`
  }
  return html`<details class="notes${said === null && edits === 0 ? ' still' : ''}" name="notes"><summary>${
    edits > 0 && html`<span class="edit">${count(edits, 'change')}</span> `
  }${said ?? (edits === 0 && html`<span class="quiet">${count(claims.length, 'claim')}</span>`)}</summary><div class="panel"><ol>${claims.map(one)}</ol></div></details>`
}

export function countsOf(rows: readonly ResponseRow[]): Readonly<Record<string, number>> {
  return Object.fromEntries(ACT_ORDER.map((act) => [act, rows.filter((row) => row.act === act).length]))
}

/** A response in a few lines. */
export function short(row: ResponseRow, clocks: string): Html {
  return html`<div class="short"><p class="meta">${actBadge(row.act)} ${authorLink(row.author, clocks)} <a class="when" href="${addressOf('response', row.id, clocks)}">${time(row.at)}</a> ${stateBadge(row.state)}</p><blockquote dir="auto">${quoted(excerpt(row.exact, 280))}</blockquote></div>`
}
