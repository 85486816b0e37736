/** Comments as a tree whose branches fold. */
import { addressOf } from '../../answers/addresses.ts'
import { actBadge, count, stateBadge, time } from '../format.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { authorLink, away } from '../links.ts'
import type { Comment } from '../reading.ts'
import { prose } from '../text/blocks.ts'

export function comments(all: readonly Comment[], clocks: string): Html {
  return html`${all.map((one) => comment(one, clocks))}`
}

function comment({ row, plain, main, replies, left }: Comment, clocks: string): Html {
  const here = addressOf('document', row.id, clocks)
  return html`<details class="comment" open id="d-${row.id}"><summary><strong><bdi>${row.author?.name ?? 'unknown author'}</bdi></strong> ${time(row.createdAt)} ${main && html`${actBadge(main.act)} ${stateBadge(main.state)}`}${row.state !== 'live' && html` <span class="state">${row.state}</span>`}</summary>
<div class="body">${main?.to.exact && html`<p class="answers">to <q dir="auto"><a href="${main.to.claim === null ? '#main' : `#${main.to.claim}`}">${main.to.exact.length > 140 ? `${main.to.exact.slice(0, 139)}…` : main.to.exact}</a></q></p>`}
<div class="prose">${prose(plain, { claims: [], beside: () => null })}</div>
<p class="meta">${authorLink(row.author, clocks)} · <a href="${here}">its own page</a>${row.revisions > 1 && html` · <a href="${addressOf('document', row.id)}/revisions${clocks}">${count(row.revisions, 'revision')}</a>`}${row.url !== null && html` · ${away(row.url, 'at its source')}`}</p>
${comments(replies, clocks)}
${left > 0 && html`<p class="meta"><a href="${here}">${count(left, 'more reply', 'more replies')}</a></p>`}</div></details>`
}
