/** What the source deleted leaves no words: not in the document's own rows, and not where others' rows repeat them. */
import { type Db, PATIENCE, type RowId } from './db.ts'
import type { Unit } from './unit.ts'

/** Setting that is there while deleted words may still lie in the write-ahead log. */
const PENDING = 'unscrubbed'

/**
 * Takes the words of a document out of all versions of derived rows: its own responses, the passages that others'
 * responses answer, evidence on both sides, judgements of them, closed definitions. Shape and ids stay.
 */
export function scrub(unit: Unit, row: RowId, id: string): void {
  const { db } = unit
  db.run(`UPDATE judgement SET exact = '' WHERE document = ?`, id)
  db.run('UPDATE judgement SET target_exact = NULL WHERE answered = ? AND answered IS NOT NULL', id)
  db.run(`UPDATE response SET exact = '', evidence = NULL WHERE document = ?`, row)
  db.run('UPDATE response SET to_exact = NULL, evidence = NULL WHERE to_document = ? AND to_document IS NOT NULL', id)
  db.run(
    `UPDATE response SET judged = json_set(judged, '$.to.exact', NULL)
     WHERE verdict IS NOT NULL AND json_extract(judged, '$.to.document') = ?`,
    id,
  )
  db.run('UPDATE prompted_edit SET evidence = NULL WHERE document = ?1 OR (edited = ?1 AND edited IS NOT NULL)', id)
  const closed = db.all<{ form: RowId; own: RowId }>(
    'SELECT n.form, c.form AS own FROM definition n JOIN concept c ON c.row = n.concept WHERE n.document = ? AND n.open = 0',
    row,
  )
  db.run('DELETE FROM definition WHERE document = ? AND open = 0', row)
  for (const { form, own } of closed) unit.touchedForms.add(form).add(own)
  db.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', PENDING, '1')
}

/**
 * Empties the write-ahead log where deleted words may lie in it. While somebody else reads, that cannot be done: it is
 * tried again at the next write, at the next opening, and at the end.
 */
export function emptyLog(db: Db): void {
  if (db.get('SELECT 1 FROM setting WHERE name = ?', PENDING) === undefined) return
  db.exec('PRAGMA busy_timeout = 200')
  const { busy } = db.get<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)') ?? { busy: 1 }
  db.exec(`PRAGMA busy_timeout = ${PATIENCE}`)
  if (busy === 0) db.run('DELETE FROM setting WHERE name = ?', PENDING)
}
