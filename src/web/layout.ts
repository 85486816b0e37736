/** The frame of every page: what it is called, where one can go, the ask box, and the same data in other forms. */
import { VERSION } from '../version.ts'
import { assetAddress } from './assets.ts'
import type { Html } from './html.ts'
import { flag, html } from './html.ts'
import { inForm } from './links.ts'
import type { Page } from './page.ts'
import { judgeForm, notice, signedIn, type Visitor } from './parts/visitor.ts'

/** Where one can go from everywhere. */
const NAVIGATION: readonly (readonly [address: string, words: string])[] = [
  ['/objections', 'Objections'],
  ['/claims', 'Claims'],
  ['/documents', 'Documents'],
  ['/concepts', 'Concepts'],
  ['/authors', 'People'],
  ['/disagreements', 'Disagreements'],
]

function askBox(question = ''): Html {
  return html`<form class="ask" action="/ask" role="search">
<label class="hidden" for="ask">Ask a question or search</label>
<input id="ask" type="search" name="q" value="${question}" placeholder="Ask or search" maxlength="1000" autocomplete="off">
<button>Ask</button>
</form>`
}

/** A whole document. `address` is the page's own, without the form's ending. */
export function layout(page: Page, address: string, visitor: Visitor): string {
  const json = page.json === undefined ? inForm(address, 'json') : page.json
  const path = address.split('?')[0]!
  const current = (to: string) => flag('aria-current="page"', path === to || path.startsWith(`${to}/`))
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title === '' ? '' : `${page.title} · `}Claimthread</title>
<link rel="stylesheet" id="__________cytoscape_stylesheet" href="${assetAddress('style.css')}">
<link rel="icon" type="image/svg+xml" href="${assetAddress('icon.svg')}">
${json && html`<link rel="alternate" type="application/json" href="${json}">`}
${page.feed && html`<link rel="alternate" type="application/atom+xml" href="${page.feed}" title="${page.title}">`}
${['page.js', ...(page.scripts ?? [])].map((name) => html`<script type="module" src="${assetAddress(name)}"></script>`)}
${page.head}
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="top">
<a class="home" href="/">Claimthread</a>
<nav aria-label="Main">${NAVIGATION.map(([to, words]) => html`<a href="${to}"${current(to)}>${words}</a> `)}</nav>
${page.asks ? null : askBox(page.question)}
</header>
<main id="main" class="${page.width ?? 'text'}" tabindex="-1">
${notice(visitor, address)}
${page.main}
</main>
${judgeForm(visitor, address)}
<footer class="bottom">
<p>${json && html`<a href="${json}" type="application/json">This page as JSON</a> `}${page.feed && html`<a href="${page.feed}" type="application/atom+xml">Atom feed</a> `}<a href="/ingest">Ingest</a> <a href="/judgements">Judgements</a> <a href="/openapi.json">Interface</a></p>
<div class="visitor">${signedIn(visitor, address)}</div>
<p class="quiet">Claimthread ${VERSION}. Acts and states are read by machine, each with its rule and confidence; the words are the authors’ own.</p>
</footer>
</body>
</html>
`.text
}
