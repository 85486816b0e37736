/** Signing in: a token, kept by the browser as a cookie that no script and no other site can use. */
import { html } from '../html.ts'
import type { Page } from '../page.ts'

export function loginPage(back: string, wrong: boolean): Page {
  return {
    title: 'Sign in',
    json: null,
    main: html`<h1>Sign in</h1>
<p>Reading is open to all. Judging and ingesting need a token: one of <code>CLAIMTHREAD_TOKENS</code>, or the one in the file that <code>claimthread serve</code> names when it starts. Its name signs what you say.</p>
${wrong && html`<p class="notice wrong" role="alert">This token is not known.</p>`}
<form class="stacked" method="post" action="/login"><input type="hidden" name="back" value="${back}">
<p><label for="token">Token</label> <input id="token" name="token" type="password" required autocomplete="current-password"></p>
<p><button>Sign in</button></p></form>`,
  }
}
