/** Documents as they are written: each with its revisions and claims, many in one statement. */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { addressesMeant, addressesOf } from '../addresses.ts'
import type { Analysis, Document, Revision, SourceDocument } from '../model.ts'
import { searchWords, wordsByClaim } from '../search.ts'
import type { Tx } from './db.ts'
import type { FormIndex } from './forms.ts'
import { livesOf } from './lives.ts'
import { formsIn } from './mentions.ts'
import type { Unit } from './unit.ts'
import { keyed, orderOf } from './values.ts'
import { pack } from './wordings.ts'

/** What is stored of a document that is read anew. */
export interface StoredDocument
  extends Pick<Document, 'id' | 'source' | 'kind' | 'url' | 'title' | 'aliases' | 'parent' | 'root'> {
  readonly digest: string
  readonly analyser: string
  readonly order: string
}

export async function storedDocuments(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>> {
  const found = await tx.from<Omit<StoredDocument, 'aliases'> & { aliases: string }>(
    ids,
    `UNWIND $rows AS id MATCH (d:Document {id: id})
     RETURN id, d.source AS source, d.kind AS kind, d.url AS url, d.title AS title, d.aliases AS aliases,
       d.parent AS parent, d.root AS root, d.digest AS digest, d.analyser AS analyser, d.order AS order`,
  )
  return new Map(found.map((row) => [row.id, { ...row, aliases: JSON.parse(row.aliases) as string[] }]))
}

/** The time that a document sorts by. */
export function orderOfDocument({ document, revisions }: Analysis): string {
  return orderOf(document.createdAt ?? revisions.find(({ at }) => at !== null)?.at ?? null, document.id)
}

/** A record's bytes: revisions repeat each other, and compressed it is a tenth of its size. */
function packed(record: SourceDocument): Int8Array {
  const bytes = zstdCompressSync(JSON.stringify(record))
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}

export function recordIn(bytes: Int8Array): SourceDocument {
  return JSON.parse(
    zstdDecompressSync(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)).toString(),
  ) as SourceDocument
}

function documentRow(analysis: Analysis) {
  const { document, record, quotes, links, notes, digest, analyser } = analysis
  const { source, kind, title, subtitle, url, author, createdAt, parent, root, state, stateAt, language } = document
  const place = addressesOf(document).find((key) => key.startsWith('//'))
  return {
    ...{
      source,
      kind,
      title,
      subtitle,
      url,
      author,
      createdAt,
      parent,
      root,
      state,
      stateAt,
      language,
      digest,
      analyser,
    },
    order: orderOfDocument(analysis),
    place: place === undefined ? null : keyed(place),
    score: JSON.stringify(document.score),
    aliases: JSON.stringify(document.aliases),
    quote: document.quote === null ? null : JSON.stringify(document.quote),
    respondsTo: document.respondsToRevision,
    extra: JSON.stringify(document.extra),
    titleWords: titleWords(document),
    ...{
      quotes: JSON.stringify(quotes),
      links: JSON.stringify(links),
      notes: JSON.stringify(notes),
      record: packed(record),
    },
  }
}

function titleWords({ title }: Document): string | null {
  return searchWords(title ?? '').join(' ') || null
}

function revisionRow(
  { id, key, number, at, observedAt, origin, editor, note, format, textHash, text }: Revision,
  wordings: readonly number[],
) {
  return { id, cells: { key, number, at, observedAt, origin, editor, note, format, textHash, text, wordings } }
}

/** A claim as it is written, with the known names in its wordings. */
export interface ClaimRow {
  readonly id: string
  readonly kind: string
  readonly order: string
  readonly forms: readonly string[]
  readonly cells: Readonly<Record<string, string | number | null | readonly (string | number)[]>>
}

export interface DocumentRow {
  readonly id: string
  readonly document: ReturnType<typeof documentRow>
  readonly revisions: readonly ReturnType<typeof revisionRow>[]
  readonly claims: readonly ClaimRow[]
  readonly cites: readonly string[]
  readonly names: readonly string[]
  readonly titled: readonly string[]
  readonly credits: readonly { readonly author: string; readonly name: string; readonly url: string | null }[]
}

/** The rows of an analysis, with the names among `forms` that stand in it. */
export function rowsOf(forms: FormIndex, analysis: Analysis): DocumentRow {
  const { document, revisions, claims, wordings, authors, quotes, links } = analysis
  const byRevision = Map.groupBy(wordings, ({ revision }) => revision)
  const ords = new Map(claims.map(({ id }, ord) => [id, ord]))
  const words = wordsByClaim(analysis)
  const lives = livesOf(analysis)
  const cited = [...quotes.map(({ ref }) => ref), ...links.map(({ href }) => href)]
  return {
    id: document.id,
    document: documentRow(analysis),
    revisions: revisions.map((revision) => revisionRow(revision, pack(byRevision.get(revision.id) ?? [], ords))),
    claims: claims.map(({ id, kind, author, state, probability, at, text }, ord) => {
      const order = orderOf(at, id)
      const said = words.get(id) ?? ''
      const cells = { ord, kind, author, state, probability, text, order, words: said, ...lives.get(id)! }
      return { id, kind, order, forms: formsIn(forms, said), cells }
    }),
    cites: [...new Set(cited.flatMap((ref) => (ref === null ? [] : addressesMeant(document.source, ref))).map(keyed))],
    names: addressesOf(document)
      .filter((key) => key !== document.id && !key.startsWith('//'))
      .map(keyed),
    titled: formsIn(forms, titleWords(document) ?? ''),
    credits: authors.map(({ id, name, url }) => ({ author: id, name, url })),
  }
}

