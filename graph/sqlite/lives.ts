/** The life of a claim as of a date: what each revision did to it, with its words there. */
import type { Change, Iso } from '../model.ts'
import type { Db, RowId } from './db.ts'
import type { Views } from './views.ts'

export interface LifeEvent {
  readonly revision: string
  readonly number: number
  readonly at: Iso | null
  readonly change: Change
  readonly start: number | null
  readonly end: number | null
  readonly exact: string | null
}

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

/** Its words by then: the present ones, or the last when it is withdrawn. */
export function wordsOf(life: readonly LifeEvent[]): string | null {
  return life.findLast(({ exact }) => exact !== null)?.exact ?? null
}

export function isWithdrawn(life: readonly LifeEvent[]): boolean {
  const last = life.at(-1)?.change
  return last === 'withdrawn' || last === 'struck'
}
