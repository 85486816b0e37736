/** HTML as a value: everything that is put into a template is escaped, unless it is HTML already. */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for an element or a quoted attribute. Signs that HTML has no way to write become U+FFFD. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => ESCAPES[sign]!)
}

/** A piece of HTML that is safe to send. Only `html` and `trusted` make one. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

/** What a template takes: nothing, text, HTML, or a list of them. */
export type Content = Html | string | number | null | undefined | false | readonly Content[]

function written(content: Content): string {
  if (content instanceof Html) return content.text
  if (content === null || content === undefined || content === false) return ''
  if (typeof content === 'object') return content.map(written).join('')
  return escaped(String(content))
}

/** A template: html`<p class="${name}">${words}</p>`. Attributes must stand in quotation marks. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  let text = strings[0]!
  for (const [index, content] of contents.entries()) text += written(content) + strings[index + 1]!
  return new Html(text)
}

/** HTML that is known to be safe: our own files, and what the sanitiser has let through. */
export function trusted(text: string): Html {
  return new Html(text)
}

/** Contents with something between them; those that are nothing are left out. */
export function joined(contents: readonly Content[], between: Content): Html {
  const there = contents.map(written).filter((text) => text !== '')
  return new Html(there.join(written(between)))
}

/** An attribute that is there or not: `<input ${flag('checked', on)}>`. */
export function flag(name: string, on: boolean): Html {
  return new Html(on ? ` ${name}` : '')
}