/** What hangs on a document `d` besides its revisions and claims. */
const EDGES = `
  CALL (d, row) { UNWIND row.titled AS form MATCH (f:Form {form: form}) CREATE (d)-[:TITLED]->(f) }
  CALL (d, row) { UNWIND row.cites AS key MERGE (a:Address {key: key}) CREATE (d)-[:CITES]->(a) }
  CALL (d, row) { UNWIND row.names AS key MERGE (a:Address {key: key}) CREATE (d)-[:NAMED]->(a) }
  CALL (d, row) {
    UNWIND row.credits AS one MATCH (a:Author {id: one.author}) CREATE (d)-[:CREDITS {name: one.name, url: one.url}]->(a) }`

const MENTIONS = `
    WITH c, one UNWIND one.forms AS form
    MATCH (f:Form {form: form})
    CREATE (c)-[:MENTIONS {form: form, kind: one.kind, order: one.order}]->(f) }`

/** Documents with all that hangs on them. What is there already is brought to what the rows say. */
const CHANGE = `UNWIND $rows AS row
  MATCH (d:Document {id: row.id}) SET d += row.document
  WITH d, row
  CALL (d, row) {
    UNWIND row.revisions AS one
    MERGE (v:Revision {id: one.id}) ON CREATE SET v.learnedAt = $learnedAt
    SET v += one.cells
    MERGE (v)-[:OF]->(d) }
  CALL (d, row) {
    UNWIND row.claims AS one
    MERGE (c:Claim {id: one.id}) SET c += one.cells
    MERGE (c)-[:IN]->(d)${MENTIONS}${EDGES}`

/** The same of documents that are new: ids hold their document's, so that nothing of them can be there yet. */
const ADD = `UNWIND $rows AS row
  CREATE (d:Document {id: row.id}) SET d += row.document
  WITH d, row
  CALL (d, row) {
    UNWIND row.revisions AS one
    CREATE (v:Revision {id: one.id, learnedAt: $learnedAt})-[:OF]->(d) SET v += one.cells }
  CALL (d, row) {
    UNWIND row.claims AS one
    CREATE (c:Claim {id: one.id})-[:IN]->(d) SET c += one.cells${MENTIONS}${EDGES}`

/** Writes the rows; edges that rows give must not be there yet. `stored`: the documents that are. */
export async function writeRows(
  { tx, learnedAt }: Unit,
  rows: readonly DocumentRow[],
  stored: ReadonlySet<string>,
): Promise<void> {
  const [changed, added] = [rows.filter(({ id }) => stored.has(id)), rows.filter(({ id }) => !stored.has(id))]
  await Promise.all([
    tx.each(changed as never, CHANGE, { learnedAt }),
    tx.each(added.map(withoutNulls) as never, ADD, { learnedAt }),
  ])
}

/** A new node lacks what is null: it need not be told. */
function withoutNulls({ document, revisions, claims, ...edges }: DocumentRow) {
  return {
    ...edges,
    document: told(document),
    revisions: revisions.map(({ id, cells }) => ({ id, cells: told(cells) })),
    claims: claims.map((claim) => ({ ...claim, cells: told(claim.cells) })),
  }
}

function told(cells: object): object {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null))
}

/** What is stored that waits for documents which are new. */
export interface Waiting {
  /** Replies to them. */
  readonly replies: readonly { readonly id: string; readonly parent: string }[]
  /** Element ids of responses to them as wholes, with the document that is answered. */
  readonly responses: readonly { readonly element: string; readonly document: string }[]
}

export async function waitingFor(tx: Tx, added: readonly string[]): Promise<Waiting> {
  const [replies, responses] = await Promise.all([
    tx.from<{ id: string; parent: string }>(
      added,
      `UNWIND $rows AS id MATCH (d:Document) USING INDEX SEEK d:Document(parent, order) WHERE d.parent = id AND d.order IS NOT NULL
       RETURN d.id AS id, id AS parent`,
    ),
    tx.from<{ element: string; document: string }>(
      added,
      `UNWIND $rows AS id
       MATCH (r:Response) USING INDEX SEEK r:Response(toDocument, open, act, order) WHERE r.toDocument = id AND r.open IS NOT NULL AND r.act IS NOT NULL AND r.order IS NOT NULL
         AND r.toClaim IS NULL
       RETURN elementId(r) AS element, id AS document`,
    ),
  ])
  return { replies, responses }
}

/** Ties replies to their parents and responses to what they answer, whichever came first. */
export async function tieAnswers(
  { tx, refiled }: Unit,
  rows: readonly { readonly id: string; readonly parent: string | null }[],
  { replies, responses }: Waiting,
): Promise<void> {
  await Promise.all([
    tx.each(
      [...rows.filter(({ parent }) => parent !== null).map(({ id, parent }) => ({ id, parent })), ...replies],
      `UNWIND $rows AS row MATCH (d:Document {id: row.id}) MATCH (p:Document {id: row.parent}) MERGE (d)-[:REPLIES_TO]->(p)`,
    ),
    tx.each(
      responses,
      `UNWIND $rows AS row MATCH (r:Response) WHERE elementId(r) = row.element MATCH (p:Document {id: row.document})
       MERGE (r)-[:TO]->(p)`,
    ),
  ])
  // From now on they are about what its title names.
  for (const { element } of responses) refiled.add(element)
}
