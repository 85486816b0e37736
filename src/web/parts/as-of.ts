/** A page about one thing, as it was on another day; and the clocks of a page in its forms. */
import { type Html, html } from '../html.ts'
import { withParameter } from '../links.ts'

export function asOfRow(address: string, asOf: string | null): Html {
  const [path, search = ''] = address.split('?')
  const known = new URLSearchParams(search).get('known-by')
  const day = asOf?.slice(0, 10) ?? ''
  return html`<form class="as-of" action="${path}" data-tidy><label>As of <input type="date" name="as-of" value="${day}"></label>${known !== null && hiddenClocks(`?${new URLSearchParams({ 'known-by': known })}`)} <button class="plain">Show</button>${
    asOf !== null &&
    html` <span>Shown as it was on ${day}. <a href="${withParameter(address, 'as-of', null)}">As it is now</a></span>`
  }</form>`
}

/** The clocks as fields of a form, which would lose what stands in the query of its page. */
export function hiddenClocks(clocks: string): Html {
  const fields = [...new URLSearchParams(clocks)]
  return html`${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}
