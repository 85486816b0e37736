/** Reads a store for an export: page by page in order of ids, so that it is never held whole, here or on the server. */
import { Origins } from '../export/origins.ts'
import {
  type ExportClaim,
  type ExportConcept,
  type ExportEdit,
  type ExportReader,
  type ExportResponse,
  type ExportRevision,
  type ExportWording,
  records,
} from '../export/records.ts'
import type { Author, Document, Judgement, Source, Spell } from '../model.ts'
import type { ExportOptions } from '../store.ts'
import { CLAIM_THRESHOLD, RESPONSE_THRESHOLD } from '../views.ts'
import { DOCUMENT, type DocumentCells, documentOf, REVISION, type RevisionCells } from './cells.ts'
import type { Db, Tx } from './db.ts'
import { aliasWritings } from './export-aliases.ts'
import { placeKey, StoredNames } from './names.ts'
import { RESPONSE, type ResponseCells, responseOf } from './responses.ts'
import { conceptsOf } from './rows/claim.ts'
import { unpackSpell } from './spells.ts'
import { spooled } from './spool.ts'
import { lockWriters } from './unit.ts'
import { unpack } from './wordings.ts'

/** Ids of a page. */
const PAGE = 500

/** The export's lines, in their fixed order, of one moment: writers wait while they are read. */
export function exportLines(db: Db, options: ExportOptions): AsyncIterable<string> {
  return spooled(
    () => records(new Neo4jExport(db, options), options.withClocks ?? false),
    (read) => db.alone(read, lockWriters),
  )
}

class Neo4jExport implements ExportReader {
  readonly #db: Db
  readonly #params: { readonly claims: number; readonly responses: number }
  /** With our clocks, rows that we no longer hold are part of what is told. */
  readonly #closed: boolean

  constructor(db: Db, { minConfidence, withClocks = false }: ExportOptions) {
    this.#db = db
    this.#params = { claims: minConfidence ?? CLAIM_THRESHOLD, responses: minConfidence ?? RESPONSE_THRESHOLD }
    this.#closed = withClocks
  }

