/** Reads the life of a claim. */
import type { LifeEvent } from '../lives.ts'
import type { Iso } from '../model.ts'
import type { Db, RowId } from './db.ts'
import type { Views } from './views.ts'

/** What revisions did to a claim until then, oldest first; `kept` is left out. */
export function lifeUntil(db: Db, views: Views, claim: RowId, asOf: Iso | null): readonly LifeEvent[] {
  return db
    .all<Omit<LifeEvent, 'exact'> & { row: RowId }>(
      `SELECT v.row, v.id AS revision, v.number, v.at, w.change, w.start, w."end"
       FROM wording w JOIN revision v ON v.row = w.revision
       WHERE w.claim = ? AND w.change <> 'kept' AND (?2 IS NULL OR v.at IS NULL OR v.at <= ?2) ORDER BY v.number`,
      ...[claim, asOf],
    )
    .map(({ row, ...event }) => ({
      ...event,
      exact: event.start === null || event.end === null ? null : views.text(row).slice(event.start, event.end),
    }))
}
