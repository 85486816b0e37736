/** Rows of every kind as items of a list. */
import type {
  AuthorRow,
  ClaimRow,
  ConceptRow,
  DisagreementRow,
  DocumentRow,
  HitRow,
  Row,
  RowKind,
} from '../../../graph/index.ts'
import { addressOf, listAddress } from '../../answers/addresses.ts'
import { actCounts, count, excerpt, stateWord, time } from '../format.ts'
import type { Html } from '../html.ts'
import { html, joined } from '../html.ts'
import { authorLink, documentLink, documentName } from '../links.ts'
import { quoted } from '../text/quoted.ts'
import { judgeRow } from './judge.ts'
import { judgementBadge, responseItem } from './response.ts'

/** `clocks`: the query part that keeps addresses on the clocks of the question. */
type Item<K extends RowKind> = (row: Row<K>, clocks: string) => Html

function claim(row: ClaimRow, clocks: string): Html {
  const edits = row.history.filter(({ change }) => change !== 'introduced').length
  return html`<article class="claim-item">
<p class="words"><a href="${addressOf('claim', row.id, clocks)}" dir="auto">${quoted(excerpt(row.text, 400))}</a></p>
<p class="meta">${authorLink(row.author, clocks)} ${time(row.at)} in ${documentLink(row.document, clocks)}
${row.state === 'withdrawn' && html`<span class="state state-gone">withdrawn</span>`}
${edits > 0 && html`<span class="quiet">${count(edits, 'edit')}</span>`}
${actCounts(row.responses)}${judgementBadge(row)}</p>
${judgeRow('claim', row.id)}
</article>`
}

function document(row: DocumentRow, clocks: string): Html {
  const text = row.revision?.text ?? ''
  const body = row.title !== null && text.startsWith(row.title) ? text.slice(row.title.length) : text
  return html`<article class="document-item">
<p class="words"><a href="${addressOf('document', row.id, clocks)}"><bdi>${documentName(row)}</bdi></a></p>
<p class="meta">${stateWord(row.kind)} by ${authorLink(row.author, clocks)} ${time(row.createdAt)}
${row.root !== null && html` in ${documentLink(row.root, clocks)}`}
<span class="quiet">${joined([row.revisions > 1 && count(row.revisions, 'revision'), row.replies.length > 0 && count(row.replies.length, 'direct reply', 'direct replies'), row.state !== 'live' && row.state], ', ')}</span></p>
<p class="excerpt" dir="auto">${quoted(excerpt(body, 220))}</p>
</article>`
}

function concept(row: ConceptRow, clocks: string): Html {
  const names = row.aliases.map(({ name }) => name).filter((name) => name !== row.label)
  return html`<article class="concept-item">
<p class="words"><a href="${addressOf('concept', row.id, clocks)}">${row.label}</a> ${names.length > 0 && html`<span class="quiet">also ${[...new Set(names)].slice(0, 5).join(', ')}</span>`}</p>
<p class="meta">${count(row.claims, 'claim')} ${actCounts(row.responses)}</p>
</article>`
}

function author(row: AuthorRow, clocks: string): Html {
  return html`<article class="author-item">
<p class="words">${authorLink(row, clocks)}</p>
<p class="meta">${count(row.documents, 'document')} at ${row.source}</p>
</article>`
}

function hit(row: HitRow, clocks: string): Html {
  return html`<article class="hit-item">
<p class="words"><a href="${addressOf('claim', row.claim, clocks)}" dir="auto">${quoted(excerpt(row.text, 400))}</a></p>
<p class="meta">${authorLink(row.author, clocks)} ${time(row.at)} in ${documentLink(row.document, clocks)}</p>
</article>`
}

function disagreement(row: DisagreementRow & { readonly self?: string }, clocks: string): Html {
  const address = row.self ?? listAddress('/objections', { author: row.author.id, against: row.against.id }, clocks)
  return html`<article class="disagreement-item">
<p class="words">${authorLink(row.author, clocks)} objects to ${authorLink(row.against, clocks)}</p>
<p class="meta"><a href="${address}">${count(row.objections, 'objection')}</a>${row.open > 0 && html`, ${row.open} still open`}, the newest ${time(row.newest)}</p>
</article>`
}

const ITEMS: { readonly [K in RowKind]: Item<K> } = {
  ...{ claim, document, concept, author, hit, disagreement },
  response: (row, clocks) => responseItem(row, { clocks }),
}

/** A row as an item. */
export function item<K extends RowKind>(kind: K, row: Row<K>, clocks: string): Html {
  return ITEMS[kind](row, clocks)
}
