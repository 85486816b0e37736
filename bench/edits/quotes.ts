/** Quotes found again: those of Arbital's inline comments, and those of a forum whose quoted post was edited since. */
import { anchor } from '../../ingest/edits/anchor.ts'
import { quotedRevision } from '../../ingest/edits/quoted.ts'
import { plainText } from '../../ingest/text/text.ts'
import { jsonLines, print, type RawDocument, type Row, share, shared, trackInputs } from './data.ts'

export function quoteRows(): Row[] {
  return [...arbitalAnchors(), ...oldQuotes()]
}

/** Anchors are looked for in the revision that the comment's author saw, then in older and newer ones. */
function arbitalAnchors(): Row[] {
  const file = shared('data/arbital/discussion.jsonl.xz')
  if (file === null) return []
  const documents = new Map(jsonLines<RawDocument>(file).map((one) => [one.id, one]))
  const counts = { n: 0, exact: 0, fuzzy: 0, plain: 0 }
  for (const { quote, parent, createdAt } of documents.values()) {
    const page = documents.get(parent ?? '')
    if (!quote || !page) continue
    const inputs = trackInputs(page)
    const seen = Math.max(0, page.revisions.filter(({ at }) => at <= createdAt).length - 1)
    const order = [...inputs.slice(0, seen + 1).reverse(), ...inputs.slice(seen + 1)]
    const how = quotedRevision(quote, order)?.anchor.how
    counts.n++
    if (how) counts[how]++
    if (inputs[seen]!.text.includes(quote.exact)) counts.plain++
  }
  const { n, exact, fuzzy, plain } = counts
  return [share('Arbital anchors found exactly', exact, n, plain / n), share('Arbital anchors found nearly', fuzzy, n)]
}

/** Replies whose quote stands only in an older revision: dated by it. */
function oldQuotes(): Row[] {
  const file = shared('data/discourse/quote_of_old_revision.json')
  const versions = shared('data/discourse/revisions.jsonl.xz')
  if (file === null || versions === null) return []
  const rows = JSON.parse(file) as { source: number; quote: string; versions_containing: number[] }[]
  const history = jsonLines<{ id: number; version: number; raw: string }>(versions)
  let dated = 0
  let mistaken = 0
  for (const { source, quote, versions_containing } of rows) {
    const exact = read(quote).text
    const newestFirst = history.filter(({ id }) => id === source).reverse()
    const texts = newestFirst.map(({ raw }) => read(raw))
    const found = quotedRevision({ exact }, texts)
    if (found?.anchor.how === 'exact' && versions_containing.includes(newestFirst[found.index]!.version)) dated++
    if (anchor({ exact }, texts[0]!.text)?.how === 'exact') mistaken++
  }
  return [
    share('quotes of old revisions dated', dated, rows.length),
    share('quotes of old revisions called exact in the newest', mistaken, rows.length),
  ]
}

function read(body: string) {
  return plainText({ format: 'markdown', title: null, subtitle: null, body })
}

if (import.meta.main) print(quoteRows())
