/** Reads a store for an export: on a connection of its own, in one transaction, row by row. */
import { Origins } from '../export/origins.ts'
import type {
  ExportClaim,
  ExportConcept,
  ExportEdit,
  ExportReader,
  ExportResponse,
  ExportRevision,
  ExportWording,
} from '../export/records.ts'
import type { Author, Document, Judgement, Source, Spell } from '../model.ts'
import type { ExportOptions } from '../store.ts'
import { CLAIM_THRESHOLD, RESPONSE_THRESHOLD } from '../views.ts'
import type { Db, RowId } from './db.ts'
import { Reader } from './reader.ts'
import { RESPONSE_CELLS, RESPONSE_JOINS, responseOf } from './responses.ts'
import { conceptsOf } from './rows/claim.ts'
import { DOCUMENT_CELLS, documentOf } from './views.ts'

type ResponseCells = Parameters<typeof responseOf>[0] & {
  readonly document_row: RowId
  readonly to_form: RowId | null
  readonly state: ExportResponse['state']
  readonly target_state: ExportResponse['targetState']
  readonly learned_from: string
  readonly learned_to: string | null
}

export class SqliteExport implements ExportReader {
  readonly #db: Db
  readonly #reader: Reader
  readonly #claims: number
  readonly #responses: number
  readonly #closed: boolean

  constructor(db: Db, { minConfidence, withClocks = false }: ExportOptions) {
    this.#db = db
    this.#reader = new Reader(db)
    this.#claims = minConfidence ?? CLAIM_THRESHOLD
    this.#responses = minConfidence ?? RESPONSE_THRESHOLD
    // With our clocks, rows that we no longer hold are part of what is told.
    this.#closed = withClocks
  }

