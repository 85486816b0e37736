/** Where something is asked for that has not been said yet: the pages to say it on. */
import { html } from '../html.ts'
import type { Page } from '../page.ts'

export function searchBlank(): Page {
  return {
    title: 'Search',
    json: null,
    main: html`<h1>Search</h1>
<form class="big" action="/search"><label for="q">Words that a sentence must hold; a phrase in quotation marks</label>
<div class="line"><input type="search" id="q" name="q" required maxlength="500"><button>Search</button></div></form>
<p>A question in plain words goes into the box above: “which objections are still open?”</p>`,
  }
}

export function askBlank(): Page {
  return {
    title: 'Ask',
    asks: true,
    json: null,
    main: html`<h1>Ask</h1>
<form class="big" action="/ask"><label for="q">A question in plain words</label>
<div class="line"><input type="search" id="q" name="q" required maxlength="1000"><button>Ask</button></div></form>
<p>What can be asked: which objections there are to something, by whom, since when; which are still open; which made the author edit; who disagrees with whom; what stood on a date.</p>`,
  }
}
