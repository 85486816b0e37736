/** One row by its id, as of then. */
import type { Clocks, Row, RowKind } from '../question.ts'
import { claimPresent } from './meaning.ts'
import { saidBy } from './paging.ts'
import { knownThen } from './ranges.ts'
import type { Reader } from './reader.ts'
import { presentIds } from './redirects.ts'
import { claimRows, hitRows } from './rows/claim.ts'
import { conceptRow } from './rows/concept.ts'
import { disagreementRows } from './rows/disagreement.ts'
import { authorRows, documentRows } from './rows/document.ts'
import { responseRows } from './rows/response.ts'

type Rows = (reader: Reader, elements: readonly string[], clocks: Clocks) => Promise<ReadonlyMap<string, Row>>

interface Find {
  /** The id that it is known by now. */
  readonly present?: (reader: Reader, id: string) => Promise<string | null>
  readonly match: (clocks: Clocks) => string
  readonly rows: Rows
}

const said = ({ asOf }: Clocks, order: string): string => (asOf === null ? 'true' : saidBy(order))
const claim = (reader: Reader, id: string): Promise<string | null> => claimPresent(reader.tx, id)

const FIND: { readonly [K in Exclude<RowKind, 'concept'>]: Find } = {
  response: {
    present: async ({ tx }, id) => (await presentIds(tx, [id])).get(id) ?? id,
    match: (clocks) =>
      `MATCH (n:Response) WHERE n.id = $id AND ${knownThen('n', clocks.knownBy)} AND ${said(clocks, 'n.order')}`,
    rows: responseRows,
  },
  claim: {
    present: claim,
    match: (clocks) => `MATCH (n:Claim {id: $id}) WHERE ${said(clocks, 'n.order')}`,
    rows: claimRows,
  },
  document: { match: (clocks) => `MATCH (n:Document {id: $id}) WHERE ${said(clocks, 'n.order')}`, rows: documentRows },
  author: { match: () => 'MATCH (n:Author {id: $id})', rows: authorRows },
  hit: {
    present: claim,
    match: () => 'MATCH (n:Claim {id: $id})',
    rows: (reader, elements, clocks) => hitRows(reader, elements, clocks, { parts: [] }),
  },
  disagreement: { match: () => 'MATCH ()-[n:OBJECTS_TO]->() WHERE n.id = $id', rows: disagreementRows },
}

/** Null where nothing has this id, or had by then. */
export async function readRow<K extends RowKind>(
  reader: Reader,
  kind: K,
  id: string,
  clocks: Clocks,
): Promise<Row<K> | null> {
  return (
    kind === 'concept' ? await concept(reader, id, clocks) : await find(reader, FIND[kind as 'claim'], id, clocks)
  ) as Row<K> | null
}

async function concept(reader: Reader, id: string, clocks: Clocks): Promise<Row | null> {
  const root = await reader.names.rootNamed(id)
  return root === null ? null : conceptRow(reader, root, clocks)
}

async function find(
  reader: Reader,
  { present, match, rows }: Find,
  asked: string,
  clocks: Clocks,
): Promise<Row | null> {
  const id = present === undefined ? asked : await present(reader, asked)
  const found = await reader.tx.get<{ element: string }>(`${match(clocks)} RETURN elementId(n) AS element`, {
    id,
    ...clocks,
  })
  if (found === undefined) return null
  return (await rows(reader, [found.element], clocks)).get(found.element) ?? null
}
