/** Document rows, and the people who write them. */
import type { Iso, Origin } from '../../model.ts'
import type { AuthorRow, Clocks, DocumentRow } from '../../question.ts'
import { DOCUMENT, type DocumentCells, documentOf } from '../cells.ts'
import { rootIds } from '../neighbours.ts'
import { saidBy } from '../paging.ts'
import type { Reader } from '../reader.ts'

/** Replies that a row names; the rest are asked for as a list. */
const REPLIES = 500

interface Cells {
  readonly element: string
  readonly document: DocumentCells
  readonly revisions: number
  readonly revision: {
    readonly id: string
    readonly number: number
    readonly at: Iso | null
    readonly origin: Origin
    readonly textHash: string
  } | null
  readonly replies: readonly string[]
}

const until = (asOf: Iso | null, time: string): string =>
  asOf === null ? 'true' : `(${time} IS NULL OR ${time} <= $asOf)`

export async function documentRows(
  reader: Reader,
  elements: readonly string[],
  { asOf }: Clocks,
): Promise<ReadonlyMap<string, DocumentRow>> {
  const cells = await reader.tx.from<Cells>(
    elements,
    `UNWIND $rows AS element MATCH (d:Document) WHERE elementId(d) = element
     RETURN element, d{${DOCUMENT}} AS document,
       COUNT { MATCH (d)<-[:OF]-(v:Revision) WHERE ${until(asOf, 'v.at')} } AS revisions,
       COLLECT { MATCH (d)<-[:OF]-(v:Revision) WHERE ${until(asOf, 'v.at')} WITH v ORDER BY v.number DESC LIMIT 1
         RETURN v{.id, .number, .at, .origin, .textHash} }[0] AS revision,
       COLLECT { MATCH (o:Document) WHERE o.parent = d.id AND o.order > '' ${asOf === null ? '' : `AND ${saidBy('o.order')}`}
         WITH o ORDER BY o.parent, o.order LIMIT $limit RETURN o.id } AS replies`,
    { asOf, limit: REPLIES },
  )
  const texts = await reader.texts.of(
    reader.tx,
    cells.flatMap(({ revision }) => (revision === null ? [] : [revision])),
  )
  const roots = await rootIds(
    reader.tx,
    cells.map(({ document }) => document),
  )
  const rootOf = ({ id }: DocumentCells): string | null => roots.get(id) ?? null
  const documents = await reader.documents(cells.flatMap(({ document }) => [document.parent, rootOf(document)]))
  const authors = await reader.authors(cells.map(({ document }) => document.author))
  const rows = cells.map(({ element, document: read, revisions, revision, replies }): [string, DocumentRow] => {
    const document = documentOf(read)
    const { id, kind, title, subtitle, url, source, createdAt, score, language, author, parent } = document
    const root = rootOf(read)
    // What is gone is gone; only its state is told as it was.
    const past = asOf !== null && document.stateAt !== null && document.stateAt > asOf
    const row: DocumentRow = {
      ...{ id, kind, title, url, state: past ? 'live' : document.state, source, subtitle },
      ...{ author: authors(author), createdAt },
      parent: parent === null ? null : documents(parent),
      root: root === null ? null : documents(root),
      stateAt: past ? null : document.stateAt,
      ...{ score, language, revisions },
      revision: revision === null ? null : shown(revision, texts),
      replies,
    }
    return [element, row]
  })
  return new Map(rows)
}

function shown(
  { id, number, at, origin }: NonNullable<Cells['revision']>,
  texts: ReadonlyMap<string, string>,
): DocumentRow['revision'] {
  return { id, number, at, origin, text: texts.get(id) ?? '' }
}

export async function authorRows(
  { tx }: Reader,
  elements: readonly string[],
  { asOf }: Clocks,
): Promise<ReadonlyMap<string, AuthorRow>> {
  const found = await tx.from<{ element: string; row: AuthorRow }>(
    elements,
    `UNWIND $rows AS element MATCH (a:Author) WHERE elementId(a) = element
     RETURN element, a{.id, .name, .source, .url, documents:
       COUNT { MATCH (d:Document) WHERE d.author = a.id AND d.order > '' ${asOf === null ? '' : `AND ${saidBy('d.order')}`} }} AS row`,
    { asOf },
  )
  return new Map(
    found.map(({ element, row: { id, name, source, url, documents } }) => [
      element,
      { id, name, source, url, documents },
    ]),
  )
}
