/** The front page: the ask box with questions that this graph can answer, and what is new in it. */

import { addressOf } from '../../answers/addresses.ts'
import type { Front } from '../../answers/front.ts'
import { frontOf } from '../../answers/front.ts'
import { count, excerpt, time } from '../format.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { authorLink, documentLink } from '../links.ts'
import type { Page, View } from '../page.ts'
import { causeLink, responseItem } from '../parts/response.ts'
import { item } from '../parts/rows.ts'

export const homeView: View = async (_body: unknown, { service: { store } }): Promise<Page> => {
  const front = await frontOf(store)
  return {
    title: '',
    json: '/index.json',
    width: 'wide',
    asks: true,
    main: front.counts.documents === 0 ? empty() : full(front),
  }
}

function empty(): Html {
  return html`<div class="hero"><h1>Nothing has been read yet</h1>
<p>Claimthread reads discussions and shows what happened to their claims: who objects, whether that is answered, and what was changed because of it.</p>
<p><a class="button" href="/ingest">Ingest a discussion</a></p>
<p>Or from the command line: <code>claimthread ingest PATH</code>.</p></div>`
}

function full(front: Front): Html {
  const { counts, newest, edits, contested, documents } = front
  return html`<div class="home">
<section class="hero"><h1>What is claimed, who objects, and what became of it</h1>
<form class="big" action="/ask"><label for="q">Ask in plain words, or search</label><div class="line"><input type="search" id="q" name="q" maxlength="1000" required><button>Ask</button></div></form>
<ul class="examples" aria-label="Questions to try">${examples(front).map((one) => html`<li><a href="/ask?${String(new URLSearchParams({ q: one }))}">${one}</a></li>`)}</ul></section>
<div class="columns">
<section><h2>Newest open objections</h2>${newest.length === 0 ? html`<p class="empty">No objection is open.</p>` : html`<ol class="rows">${newest.map((row) => html`<li>${responseItem(row, { clocks: '' })}</li>`)}</ol><p><a href="/objections?state=open">All open objections</a></p>`}</section>
<div>
<section><h2>Most contested claims</h2>${contested.length === 0 ? html`<p class="empty">No claim is contested.</p>` : html`<ol class="rows">${contested.map((row) => html`<li>${item('claim', row, '')}</li>`)}</ol>`}</section>
<section><h2>Edits that met a response</h2>${edits.length === 0 ? html`<p class="empty">No edit that a response prompted has been found.</p>` : html`<ol class="rows">${edits.map(edit)}</ol><p><a href="/responses?state=met_by_edit">All of them</a></p>`}</section>
</div>
<section><h2>Newest documents</h2><ol class="rows">${documents.map((row) => html`<li>${item('document', row, '')}</li>`)}</ol></section>
<section><h2>What has been read</h2><ul class="plain">
<li><a href="/documents">${count(counts.documents, 'document')}</a> in ${count(counts.revisions, 'revision')}, by <a href="/authors">${count(counts.authors, 'person', 'people')}</a>, from ${count(counts.sources, 'source')}</li>
<li><a href="/claims">${count(counts.claims, 'sentence')}</a> that assert something or were answered</li>
<li><a href="/responses">${count(counts.responses, 'response')}</a>, ${count(counts.promptedEdits, 'edit')} that one prompted</li>
<li><a href="/concepts">${count(counts.concepts, 'concept')}</a></li>
${counts.judgements > 0 && html`<li><a href="/judgements">${count(counts.judgements, 'judgement')}</a> by people</li>`}
${counts.tasks > 0 && html`<li>${count(counts.tasks, 'document')} still being linked</li>`}
</ul><p><a class="button plain" href="/ingest">Ingest more</a></p></section>
</div></div>`
}

/** An edit that somebody's words brought about: what was said, what it said before. */
function edit(row: Front['edits'][number]): Html {
  const claim = row.to.claim
  return html`<li><article><p class="words">${claim === null ? documentLink(row.to.document) : html`<a href="${addressOf('claim', claim)}" dir="auto">${excerpt(row.to.now ?? row.to.exact ?? '', 220)}</a>`}</p>
<p class="meta">changed in ${row.stateCause !== null && causeLink(row.stateCause, '')} of ${documentLink(row.to.document)} after ${authorLink(row.author)} wrote, ${time(row.at)}: <q dir="auto"><a href="${addressOf('response', row.id)}">${excerpt(row.exact, 160)}</a></q></p></article></li>`
}

/** Questions that have an answer here: made of what the graph holds. */
function examples({ concepts, newest, edits, pair }: Front): readonly string[] {
  const asked = concepts.toSorted((a, b) => (b.responses.objection ?? 0) - (a.responses.objection ?? 0))
  const [one, two] = asked.filter(({ responses }) => (responses.objection ?? 0) > 0)
  const target = newest[0]?.to.author?.name
  return [
    one && `open objections to ${one.label}`,
    edits.length > 0 && 'which objections made the author edit',
    pair && `who disagrees with ${pair.against.name}`,
    two && `what objections target ${two.label}`,
    target !== undefined && target !== pair?.against.name && `who disagrees with ${target}`,
  ].filter((text) => typeof text === 'string')
}
