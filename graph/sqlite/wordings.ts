/** Wording rows, written a revision at a time and only where something in that revision changed. */
import { digest } from '../ids.ts'
import type { Analysis, Wording } from '../model.ts'
import type { RowId } from './db.ts'
import type { WrittenRevisions } from './revisions.ts'
import type { Unit } from './unit.ts'

export function writeWordings(
  unit: Unit,
  { wordings }: Analysis,
  revisions: WrittenRevisions,
  claims: ReadonlyMap<string, RowId>,
): void {
  const { db } = unit
  const byRevision = Map.groupBy(wordings, ({ revision }) => revision)
  for (const [id, { row, wordings: stored }] of revisions.byId) {
    const here = byRevision.get(id) ?? []
    const key = digestOf(here)
    if (key === stored) continue
    if (stored !== '') db.run('DELETE FROM wording WHERE revision = ?', row)
    for (const { claim, start, end, change } of here) {
      db.run(
        'INSERT INTO wording (revision, claim, start, "end", change) VALUES (?, ?, ?, ?, ?)',
        ...[row, claims.get(claim)!, start, end, change],
      )
    }
    db.run('UPDATE revision SET wordings = ? WHERE row = ?', key, row)
  }
  for (const row of revisions.gone) db.run('DELETE FROM wording WHERE revision = ?', row)
}

function digestOf(wordings: readonly Wording[]): string {
  return digest(...wordings.map(({ claim, start, end, change }) => `${claim} ${start} ${end} ${change}`))
}
