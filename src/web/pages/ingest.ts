/** Ingest: an address, a file or pasted text. */
import { html } from '../html.ts'
import type { Page } from '../page.ts'
import type { Visitor } from '../parts/visitor.ts'
import { proofs } from '../parts/visitor.ts'

/** Forms of pasted text: the ending that says so, and its name. */
const FORMATS = [
  ['md', 'Markdown'],
  ['html', 'HTML'],
  ['txt', 'Plain text'],
  ['jsonl', 'Discussion JSONL'],
] as const

export function ingestPage({ person }: Pick<Visitor, 'person'>): Page {
  return {
    title: 'Ingest a discussion',
    json: null,
    main: html`<h1>Ingest a discussion</h1>
<p>What is read here is kept with its revisions; reading it again adds nothing twice.</p>
${
  person === null
    ? html`<p class="notice">Ingesting needs a token: <a href="/login?back=%2Fingest">sign in</a>.</p>`
    : html`<form class="stacked" method="post" action="/ingest" enctype="multipart/form-data" data-keep="ingest">${proofs(person, '/ingest')}
<fieldset><legend>Pasted text</legend>
<p><label for="text">Text of a post</label> <textarea id="text" name="text" rows="12" dir="auto"></textarea></p>
<p><label for="format">Written as</label> <select id="format" name="format">${FORMATS.map(([value, words]) => html`<option value="${value}">${words}</option>`)}</select>
<label for="name">Called</label> <input id="name" name="name" maxlength="100" autocomplete="off"></p></fieldset>
<fieldset><legend>Or an address</legend>
<p><label for="url">Public web address</label> <input id="url" name="url" type="url" placeholder="https://" autocomplete="off"></p></fieldset>
<fieldset><legend>Or a file</legend>
<p><label for="file">Discussion JSONL (also packed), Markdown, HTML or text</label> <input id="file" name="file" type="file"></p></fieldset>
<p><button>Ingest</button></p></form>`
}
<p class="quiet">Larger things, folders and whole forums are read from the command line: <code>claimthread ingest PATH|URL…</code>.</p>`,
  }
}