  async *sources(): AsyncGenerator<Source> {
    const origins = new Origins()
    const documents = this.#rows<{ source: string; url: string | null }>(
      'Document',
      `UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN d.source AS source, d.url AS url`,
    )
    for await (const { source, url } of documents) origins.add(source, url)
    yield* origins.sources()
  }

  authors(): AsyncIterable<Author> {
    return this.#rows(
      'Author',
      `UNWIND $rows AS id MATCH (a:Author {id: id}) WHERE EXISTS { (a)<-[:CREDITS]-() }
       RETURN id, a.source AS source, a.name AS name, a.url AS url ORDER BY id`,
    )
  }

  async *documents(): AsyncGenerator<Document> {
    const cells = this.#rows<{ document: DocumentCells }>(
      'Document',
      `UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN d{${DOCUMENT}} AS document ORDER BY id`,
    )
    for await (const { document } of cells) yield documentOf(document)
  }

  async *revisions(): AsyncGenerator<ExportRevision> {
    const rows = this.#rows<{ document: string; cells: RevisionCells & { text: string; learnedAt: string } }>(
      'Document',
      `UNWIND $rows AS id MATCH (:Document {id: id})<-[:OF]-(v:Revision)
       RETURN id AS document, v{${REVISION}, .text, .learnedAt} AS cells ORDER BY document, v.number, v.id`,
    )
    for await (const { document, cells } of rows) yield { ...cells, document }
  }

  async *claims(): AsyncGenerator<ExportClaim> {
    type Cells = Omit<ExportClaim, 'concepts'> & { readonly forms: readonly string[] }
    const pages = this.#pages<Cells>(
      'Claim',
      `UNWIND $rows AS id MATCH (c:Claim {id: id})-[:IN]->(d:Document) WHERE ${this.#isExported()}
       RETURN id, d.id AS document, c.kind AS kind, c.author AS author, c.text AS text, c.state AS state,
         c.probability AS probability, c.introduced AS introduced, c.at AS at,
         COLLECT { MATCH (c)-[m:MENTIONS]->() RETURN m.form } AS forms ORDER BY id`,
    )
    for await (const claims of pages) {
      const concepts = await this.#db.read((tx) => conceptsOf({ names: new StoredNames(tx) }, claims))
      for (const { forms: _, ...claim } of claims) yield { ...claim, concepts: concepts.get(claim.id) ?? [] }
    }
  }

  async *wordings(): AsyncGenerator<ExportWording> {
    const rows = this.#rows<{
      readonly revisions: readonly {
        readonly id: string
        readonly text: string
        readonly wordings: readonly number[]
      }[]
      readonly claims: readonly { readonly ord: number; readonly id: string }[]
    }>(
      'Document',
      `UNWIND $rows AS id MATCH (d:Document {id: id})
       RETURN COLLECT { MATCH (d)<-[:OF]-(v:Revision) WITH v ORDER BY v.number RETURN v{.id, .text, .wordings} } AS revisions,
         COLLECT { MATCH (d)<-[:IN]-(c:Claim) WHERE ${this.#isExported()} RETURN c{.ord, .id} } AS claims ORDER BY id`,
    )
    for await (const { revisions, claims } of rows) {
      const ids = new Map(claims.map(({ ord, id }) => [ord, id]))
      for (const { id: revision, text, wordings } of revisions) {
        const told = unpack(wordings).flatMap(({ ord, change, start, end }): ExportWording[] => {
          const claim = ids.get(ord)
          const exact = start === null || end === null ? null : text.slice(start, end)
          return claim === undefined ? [] : [{ claim, revision, start, end, exact, change }]
        })
        yield* told.sort((a, b) => (a.claim < b.claim ? -1 : 1))
      }
    }
  }

  async *concepts(): AsyncGenerator<ExportConcept> {
    const pages = this.#pages<{ id: string }>(
      'Concept',
      `UNWIND $rows AS id MATCH (k:Concept {id: id})
       WHERE EXISTS { (k)<-[:MEANS]-() } OR EXISTS { MATCH (r:Response) WHERE r.toForm = k.form AND ${this.#isShown()} }
       RETURN id ORDER BY id`,
    )
    for await (const page of pages)
      yield* await this.#db.read((tx) =>
        conceptRecords(
          tx,
          page.map(({ id }) => id),
        ),
      )
  }

  async *responses(): AsyncGenerator<ExportResponse> {
    type Row = {
      readonly document: string
      readonly cells: ResponseCells &
        Pick<ExportResponse, 'state' | 'targetState' | 'learnedFrom'> & { learnedTo?: string | null }
      readonly answered: boolean
    }
    const pages = this.#pages<Row>(
      'Response',
      `UNWIND $rows AS id MATCH (r:Response) WHERE r.id = id AND ${this.#isShown(this.#closed)}
       MATCH (r)-[:FROM]->(d:Document)
       RETURN d.id AS document, r{${RESPONSE}, .state, .targetState, .learnedFrom, .learnedTo} AS cells,
         EXISTS { MATCH (o:Response) WHERE o.id = r.toResponse AND ${this.#isShown(false, 'o')} } AS answered
       ORDER BY id, r.learnedFrom, r.row`,
    )
    for await (const page of pages) {
      const places = page.flatMap(({ cells: { toForm: form }, document }) =>
        form === null ? [] : [{ form, document }],
      )
      const concepts = await this.#db.read((tx) => new StoredNames(tx).conceptsAt(places))
      for (const { document, cells, answered } of page) {
        const response = responseOf(cells, document)
        const { toForm: form, state, targetState, learnedFrom, learnedTo } = cells
        yield {
          ...{ ...response, to: { ...response.to, response: answered ? response.to.response : null } },
          concept: form === null ? null : (concepts.get(placeKey({ form, document })) ?? null),
          ...{ state, targetState, learnedFrom, learnedTo: learnedTo ?? null },
        }
      }
    }
  }

  async *promptedEdits(): AsyncGenerator<ExportEdit> {
    const rows = this.#rows<ExportEdit & { readonly answered: boolean }>(
      'PromptedEdit',
      `UNWIND $rows AS id MATCH (e:PromptedEdit) WHERE e.document = id ${this.#closed ? '' : 'AND e.open'}
       RETURN e.response AS response, e.document AS document, e.edited AS edited, e.revision AS revision, e.at AS at,
         e.confidence AS confidence, e.rule AS rule, e.evidence AS evidence, e.learnedFrom AS learnedFrom,
         e.learnedTo AS learnedTo,
         EXISTS { MATCH (r:Response) WHERE r.id = e.response AND ${this.#isShown()} } AS answered
       ORDER BY document, coalesce(edited, ''), coalesce(revision, ''), coalesce(response, ''), rule, confidence, learnedFrom`,
      'document',
    )
    for await (const { answered, ...edit } of rows) yield { ...edit, response: answered ? edit.response : null }
  }

  async *spells(): AsyncGenerator<Spell> {
    yield* this.#spellsOf(
      'document',
      'Document',
      'UNWIND $rows AS id MATCH (d:Document {id: id}) WHERE d.spells IS NOT NULL RETURN id, d.spells AS spells ORDER BY id',
    )
    for (const kind of ['response', 'target'] as const) {
      const list = kind === 'response' ? 'ownSpells' : 'targetSpells'
      yield* this.#spellsOf(
        kind,
        'Response',
        `UNWIND $rows AS id MATCH (r:Response) WHERE r.id = id AND ${this.#isShown()} AND r.${list} IS NOT NULL
         RETURN id, r.${list} AS spells ORDER BY id`,
      )
    }
  }

  async *#spellsOf(kind: Spell['kind'], label: string, cypher: string): AsyncGenerator<Spell> {
    for await (const { id, spells } of this.#rows<{ id: string; spells: readonly string[] }>(label, cypher)) {
      for (const { state, from, to, cause } of spells.map(unpackSpell))
        yield { kind, subject: id, state: state as Spell['state'], from, to, cause }
    }
  }

  async *judgements(): AsyncGenerator<Judgement> {
    const rows = this.#rows<{ judgement: Judgement }>(
      'Judgement',
      `UNWIND $rows AS id MATCH (j:Judgement {id: id})
       RETURN j{.id, .subject, .verdict, .act, .target, .by, .at, .exact, .targetExact} AS judgement ORDER BY id`,
    )
    for await (const { judgement } of rows) {
      const { id, subject, verdict, act, target, by, at, exact, targetExact } = judgement
      yield { id, subject, verdict, act, target, by, at, exact, targetExact }
    }
  }

  /** What a query gives for every page of ids, row by row. */
  async *#rows<T>(label: string, cypher: string, property = 'id'): AsyncGenerator<T> {
    for await (const page of this.#pages<T>(label, cypher, property)) yield* page
  }

  /** What a query gives for each page of the ids of a label, in their order. */
  async *#pages<T>(label: string, cypher: string, property = 'id'): AsyncGenerator<readonly T[]> {
    for (let after = ''; ; ) {
      const { ids, rows } = await this.#db.read(async (tx) => {
        const found = await tx.all<{ id: string }>(
          `MATCH (n:${label}) WHERE n.${property} > $after
           WITH n.${property} AS id ORDER BY n.${property} LIMIT $limit RETURN DISTINCT id ORDER BY id`,
          { after, limit: PAGE },
        )
        const page = found.map(({ id }) => id)
        return { ids: page, rows: await tx.from<T>(page, cypher, this.#params) }
      })
      if (ids.length === 0) return
      yield rows
      after = ids.at(-1)!
    }
  }

  /** Condition on a response. */
  #isShown(closed = false, alias = 'r'): string {
    return `${closed ? '' : `${alias}.open AND `}(${alias}.main OR ${alias}.confidence >= $responses)`
  }

  /** Condition on a claim `c`: sure enough, or an end of an exported response. */
  #isExported(): string {
    return `((c.kind = 'assertion' AND (c.probability >= $claims OR coalesce(c.verdict, '') = 'confirmed'))
      OR EXISTS { MATCH (c)<-[:SAYS|TO]-(r:Response) WHERE ${this.#isShown(this.#closed)} })`
  }
}

/** Concepts that merged into no other, each with one way of writing for each other form. */
async function conceptRecords(tx: Tx, ids: readonly string[]): Promise<readonly ExportConcept[]> {
  const names = new StoredNames(tx)
  await names.load(ids)
  const found: ExportConcept[] = []
  for (const id of ids) {
    if (names.root(id) !== id) continue
    const members = await names.members(id)
    found.push({ id, label: names.cells(id).label, aliases: await aliasWritings(tx, names, members, id) })
  }
  return found
}
