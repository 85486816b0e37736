/** Response rows, written and read back as the model has them. */
import type { Act, Iso, Judged, Response } from '../model.ts'
import { formOf } from '../words.ts'
import { claimRow } from './claims.ts'
import { momentOf, parsed } from './codec.ts'
import type { Db, RowId } from './db.ts'
import { ensureConcept, ensureForm } from './definitions.ts'
import type { PresentClaim, Unit } from './unit.ts'

export interface StoredResponse extends Response {
  readonly row: RowId
  readonly authorRow: RowId | null
  readonly toAuthorRow: RowId | null
}

interface Cells {
  readonly row: RowId
  readonly id: string
  readonly act: Act
  readonly document: string
  readonly claim: string | null
  readonly revision: string
  readonly start: number
  readonly end: number
  readonly exact: string
  readonly author: string | null
  readonly at: string | null
  readonly to_document: string | null
  readonly to_claim: string | null
  readonly to_concept: string | null
  readonly to_response: string | null
  readonly to_revision: string | null
  readonly to_start: number | null
  readonly to_end: number | null
  readonly to_exact: string | null
  readonly confidence: number
  readonly rule: string
  readonly model: string
  readonly evidence: string | null
  readonly main: number
  readonly judged: string | null
  readonly author_row: RowId | null
  readonly to_author: RowId | null
}

/** Columns of a response with the text ids of what it names; joined as `r`, for a WHERE of the caller's. */
export const RESPONSE_CELLS = `r.row, r.id, r.act, d.id AS document, c.id AS claim, r.revision, r.start, r."end", r.exact,
  a.id AS author, r.at, r.to_document, t.id AS to_claim, r.to_concept, r.to_response, r.to_revision, r.to_start,
  r.to_end, r.to_exact, r.confidence, r.rule, r.model, r.evidence, r.main, r.judged, r.author AS author_row, r.to_author`
export const RESPONSE_JOINS = `JOIN document d ON d.row = r.document LEFT JOIN claim c ON c.row = r.claim
  LEFT JOIN claim t ON t.row = r.to_claim LEFT JOIN author a ON a.row = r.author`

export function responseOf(cells: Cells): StoredResponse {
  const { row, id, act, document, claim, revision, start, end, exact, author, at, confidence, rule, model } = cells
  return {
    ...{ row, id, act, document, claim, revision, start, end, exact, author, at, confidence, rule, model },
    to: {
      document: cells.to_document,
      claim: cells.to_claim,
      concept: cells.to_concept,
      response: cells.to_response,
      revision: cells.to_revision,
      start: cells.to_start,
      end: cells.to_end,
      exact: cells.to_exact,
    },
    evidence: cells.evidence,
    main: cells.main === 1,
    ...(cells.judged === null ? {} : { judged: parsed<Judged>(cells.judged) }),
    authorRow: cells.author_row,
    toAuthorRow: cells.to_author,
  }
}

/** A response that holds today, with the rows of the claims at its ends. */
export interface OpenResponse extends StoredResponse {
  readonly claimRow: RowId | null
  readonly toClaimRow: RowId | null
}

/** A document's responses that hold today. */
export function openResponses(db: Db, document: RowId): readonly OpenResponse[] {
  return db
    .all<Cells & { claim_row: RowId | null; to_claim_row: RowId | null }>(
      `SELECT ${RESPONSE_CELLS}, r.claim AS claim_row, r.to_claim AS to_claim_row FROM response r ${RESPONSE_JOINS}
       WHERE r.document = ? AND r.open = 1`,
      document,
    )
    .map((cells) => ({ ...responseOf(cells), claimRow: cells.claim_row, toClaimRow: cells.to_claim_row }))
}

export function storedResponse(db: Db, row: RowId): StoredResponse {
  return responseOf(db.get<Cells>(`SELECT ${RESPONSE_CELLS} FROM response r ${RESPONSE_JOINS} WHERE r.row = ?`, row)!)
}

const COLUMNS = [
  ...['id', 'open', 'learned_from', 'act', 'document', 'claim', 'revision', 'start', '"end"', 'author', 'at', 'moment'],
  ...['to_document', 'to_claim', 'to_concept', 'to_form', 'to_response', 'to_revision', 'to_start', 'to_end'],
  ...['to_author', 'confidence', 'rule', 'model', 'main', 'exact', 'to_exact', 'evidence', 'verdict', 'judged'],
]
const INSERT = `INSERT INTO response (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`

/** Opens a row for a response; its names are the store's already (`resolved`). Gives the row. */
export function insertResponse(unit: Unit, document: RowId, response: Response, learnedAt: Iso): RowId {
  const { db } = unit
  const { to, judged } = response
  const values = [
    ...[response.id, 1, learnedAt, response.act, document, claimOf(unit, response.claim)?.row ?? null],
    response.revision,
    ...[response.start, response.end, authorRow(db, response.author), response.at, momentOf(response.at)],
    ...[
      to.document,
      claimOf(unit, to.claim)?.row ?? null,
      to.concept,
      formRow(unit, to.concept),
      to.response,
      to.revision,
    ],
    ...[to.start, to.end, answeredAuthor(db, to), response.confidence, response.rule, response.model],
    ...[response.main ? 1 : 0, response.exact, to.exact, response.evidence],
    ...[judged?.verdict ?? null, judged === undefined ? null : JSON.stringify(judged)],
  ]
  return db.run(INSERT, ...values)
}

/** The same response in the store's present names: claim ids that were redirected, claims that are no more. */
export function resolved(unit: Unit, response: Response): Response {
  const { to } = response
  return {
    ...response,
    claim: claimOf(unit, response.claim)?.id ?? null,
    to: { ...to, claim: claimOf(unit, to.claim)?.id ?? null },
  }
}

/** A claim by its id or by one it had before. */
function claimOf({ db, claims }: Unit, id: string | null): PresentClaim | null {
  if (id === null) return null
  const known = claims.get(id)
  if (known !== undefined) return known
  const row = claimRow(db, id)
  const found = row === null ? null : (db.get<PresentClaim>('SELECT row, id FROM claim WHERE row = ?', row) ?? null)
  claims.set(id, found)
  return found
}

export function authorRow(db: Db, author: string | null): RowId | null {
  if (author === null) return null
  return db.get<{ row: RowId }>('SELECT row FROM author WHERE id = ?', author)?.row ?? null
}

/** Row of the form that a response names its concept by. A name that no document defines is a concept all the same. */
function formRow(unit: Unit, concept: string | null): RowId | null {
  if (concept === null || formOf(concept) === '') return null
  unit.touchedConcepts.add(ensureConcept(unit.db, concept))
  return ensureForm(unit.db, formOf(concept))
}

/** Whose text is answered: the claim's author, else the document's, else the response's. */
export function answeredAuthor(db: Db, { claim, document, response }: Response['to']): RowId | null {
  return (
    db.get<{ author: RowId | null }>(
      `SELECT coalesce((SELECT author FROM claim WHERE id = ?), (SELECT author FROM document WHERE id = ?),
         (SELECT author FROM response WHERE id = ? AND open = 1)) AS author`,
      ...[claim, document, response],
    )?.author ?? null
  )
}
