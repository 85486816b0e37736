/** What people said of responses and claims. Kept apart from what machines derive; rows show the latest word. */
import type { Judgement } from '../model.ts'
import { Unknown } from '../question.ts'
import type { Db, RowId } from './db.ts'
import { notePair } from './disagreements.ts'
import type { Unit } from './unit.ts'

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
  refreshVerdict(unit, subject)
  for (const { row, document_row, answered_row } of responses) {
    notePair(unit, row)
    unit.marks.add('states', document_row, ...(answered_row === null ? [] : [answered_row]))
  }
}

/** The id by which something is known now. */
export function presentId(db: Db, id: string): string {
  return db.get<{ id: string }>('SELECT id FROM redirect WHERE former = ?', id)?.id ?? id
}

/** Writes the latest verdict on a subject into its rows. */
export function refreshVerdict({ db }: Unit, subject: string): void {
  const verdict =
    db.get<{ verdict: string }>(
      'SELECT verdict FROM judgement WHERE subject = ? ORDER BY at DESC, id DESC LIMIT 1',
      subject,
    )?.verdict ?? null
  db.run('UPDATE response SET verdict = ?1 WHERE id = ?2 AND verdict IS NOT ?1', verdict, subject)
  db.run('UPDATE claim SET verdict = ?1 WHERE id = ?2 AND verdict IS NOT ?1', verdict, subject)
}

/** Documents whose words a judgement keeps: its subject's, and the one that its subject answers. */
interface Place {
  readonly document: string
  readonly to_document: string | null
}

interface JudgedResponse extends Place {
  readonly row: RowId
  readonly document_row: RowId
  readonly answered_row: RowId | null
}

function responsesOf(db: Db, subject: string): readonly JudgedResponse[] {
  return db.all<JudgedResponse>(
    `SELECT r.row, o.id AS document, o.row AS document_row, r.to_document, d.row AS answered_row
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
