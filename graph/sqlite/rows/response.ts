/** Response rows. */
import { isWithdrawn, wordsOf } from '../../lives.ts'
import type { Act, DocumentState, Iso, Judged, ResponseState, TargetState } from '../../model.ts'
import type { AuthorBrief, Clocks, DocumentBrief, ResponseRow } from '../../question.ts'
import { parsed } from '../codec.ts'
import type { RowId } from '../db.ts'
import { lifeUntil } from '../lives.ts'
import { clockConditions } from '../ranges.ts'
import type { Reader } from '../reader.ts'
import { presentId } from '../verdicts.ts'
import { unread } from './briefs.ts'
import { judgementBy } from './judgement.ts'

interface Cells {
  readonly row: RowId
  readonly id: string
  readonly act: Act
  readonly exact: string
  readonly document: RowId
  readonly document_id: string
  readonly document_kind: string
  readonly document_title: string | null
  readonly document_url: string | null
  readonly document_state: DocumentState
  readonly claim: string | null
  readonly revision: string
  readonly start: number
  readonly end: number
  readonly author_id: string | null
  readonly author_name: string | null
  readonly at: Iso | null
  readonly to_document: string | null
  readonly to_kind: string | null
  readonly to_title: string | null
  readonly to_url: string | null
  readonly to_document_state: DocumentState | null
  readonly to_claim: RowId | null
  readonly to_claim_id: string | null
  readonly to_claim_text: string | null
  readonly to_claim_state: string | null
  readonly to_form: RowId | null
  readonly to_response: string | null
  readonly to_revision: string | null
  readonly to_start: number | null
  readonly to_end: number | null
  readonly to_exact: string | null
  readonly to_author_id: string | null
  readonly to_author_name: string | null
  readonly state: ResponseState | null
  readonly target_state: TargetState | null
  readonly state_cause: string | null
  readonly target_cause: string | null
  readonly confidence: number
  readonly rule: string
  readonly model: string
  readonly evidence: string | null
  readonly main: number
  readonly verdict: string | null
  readonly judged: string | null
}

// The ends are read with the row: a page of fifty rows would else be three hundred small readings.
const SELECT = `SELECT r.row, r.id, r.act, r.exact, r.document, d.id AS document_id, d.kind AS document_kind,
  d.title AS document_title, d.url AS document_url, d.state AS document_state, c.id AS claim, r.revision, r.start, r."end",
  a.id AS author_id, a.name AS author_name, r.at, r.to_document, o.kind AS to_kind, o.title AS to_title, o.url AS to_url,
  o.state AS to_document_state, r.to_claim, t.id AS to_claim_id, t.text AS to_claim_text, t.state AS to_claim_state,
  r.to_form, r.to_response, r.to_revision, r.to_start, r.to_end, r.to_exact, b.id AS to_author_id,
  b.name AS to_author_name, r.state, r.target_state, r.state_cause, r.target_cause, r.confidence, r.rule, r.model,
  r.evidence, r.main, r.verdict, r.judged
  FROM response r JOIN document d ON d.row = r.document LEFT JOIN claim c ON c.row = r.claim
  LEFT JOIN author a ON a.row = r.author LEFT JOIN document o ON o.id = r.to_document
  LEFT JOIN claim t ON t.row = r.to_claim LEFT JOIN author b ON b.row = r.to_author
  WHERE r.row IN (SELECT value FROM json_each(?))`

export function responseRow(reader: Reader, row: RowId, clocks: Clocks): ResponseRow {
  return responseRows(reader, [row], clocks)[0]!
}

/** Rows in the order given, read together: that takes half as long as one by one. */
export function responseRows(reader: Reader, rows: readonly RowId[], clocks: Clocks): readonly ResponseRow[] {
  const found = reader.db.all<Cells>(SELECT, JSON.stringify(rows))
  const byRow = new Map(found.map((cells) => [cells.row, cells]))
  return rows.map((row) => responseOf(reader, byRow.get(row)!, clocks))
}