  sources(): Iterable<Source> {
    const origins = new Origins()
    for (const { source, url } of this.#db.each<{ source: string; url: string | null }>(
      'SELECT source, url FROM document',
    ))
      origins.add(source, url)
    return origins.sources()
  }

  authors(): Iterable<Author> {
    return this.#db.each(
      `SELECT id, source, name, url FROM author a WHERE EXISTS (SELECT 1 FROM credit WHERE author = a.row) ORDER BY id`,
    )
  }

  *documents(): Iterable<Document> {
    const cells = this.#db.each<Parameters<typeof documentOf>[0]>(
      `SELECT ${DOCUMENT_CELLS} FROM document d LEFT JOIN author a ON a.row = d.author ORDER BY d.id`,
    )
    for (const cell of cells) yield documentOf(cell)
  }

  *revisions(): Iterable<ExportRevision> {
    for (const { row, id } of this.#documentRows()) {
      const revisions = this.#db.each<Omit<ExportRevision, 'document'>>(
        `SELECT v.id, v.key, v.number, v.at, v.observed_at AS observedAt, v.learned_at AS learnedAt, v.origin,
           a.id AS editor, v.note, v.format, v.text, v.text_hash AS textHash
         FROM revision v LEFT JOIN author a ON a.row = v.editor WHERE v.document = ? ORDER BY v.number, v.id`,
        row,
      )
      for (const revision of revisions) yield { ...revision, document: id }
    }
  }

  *claims(): Iterable<ExportClaim> {
    const claims = this.#db.each<Omit<ExportClaim, 'concepts'> & { row: RowId; document_row: RowId }>(
      `SELECT c.row, c.document AS document_row, c.id, d.id AS document, c.kind, a.id AS author, c.text, c.state,
         c.probability, v.id AS introduced, c.at
       FROM claim c JOIN document d ON d.row = c.document JOIN revision v ON v.row = c.introduced
       LEFT JOIN author a ON a.row = c.author WHERE ${this.#isExported()} ORDER BY c.id`,
    )
    for (const { row, document_row, ...claim } of claims)
      yield { ...claim, concepts: conceptsOf(this.#reader, row, document_row) }
  }

  *wordings(): Iterable<ExportWording> {
    for (const { row: document } of this.#documentRows()) {
      for (const { row } of this.#reader.views.heads(document)) {
        const { text, id } = this.#db.get<{ text: string; id: string }>(
          'SELECT text, id FROM revision WHERE row = ?',
          row,
        )!
        const wordings = this.#db.each<Omit<ExportWording, 'exact' | 'revision'>>(
          `SELECT c.id AS claim, w.start, w."end", w.change FROM wording w JOIN claim c ON c.row = w.claim
           WHERE w.revision = ? AND ${this.#isExported()} ORDER BY c.id`,
          row,
        )
        for (const { claim, start, end, change } of wordings) {
          const exact = start === null || end === null ? null : text.slice(start, end)
          yield { claim, revision: id, start, end, exact, change }
        }
      }
    }
  }

  *concepts(): Iterable<ExportConcept> {
    const { names } = this.#reader
    const rows = this.#db.each<{ row: RowId }>(
      `SELECT k.row FROM concept k WHERE EXISTS (SELECT 1 FROM sense WHERE concept = k.row) OR EXISTS (
         SELECT 1 FROM response r WHERE r.to_form = k.form AND ${this.#isShown()}) ORDER BY k.id`,
    )
    for (const { row } of rows) {
      if (names.root(row) !== row) continue
      const { id, label } = names.conceptCells(row)
      yield { id, label, aliases: this.#aliases(row) }
    }
  }

  /** One way of writing for each form but the label's: the one in most documents. */
  #aliases(root: RowId): readonly string[] {
    const { names } = this.#reader
    const members = names.members(root)
    const label = names.conceptCells(root).form
    const aliases: string[] = []
    for (const { form } of names.formsOf(members, root)) {
      const own = this.#db.get<{ form: string }>('SELECT form FROM form WHERE row = ?', form)!.form
      if (own === label) continue
      const written =
        this.#db.get<{ name: string }>(
          `SELECT name FROM definition WHERE form = ? AND open = 1 AND concept IN (${members.map(() => '?').join(', ')})
           GROUP BY name ORDER BY count(DISTINCT document) DESC, name LIMIT 1`,
          ...[form, ...members],
        )?.name ?? this.#db.get<{ label: string }>('SELECT label FROM concept WHERE form = ?', form)?.label
      if (written !== undefined) aliases.push(written)
    }
    return aliases.sort()
  }

  *responses(): Iterable<ExportResponse> {
    const rows = this.#db.each<ResponseCells>(
      `SELECT ${RESPONSE_CELLS}, r.document AS document_row, r.to_form, r.state, r.target_state, r.learned_from, r.learned_to
       FROM response r ${RESPONSE_JOINS} WHERE ${this.#isShown(this.#closed)} ORDER BY r.id, r.learned_from, r.row`,
    )
    const { names } = this.#reader
    for (const cells of rows) {
      const response = responseOf(cells)
      const concept = cells.to_form === null ? null : names.conceptAt(cells.to_form, cells.document_row)
      const { to } = response
      yield {
        ...response,
        to: { ...to, response: to.response !== null && this.#isResponseShown(to.response) ? to.response : null },
        concept: concept === null ? null : names.conceptCells(concept).id,
        ...{ state: cells.state, targetState: cells.target_state },
        ...{ learnedFrom: cells.learned_from, learnedTo: cells.learned_to },
      }
    }
  }

  *promptedEdits(): Iterable<ExportEdit> {
    const edits = this.#db.each<ExportEdit>(
      `SELECT response, document, edited, revision, at, confidence, rule, evidence, learned_from AS learnedFrom,
         learned_to AS learnedTo FROM prompted_edit ${this.#closed ? '' : 'WHERE open = 1'}
       ORDER BY document, edited, revision, response, rule, confidence, learned_from`,
    )
    for (const edit of edits) {
      const shown = edit.response !== null && this.#isResponseShown(edit.response)
      yield { ...edit, response: shown ? edit.response : null }
    }
  }

  *spells(): Iterable<Spell> {
    for (const kind of ['document', 'response', 'target']) {
      const spells = this.#db.each<Spell>(
        `SELECT s.kind, s.subject, s.state, s."from", s."to", s.cause FROM spell s WHERE s.kind = ? AND (
           s.kind = 'document' OR EXISTS (SELECT 1 FROM response r WHERE r.id = s.subject AND ${this.#isShown()}))
         ORDER BY s.subject, s.nth`,
        kind,
      )
      for (const spell of spells) yield { ...spell }
    }
  }

  judgements(): Iterable<Judgement> {
    return this.#db.each(
      `SELECT id, subject, verdict, act, target, "by", at, exact, target_exact AS targetExact FROM judgement ORDER BY id`,
    )
  }

  #documentRows(): Iterable<{ row: RowId; id: string }> {
    return this.#db.each('SELECT row, id FROM document ORDER BY id')
  }

  #isResponseShown(id: string): boolean {
    return this.#db.get(`SELECT 1 FROM response r WHERE r.id = ? AND ${this.#isShown()}`, id) !== undefined
  }

  /** Condition on a response `r`; thresholds are numbers of ours and stand in the text. */
  #isShown(closed = false): string {
    return `${closed ? '' : 'r.open = 1 AND '}(r.main = 1 OR r.confidence >= ${Number(this.#responses)})`
  }

  /** Condition on a claim `c`: sure enough, or an end of an exported response. */
  #isExported(): string {
    return `((c.kind = 'assertion' AND (c.probability >= ${Number(this.#claims)} OR c.verdict = 'confirmed'))
      OR EXISTS (SELECT 1 FROM response r WHERE r.claim = c.row AND ${this.#isShown(this.#closed)})
      OR EXISTS (SELECT 1 FROM response r WHERE r.to_claim = c.row AND ${this.#isShown(this.#closed)}))`
  }
}
