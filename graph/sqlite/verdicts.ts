/** What is known of a subject by its present id. */
import type { Db } from './db.ts'
import type { Unit } from './unit.ts'

/** The id by which something is known now. */
export function presentId(db: Db, id: string): string {
  return db.get<{ id: string }>('SELECT id FROM redirect WHERE former = ?', id)?.id ?? id
}

/** Writes the latest verdict on a claim into its row; responses have theirs by version. */
export function refreshVerdict({ db }: Unit, claim: string): void {
  const verdict =
    db.get<{ verdict: string }>(
      'SELECT verdict FROM judgement WHERE subject = ? ORDER BY at DESC, id DESC LIMIT 1',
      claim,
    )?.verdict ?? null
  db.run('UPDATE claim SET verdict = ?1 WHERE id = ?2 AND verdict IS NOT ?1', verdict, claim)
}
