/** A page about one thing, as it was on another day. */
import { type Html, html } from '../html.ts'
import { withParameter } from '../links.ts'

export function asOfRow(address: string, asOf: string | null): Html {
  const path = address.split('?')[0]!
  const day = asOf?.slice(0, 10) ?? ''
  return html`<form class="as-of" action="${path}" data-tidy><label>As of <input type="date" name="as-of" value="${day}"></label> <button class="plain">Show</button>${
    asOf !== null &&
    html` <span>Shown as it was on ${day}. <a href="${withParameter(address, 'as-of', null)}">As it is now</a></span>`
  }</form>`
}
