/** A failure as a page, in the same words as its problem (RFC 9457). */
import type { ProblemBody } from '../../problems.ts'
import { PROBLEMS } from '../../problems.ts'
import { html } from '../html.ts'
import type { Page } from '../page.ts'

interface Fault {
  readonly parameter: string
  readonly detail: string
}

const isFault = (value: unknown): value is Fault =>
  typeof value === 'object' && value !== null && 'parameter' in value && 'detail' in value

export function problemPage(body: ProblemBody): Page {
  const [, , todo] = PROBLEMS[body.code]
  const faults = Array.isArray(body.errors) ? body.errors.filter(isFault) : []
  const nearest = Array.isArray(body.nearest) ? body.nearest.filter((name) => typeof name === 'string') : []
  const detail = `${body.detail[0]?.toUpperCase() ?? ''}${body.detail.slice(1)}`
  return {
    title: body.title,
    json: null,
    main: html`<article class="problem">
<p class="kicker">${body.status}</p>
<h1>${body.title}</h1>
${
  faults.length > 0
    ? html`<ul>${faults.map(({ parameter, detail }) => html`<li><code>${parameter}</code>: ${detail}</li>`)}</ul>`
    : html`<p>${detail}${/[.?!]$/.test(detail) ? '' : '.'}</p>`
}
<p>${todo}</p>
${
  body.code === 'unknown-target' &&
  nearest.length > 0 &&
  html`<p>Names that are alike:</p><ul>${nearest.map(
    (name) => html`<li><a href="/objections?${String(new URLSearchParams({ target: name }))}">${name}</a></li>`,
  )}</ul>`
}
<p><a href="/">Home</a> · <a href="/search">Search</a> · <a href="/problems/${body.code}">What this means</a></p>
<details class="quiet"><summary>To report this</summary><p><code>${body.code}</code> ${body.instance}</p></details>
</article>`,
  }
}
