/**
 * The index of what responses are about: one row for each name that a response's target bears, so that "objections
 * to a concept, newest first" reads one range for each of the concept's names. A response is about
 * the name that it gives itself, the names in the claim that it answers, and, where it answers a document as a whole,
 * the names in its title. `place` is the document in which the name is read, whose own definition wins.
 */
import type { Db, RowId } from './db.ts'

const FILE = `
INSERT OR IGNORE INTO about (form, open, act, moment, id, response, place)
SELECT to_form, open, act, moment, id, row, document FROM response WHERE row = ?1 AND to_form IS NOT NULL
UNION ALL
SELECT m.form, r.open, r.act, r.moment, r.id, r.row, c.document
FROM response r JOIN claim c ON c.row = r.to_claim JOIN mention m ON m.claim = c.row WHERE r.row = ?1
UNION ALL
SELECT t.form, r.open, r.act, r.moment, r.id, r.row, d.row
FROM response r JOIN document d ON d.id = r.to_document JOIN topic t ON t.document = d.row
WHERE r.row = ?1 AND r.to_claim IS NULL AND r.to_response IS NULL`

/** Files a response under the names of its target; call it again whenever one of these has changed. `made`: it is filed nowhere yet. */
export function fileResponse(db: Db, row: RowId, made: boolean): void {
  if (!made) db.run('DELETE FROM about WHERE response = ?', row)
  db.run(FILE, row)
}
