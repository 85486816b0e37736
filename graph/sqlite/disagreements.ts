/** Who objects to whom: a table kept up to date pair by pair, so that the question never reads all objections. */
import { digest } from '../ids.ts'
import type { Act } from '../model.ts'
import { RESPONSE_THRESHOLD } from '../views.ts'
import type { Db, RowId } from './db.ts'
import type { Unit } from './unit.ts'

export interface Tally {
  readonly objections: number
  readonly open: number
  readonly newest: string
}

/** Objections of one person to another, as sure as a list shows them; what was known when is for the caller to say. */
export const PAIR = `FROM response r WHERE r.author = ? AND r.to_author = ? AND r.act = 'objection'
  AND (r.confidence >= ${RESPONSE_THRESHOLD} OR r.main = 1) AND r.verdict IS NOT 'rejected'`

/** Notes that the two authors of an objection may disagree more or less than before; no other act counts. */
export function notePair({ db, pairs }: Unit, response: RowId, act: Act): void {
  if (act !== 'objection') return
  const pair = db.get<{ author: RowId; against: RowId }>(
    `SELECT author, to_author AS against FROM response
     WHERE row = ? AND author IS NOT NULL AND to_author IS NOT NULL AND author <> to_author`,
    response,
  )
  if (pair !== undefined) pairs.add(`${pair.author} ${pair.against}`)
}

/** Counts the touched pairs anew. A pair that has none left stays, at zero: as of another day it may have had some. */
export function settlePairs({ db, pairs }: Unit): void {
  for (const pair of pairs) {
    const [author, against] = pair.split(' ').map(Number) as [RowId, RowId]
    const tally = db.get<Tally>(
      `SELECT count(*) AS objections, coalesce(sum(r.state IS 'open'), 0) AS open,
         coalesce(max(r.moment), '') AS newest ${PAIR} AND r.open = 1`,
      ...[author, against],
    )!
    db.run(
      `INSERT INTO disagreement (id, author, against, objections, open, newest) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (author, against) DO UPDATE SET objections = excluded.objections, open = excluded.open,
         newest = coalesce(nullif(excluded.newest, ''), newest)`,
      ...[pairId(db, author, against), author, against, tally.objections, tally.open, tally.newest],
    )
  }
  pairs.clear()
}

function pairId(db: Db, author: RowId, against: RowId): string {
  const id = (row: RowId) => db.get<{ id: string }>('SELECT id FROM author WHERE row = ?', row)!.id
  return `d${digest('disagreement', id(author), id(against))}`
}
