/**
 * Judging beside what is judged. All buttons of a page belong to one form at its end (layout.ts), which knows who is signed
 * in; for those who are not, it leads to where they can.
 */
import type { ResponseRow, Store } from '../../../graph/index.ts'
import { ACTS } from '../../../graph/index.ts'
import { addressOf } from '../../answers/addresses.ts'
import { ACT_WORDS, excerpt } from '../format.ts'
import { flag, type Html, html } from '../html.ts'

/** Id of the form. */
export const JUDGE_FORM = 'judge'
/** Claims of the answered document that a correction may choose from. */
const MOST_CLAIMS = 300
const NOW = { asOf: null, knownBy: null } as const

const says = (verdict: string, id: string, words: string): Html =>
  html`<button class="plain" form="${JUDGE_FORM}" name="said" value="${verdict} ${id}">${words}</button>`

/** Confirm or reject, folded away; a response may also be corrected, on its own page. */
export function judgeRow(kind: 'response' | 'claim', id: string): Html {
  return html`<details class="judge"><summary>Judge</summary><p>${says('confirmed', id, 'Confirm')} ${says('rejected', id, 'Reject')}${
    kind === 'response' && html` <a href="${addressOf('response', id)}#correct">Correct…</a>`
  } <a class="quiet" href="/judgements?${String(new URLSearchParams({ subject: id }))}">What was said</a></p></details>`
}

/** A response's act and target, to be corrected. */
export async function correction(store: Store, row: ResponseRow): Promise<Html> {
  const { to, act, id } = row
  const answered = to.document === null ? null : await store.row('document', to.document.id, NOW)
  const revision = to.revision ?? answered?.revision?.id ?? null
  const view = revision === null ? null : await store.view(revision)
  const sentences = (view?.sentences ?? []).slice(0, MOST_CLAIMS)
  const acts = ACTS.filter((one) => one !== 'other' || row.main)
  return html`<section id="correct"><h2>Judge this reading</h2>
<p>${says('confirmed', id, 'Confirm')} ${says('rejected', id, 'Reject')} <a class="quiet" href="/judgements?${String(new URLSearchParams({ subject: id }))}">What was said</a></p>
<fieldset class="correct"><legend>Or correct it</legend>
<p><label for="correct-act">It is</label> <select id="correct-act" form="${JUDGE_FORM}" name="act">${acts.map(
    (one) => html`<option value="${one}"${flag('selected', one === act)}>${ACT_WORDS[one][0]}</option>`,
  )}</select></p>
${
  to.document !== null &&
  html`<p><label for="correct-target">It answers</label> <select id="correct-target" form="${JUDGE_FORM}" name="target"><option value="">what was read</option><option value="${to.document.id}">the whole of it</option>${sentences.map(
    ({ claim, start, end }) =>
      html`<option value="${claim}"${flag('selected', claim === to.claim)}>${excerpt(view!.text.slice(start, end), 100)}</option>`,
  )}</select></p>`
}
<p>${says('corrected', id, 'Correct')}</p></fieldset></section>`
}

/** What the machine read, where a person judged it otherwise. */
export function machineReading({ reading, act, to }: ResponseRow): Html | null {
  if (reading === null || (reading.act === act && reading.to.claim === to.claim)) return null
  const words = reading.to.exact
  return html`<p class="quiet">The machine read: ${ACT_WORDS[reading.act][0]}${words !== null && html` to <q dir="auto">${excerpt(words, 160)}</q>`}</p>`
}