function responseOf(reader: Reader, cells: Cells, clocks: Clocks): ResponseRow {
  const { id, act, exact, claim, revision, start, end, at, confidence, rule, model, evidence } = cells
  return {
    ...{ id, act, exact, document: ownDocument(cells), claim, revision, start, end },
    ...{ author: person(cells.author_id, cells.author_name), at },
    to: {
      document: answeredDocument(cells),
      claim: cells.to_claim_id,
      concept: conceptNamed(reader, cells),
      response: responseThen(reader, cells.to_response, clocks),
      revision: cells.to_revision,
      start: cells.to_start,
      end: cells.to_end,
      exact: cells.to_exact,
      now: wordsNow(reader, cells, clocks.asOf),
      author: person(cells.to_author_id, cells.to_author_name),
    },
    ...statesOf(reader, cells, clocks.asOf),
    ...{ confidence, rule, model, evidence, main: cells.main === 1 },
    judgement: cells.verdict === null ? null : judgementBy(reader.db, cells.id, clocks),
    reading: readingOf(reader, cells),
  }
}

/** A response that is aimed at is found by its words: it stands there once a reading of its document has found it too. */
function responseThen({ db }: Reader, id: string | null, clocks: Clocks): string | null {
  if (id === null) return null
  const then = [{ sql: 'r.id = ?', values: [id] }, ...clockConditions('response', clocks)]
  const found = db.get(
    `SELECT 1 FROM response r WHERE ${then.map(({ sql }) => sql).join(' AND ')}`,
    ...then.flatMap(({ values }) => values),
  )
  return found === undefined ? null : id
}

function ownDocument(cells: Cells): DocumentBrief {
  const { document_id: id, document_kind: kind, document_title: title, document_url: url } = cells
  return { id, kind, title, url, state: cells.document_state }
}

function answeredDocument(cells: Cells): DocumentBrief | null {
  const { to_document: id, to_kind: kind, to_title: title, to_url: url, to_document_state: state } = cells
  if (id === null) return null
  return kind === null || state === null ? unread(id) : { id, kind, title, url, state }
}

function person(id: string | null, name: string | null): AuthorBrief | null {
  return id === null || name === null ? null : { id, name }
}

function conceptNamed({ names }: Reader, { to_form, document }: Cells): ResponseRow['to']['concept'] {
  const concept = to_form === null ? null : names.conceptAt(to_form, document)
  if (concept === null) return null
  const { id, label } = names.conceptCells(concept)
  return { id, label }
}

/** The target's words as they stand, where it stands in other words than were answered. */
function wordsNow({ db, views }: Reader, cells: Cells, asOf: Iso | null): string | null {
  if (cells.to_claim === null) return null
  if (asOf === null) return cells.to_claim_state === 'standing' ? other(cells.to_claim_text, cells.to_exact) : null
  const life = lifeUntil(db, views, cells.to_claim, asOf)
  return isWithdrawn(life) ? null : other(wordsOf(life), cells.to_exact)
}

function other(now: string | null, then: string | null): string | null {
  return now === then ? null : now
}

/** Today's states stand in the row; another day's are looked up. */
function statesOf(
  { db }: Reader,
  cells: Cells,
  asOf: Iso | null,
): Pick<ResponseRow, 'state' | 'targetState' | 'stateCause'> {
  const { state, target_state, state_cause, target_cause } = cells
  if (asOf === null) return { state, targetState: target_state, stateCause: state_cause ?? target_cause }
  const at = (kind: string) =>
    db.get<{ state: string; cause: string | null }>(
      `SELECT state, cause FROM spell WHERE subject = ? AND kind = ?
       AND ("from" IS NULL OR "from" <= ?3) AND ("to" IS NULL OR "to" > ?3)`,
      ...[cells.id, kind, asOf],
    )
  const [own, target] = [at('response'), at('target')]
  return {
    state: (own?.state as ResponseState | undefined) ?? null,
    targetState: (target?.state as TargetState | undefined) ?? null,
    stateCause: own?.cause ?? target?.cause ?? null,
  }
}

/** What the machine read, where a person judged it; ids of claims as they are now. */
function readingOf({ db }: Reader, { judged }: Cells): ResponseRow['reading'] {
  if (judged === null) return null
  const { act, confidence, to } = parsed<Judged>(judged)
  const claim = to.claim === null ? null : presentId(db, to.claim)
  return { act, confidence, to: { document: to.document, claim, exact: to.exact } }
}
