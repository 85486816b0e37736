/** A response as an item of a list: who does what to whose words, what became of it, and why we think so. */
import type { ResponseRow } from '../../../graph/index.ts'
import { addressOf, revisionAddress } from '../../answers/addresses.ts'
import { actBadge, excerpt, percent, stateBadge, stateWord, time } from '../format.ts'
import type { Content, Html } from '../html.ts'
import { html } from '../html.ts'
import { authorLink, away, documentLink } from '../links.ts'
import { quoted } from '../text/quoted.ts'
import { judgeRow, machineReading } from './judge.ts'

/** Longest quotation in a list; the whole is on the page of the response. UTF-16 units. */
const MOST_QUOTED = 600

export interface ResponseOptions {
  readonly clocks: string
  /** Leaves out what it answers, where that stands beside it. */
  readonly bare?: boolean
  /** The whole quotation, however long. */
  readonly whole?: boolean
  /** Stands below it: judging it, what answers it. */
  readonly below?: Content
}

export function responseItem(row: ResponseRow, { clocks, bare, whole, below }: ResponseOptions): Html {
  const cut = (text: string) => (whole ? text : excerpt(text, MOST_QUOTED))
  return html`<article class="response is-${row.act}" id="${row.id}">
<p class="meta">${actBadge(row.act)} ${authorLink(row.author, clocks)} <a class="when" href="${addressOf('response', row.id, clocks)}">${time(row.at)}</a> ${stateBadge(row.state)}${judgementBadge(row)}</p>
<blockquote class="said" dir="auto">${quoted(cut(row.exact))}</blockquote>
${bare ? null : target(row, clocks, cut)}
${machineReading(row)}
${why(row, clocks)}
${judgeRow('response', row.id)}
${below}
</article>`
}

/** What it answers: the exact words, whose they are, where they stand, and how they stand now. */
function target({ to, targetState }: ResponseRow, clocks: string, cut: (text: string) => string): Html {
  const words = to.exact === null ? null : cut(to.exact)
  const linked =
    words === null
      ? null
      : to.claim === null
        ? html`<q dir="auto">${quoted(words)}</q>`
        : html`<q dir="auto"><a href="${addressOf('claim', to.claim, clocks)}">${quoted(words)}</a></q>`
  const concept =
    to.concept && html`<a class="concept" href="${addressOf('concept', to.concept.id, clocks)}">${to.concept.label}</a>`
  const to_ = linked ?? concept ?? 'the whole of it'
  const step =
    to.response &&
    html` <a class="undercut" href="${addressOf('response', to.response, clocks)}">denies that it follows</a>`
  return html`<div class="target"><p>${stateBadge(targetState === 'standing' ? null : targetState, 'target ')} to ${to.author === null ? null : html`${authorLink(to.author, clocks)}: `}${to_}${to.document && html` <span class="where">in ${documentLink(to.document, clocks)}</span>`}${step}</p>${
    to.now !== null && html`<p class="now">now: <q dir="auto">${quoted(cut(to.now))}</q></p>`
  }</div>`
}

/** What a person said of it last. */
export function judgementBadge({ judgement }: Pick<ResponseRow, 'judgement'>): Html | null {
  if (judgement === null) return null
  const { verdict, by, at, act } = judgement
  return html` <span class="judged judged-${verdict}">${verdict} by ${by}${act !== null && verdict === 'corrected' && ` to ${stateWord(act)}`}, ${time(at)}</span>`
}

/** The evidence, on demand. */
function why(row: ResponseRow, clocks: string): Html {
  const { rule, model, confidence, evidence, to, document, main, stateCause } = row
  const answered =
    to.document &&
    to.revision &&
    html`<dt>Answers</dt><dd><a href="${revisionAddress(to.document.id, to.revision, clocks)}">revision ${keyOf(to.revision)}</a> of ${documentLink(to.document, clocks)}</dd>`
  return html`<details class="why"><summary>Why this reading <span class="quiet">${percent(confidence)}</span></summary><dl>
<dt>Confidence</dt><dd>${percent(confidence)}, by the rule <code>${rule}</code> of the model <code>${model}</code></dd>
${evidence !== null && html`<dt>Evidence</dt><dd><q dir="auto">${excerpt(evidence, 300)}</q></dd>`}
${main && html`<dt>Main act</dt><dd>It says what the document as a whole does.</dd>`}
<dt>Said in</dt><dd>${documentLink(document, clocks)}${document.url !== null && html` (${away(document.url, 'at its source')})`}</dd>
${answered}
${stateCause !== null && html`<dt>State brought about by</dt><dd>${causeLink(stateCause, clocks)}</dd>`}
</dl></details>`
}

const keyOf = (revision: string): string => revision.slice(revision.lastIndexOf('@') + 1)

/** What brought a state about: a response, or a revision of a document. */
export function causeLink(cause: string, clocks: string): Html {
  const at = cause.lastIndexOf('@')
  if (at > 0)
    return html`<a href="${revisionAddress(cause.slice(0, at), cause, clocks)}">revision ${cause.slice(at + 1)}</a>`
  if (/^r[0-9a-f]{20}$/.test(cause)) return html`<a href="${addressOf('response', cause, clocks)}">a response</a>`
  return html`<a href="${addressOf('document', cause, clocks)}">${cause}</a>`
}
