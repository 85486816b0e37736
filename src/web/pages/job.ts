/** A job: how far it is, and in the end what was read, item by item, with the claims found in it. */
import type { Store } from '../../../graph/index.ts'
import { addressOf } from '../../answers/addresses.ts'
import type { Job } from '../../http/jobs.ts'
import type { IngestProgress, IngestReport } from '../../ingestion/report.ts'
import { count, number, time } from '../format.ts'
import { type Html, html } from '../html.ts'
import { documentLink } from '../links.ts'
import type { View } from '../page.ts'
import { item } from '../parts/rows.ts'
import { proofs } from '../parts/visitor.ts'

/** Items that are shown with their claims. */
const MOST_ITEMS = 20
const MOST_CLAIMS = 50

const NOW = { asOf: null, knownBy: null } as const
const WORDS: Readonly<Record<Job['state'], string>> = {
  queued: 'Waiting for its turn',
  running: 'Reading',
  done: 'What was read',
  failed: 'Could not be read',
  cancelled: 'Cancelled',
}

export const jobView: View = async (job: Job, { service: { store }, person }) => {
  const ended = job.finishedAt !== null
  const report = job.report as IngestReport | null
  return {
    title: WORDS[job.state],
    head: ended ? null : html`<noscript><meta http-equiv="refresh" content="2"></noscript>`,
    scripts: ended ? [] : ['job.js'],
    main: html`<div data-job="/jobs/${job.id}"${ended && html` data-taken="ingest"`}><h1>${WORDS[job.state]}</h1>
<p class="meta">begun by ${job.by}, ${time(job.createdAt)}</p>
${job.error !== null && html`<p class="notice wrong" role="alert">${job.error}</p>`}
${
  ended
    ? null
    : html`<p role="status" aria-live="polite" data-progress>${progressWords(job.progress as IngestProgress | null)}</p>
${person !== null && html`<form method="post" action="/jobs/${job.id}/cancel">${proofs(person, `/jobs/${job.id}`)}<button class="plain">Cancel</button></form>`}`
}
${report !== null && (await reportParts(store, report))}
${ended && html`<p><a class="button plain" href="/ingest">Ingest more</a></p>`}</div>`,
  }
}

function progressWords(progress: IngestProgress | null): string {
  if (progress === null) return 'Nothing has been read yet.'
  const { phase, done, total, share } = progress
  const of = total === null ? '' : ` of ${number(total)}`
  return `${phase}: ${number(done)}${of}${share === null ? '' : `, ${Math.round(share * 100)} % of the input`}`
}

async function reportParts(store: Store, report: IngestReport): Promise<Html> {
  const { documents, claims, responses, bad, badCount, conflictCount, stopped, seconds } = report
  return html`<p>${count(documents.added, 'document')} added, ${number(documents.changed)} changed, ${number(documents.unchanged)} as they were; ${count(claims.added, 'sentence')} and ${count(responses, 'response')} found in ${seconds} s${stopped && ', until it was stopped'}.</p>
${badCount > 0 && html`<section><h2>What could not be read</h2><ul>${bad.slice(0, 100).map(({ file, line, reason }) => html`<li><code>${file}${line !== null && `:${line}`}</code> ${reason}</li>`)}</ul>${badCount > 100 && html`<p>and ${number(badCount - 100)} more</p>`}</section>`}
${conflictCount > 0 && html`<p>${count(conflictCount, 'revision')} came with two texts; the later one was kept.</p>`}
${await Promise.all(report.items.slice(0, MOST_ITEMS).map((one) => itemPart(store, one, report.items.length === 1)))}
${documents.added + documents.changed > MOST_ITEMS && html`<p><a href="/documents">All documents</a></p>`}`
}

async function itemPart(
  store: Store,
  { document, outcome }: IngestReport['items'][number],
  alone: boolean,
): Promise<Html> {
  const row = await store.row('document', document, NOW)
  const title = row === null ? document : documentLink(row)
  const all = html`<a href="/claims?${String(new URLSearchParams({ document }))}">Its claims</a>`
  if (!alone) return html`<p class="item">${title} <span class="state">${outcome}</span> ${all}</p>`
  const { rows, next } = await store.ask({
    ...{ kind: 'claim', filters: { document }, sort: 'oldest', limit: MOST_CLAIMS, cursor: null, ...NOW },
  })
  return html`<section><h2>${title}</h2><p class="meta"><span class="state">${outcome}</span> <a href="${addressOf('document', document)}">Read it with its claims marked</a></p>
<h3>Its claims</h3>${rows.length === 0 ? html`<p class="empty">No sentence in it was found to assert something.</p>` : html`<ol class="rows">${rows.map((claim) => html`<li>${item('claim', claim, '')}</li>`)}</ol>`}
${next !== null && html`<p>${all}</p>`}</section>`
}
