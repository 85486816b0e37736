/** What people said: of everything, or of one response or claim. */
import type { JudgementRow } from '../../../graph/index.ts'
import { VERDICTS } from '../../../graph/index.ts'
import { addressOf } from '../../answers/addresses.ts'
import { ACT_WORDS, time } from '../format.ts'
import { flag, type Html, html } from '../html.ts'
import type { View } from '../page.ts'

interface Body {
  readonly self: string
  readonly rows: readonly JudgementRow[]
  readonly next: string | null
}

export const judgementsView: View = ({ rows, next }: Body, { params }) => {
  const { subject, verdict, by } = params as { subject?: string; verdict?: string; by?: string }
  const title = subject === undefined ? 'What people said of readings' : 'What people said of it'
  const option = (one: string) => html`<option value="${one}"${flag('selected', one === verdict)}>${one}</option>`
  return {
    title,
    main: html`<h1>${title}</h1>
<form class="filters" data-tidy>${subject !== undefined && html`<input type="hidden" name="subject" value="${subject}">`}
<p><label for="f-verdict">Verdict</label> <select id="f-verdict" name="verdict"><option value="">any</option>${VERDICTS.map(option)}</select>
<label for="f-by">By</label> <input id="f-by" name="by" value="${by}"> <button>Show</button></p></form>
${
  rows.length === 0
    ? html`<p class="empty">Nothing of this kind has been said yet. Beside every response and claim, “Judge” confirms or rejects it.</p>`
    : html`<ol class="rows" data-rows>${rows.map((row) => html`<li>${said(row)}</li>`)}</ol>`
}
${next !== null && html`<p class="paging"><a class="button" rel="next" data-more href="${next}">Show more</a></p>`}`,
  }
}

function said({ kind, subject, verdict, act, target, by, at, exact, targetExact }: JudgementRow): Html {
  return html`<article><p class="meta"><span class="judged judged-${verdict}">${verdict}</span> by ${by}, ${time(at)}${
    act !== null && html`: it is ${ACT_WORDS[act][0]}`
  }${target !== null && html`, to <a href="${addressOf(target.includes(':') ? 'document' : 'claim', target)}">this</a>`}</p>
<blockquote class="said" dir="auto"><a href="${addressOf(kind, subject)}">${exact === '' ? 'words that their source deleted' : exact}</a></blockquote>
${targetExact !== null && html`<p class="target">to <q dir="auto">${targetExact}</q></p>`}</article>`
}
