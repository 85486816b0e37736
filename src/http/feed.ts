/** Lists as Atom feeds (RFC 4287). Addresses are relative: a reader resolves them against the feed's own. */
import type { Row, RowKind } from '../../graph/index.ts'
import type { Entry } from './feed-entries.ts'
import { entryOf } from './feed-entries.ts'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML: signs that XML 1.0 has no way to write are left out. */
export function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)
}

/** Before everything that has a date: Atom must have a time. */
const UNDATED = '1970-01-01T00:00:00Z'

function written({ id, title, at, author, address, related, category, content }: Entry): string {
  return `<entry>
<id>${xml(id)}</id>
<title>${xml(title)}</title>
<updated>${at ?? UNDATED}</updated>
<author><name>${xml(author ?? 'unknown author')}</name></author>
<link rel="alternate" href="${xml(address)}"/>${related === null ? '' : `\n<link rel="related" href="${xml(related)}"/>`}
${category === null ? '' : `<category term="${xml(category)}"/>\n`}<content type="text">${xml(content)}</content>
</entry>`
}

/** A feed of rows in the order given; `address` is its own. */
export function feed<K extends RowKind>(kind: K, rows: readonly Row<K>[], title: string, address: string): string {
  const entries = rows.map((row) => entryOf(kind, row))
  const updated = entries.map(({ at }) => at ?? UNDATED).reduce((a, b) => (a > b ? a : b), UNDATED)
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:claimthread:feed:${xml(encodeURIComponent(address))}</id>
<title>${xml(title)}</title>
<updated>${updated}</updated>
<link rel="self" href="${xml(address)}"/>
${entries.map(written).join('\n')}
</feed>
`
}
