/** Responses as an Atom feed (RFC 4287). Addresses are relative: a reader resolves them against the feed's own. */
import type { ResponseRow } from '../../graph/index.ts'
import { addressOf } from '../answers/addresses.ts'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML: signs that XML 1.0 has no way to write are left out. */
export function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)
}

/** Before every dated response: Atom must have a time. */
const UNDATED = '1970-01-01T00:00:00Z'

function entry(row: ResponseRow): string {
  const name = row.author?.name ?? 'unknown author'
  const target = row.to.exact ?? row.to.concept?.label ?? row.to.document?.title ?? row.to.document?.id ?? ''
  return `<entry>
<id>urn:claimthread:response:${xml(row.id)}</id>
<title>${xml(`${row.act} by ${name}${target === '' ? '' : ` to “${target.slice(0, 120)}”`}`)}</title>
<updated>${row.at ?? UNDATED}</updated>
<author><name>${xml(name)}</name></author>
<link rel="alternate" href="${xml(addressOf('response', row.id))}"/>${row.document.url === null ? '' : `\n<link rel="related" href="${xml(row.document.url)}"/>`}
<category term="${row.act}"/>
<content type="text">${xml(`${row.exact}${target === '' ? '' : `\n\nto: ${target}`}`)}</content>
</entry>`
}

/** A feed of rows, newest first; `address` is its own. */
export function feed(rows: readonly ResponseRow[], title: string, address: string): string {
  const updated = rows.map(({ at }) => at ?? UNDATED).reduce((a, b) => (a > b ? a : b), UNDATED)
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:claimthread:feed:${xml(encodeURIComponent(address))}</id>
<title>${xml(title)}</title>
<updated>${updated}</updated>
<link rel="self" href="${xml(address)}"/>
${rows.map(entry).join('\n')}
</feed>
`
}
