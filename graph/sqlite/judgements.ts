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
  const rows = rowsOf(db, subject)
  if (rows.claim === undefined && rows.responses.length === 0) throw new Unknown(judgement.subject, [])
  const target = judgement.target === null ? null : presentId(db, judgement.target)
  const { id, verdict, act, by, at, exact, targetExact } = judgement
  db.run(
    `INSERT OR IGNORE INTO judgement (id, subject, verdict, act, target, "by", at, exact, target_exact)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, subject, verdict, act, target, by, at, exact, targetExact],
  )
  refreshVerdict(unit, subject)
  for (const { row, document, answered } of rows.responses) {
    notePair(unit, row)
    unit.marks.add('states', document, ...(answered === null ? [] : [answered]))
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

function rowsOf(db: Db, subject: string) {
  return {
    claim: db.get<{ row: RowId }>('SELECT row FROM claim WHERE id = ?', subject),
    responses: db.all<{ row: RowId; document: RowId; answered: RowId | null }>(
      `SELECT r.row, r.document, d.row AS answered FROM response r LEFT JOIN document d ON d.id = r.to_document
       WHERE r.id = ? AND r.open = 1`,
      subject,
    ),
  }
}
