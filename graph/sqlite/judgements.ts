/** What people said of responses and claims. Kept apart from what machines derive; rows show the latest word. */
import { saysResponse } from '../links.ts'
import type { Act, Iso, Judgement } from '../model.ts'
import { Unknown } from '../question.ts'
import type { Db, RowId } from './db.ts'
import { notePair } from './disagreements.ts'
import { judged } from './judged.ts'
import { storedResponse } from './responses.ts'
import type { Unit } from './unit.ts'
import { presentId, refreshVerdict } from './verdicts.ts'
import { closeVersion, openVersion } from './versions.ts'

/** Keeps a judgement. Throws `Unknown` when its subject is not stored. */
export function putJudgement(unit: Unit, judgement: Judgement): void {
  const { db } = unit
  const subject = presentId(db, judgement.subject)
  const responses = responsesOf(db, subject)
  const place = responses[0] ?? claimPlace(db, subject)
  if (place === undefined) throw new Unknown(judgement.subject, [])
  const target = judgement.target === null ? null : presentId(db, judgement.target)
  const { id, verdict, act, by, at, exact, targetExact } = judgement
  db.run(
    `INSERT OR IGNORE INTO judgement (id, subject, verdict, act, target, "by", at, exact, target_exact, document, answered)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, subject, verdict, act, target, by, at, exact, targetExact, place.document, place.to_document],
  )
  for (const { row, act: former, document_row, answered_row } of responses) {
    notePair(unit, row, former)
    unit.marks.add('states', document_row, ...(answered_row === null ? [] : [answered_row]))
    readAgain(unit, row, document_row, at)
  }
  refreshVerdict(unit, subject)
}

/** Replaces a response by what the latest word on it makes of it. A version is known no earlier than the one before it. */
function readAgain(unit: Unit, row: RowId, document: RowId, at: Iso): void {
  const stored = storedResponse(unit.db, row)
  const next = judged(unit.db, stored)
  if (saysResponse(next) === saysResponse(stored)) return
  const { learned_from: since } = unit.db.get<{ learned_from: Iso }>(
    'SELECT learned_from FROM response WHERE row = ?',
    row,
  )!
  const learnedAt = at > since ? at : since
  closeVersion(unit, stored, learnedAt)
  openVersion(unit, document, next, stored, learnedAt)
}

/** Documents whose words a judgement keeps: its subject's, and the one that its subject answers. */
interface Place {
  readonly document: string
  readonly to_document: string | null
}

interface JudgedResponse extends Place {
  readonly row: RowId
  readonly act: Act
  readonly document_row: RowId
  readonly answered_row: RowId | null
}

function responsesOf(db: Db, subject: string): readonly JudgedResponse[] {
  return db.all<JudgedResponse>(
    `SELECT r.row, r.act, o.id AS document, o.row AS document_row, r.to_document, d.row AS answered_row
     FROM response r JOIN document o ON o.row = r.document LEFT JOIN document d ON d.id = r.to_document
     WHERE r.id = ? AND r.open = 1`,
    subject,
  )
}

function claimPlace(db: Db, subject: string): Place | undefined {
  return db.get<Place>(
    'SELECT d.id AS document, NULL AS to_document FROM claim c JOIN document d ON d.row = c.document WHERE c.id = ?',
    subject,
  )
}
