/** Responses that bear on the states of others: they aim at the same response, its sentence, or its document. */
import { BEARING } from '../lifecycle.ts'
import type { Act, Change } from '../model.ts'
import type { StateResponse } from '../store.ts'
import { RESPONSE_THRESHOLD } from '../views.ts'
import type { Db, RowId } from './db.ts'

export type Against = StateResponse['against'][number]

/** Earliest responses of one act that are read against one thing: thousands of objections answer it no more than the first. */
const EARLIEST = 200

const AIMS: Readonly<Record<Against['aims'], { readonly index: string; readonly where: string }>> = {
  response: { index: 'response_to_response', where: 'r.to_response = ?1 AND r.to_response IS NOT NULL' },
  claim: { index: 'response_to_claim', where: 'r.to_claim = ?1' },
  document: { index: 'response_to_document', where: 'r.to_document = ?1 AND r.to_document IS NOT NULL' },
}

const from = (aims: Against['aims']): string =>
  `FROM response r INDEXED BY ${AIMS[aims].index} WHERE ${AIMS[aims].where} AND r.open = 1`
const ANY = statements((aims) => `SELECT 1 AS one ${from(aims)} LIMIT 1`)
const EACH = statements((aims) =>
  BEARING.map(
    (
      act,
    ) => `SELECT row FROM (SELECT r.row ${from(aims)} AND r.act = '${act}' ${aims === 'document' ? 'AND r.main = 1' : ''}
      AND (r.confidence >= ${RESPONSE_THRESHOLD} OR r.main = 1) AND r.verdict IS NOT 'rejected'
      ORDER BY r.moment, r.id LIMIT ${EARLIEST})`,
  ).join(' UNION ALL '),
)

function statements(of: (aims: Against['aims']) => string): Readonly<Record<Against['aims'], string>> {
  return { response: of('response'), claim: of('claim'), document: of('document') }
}

interface Cells {
  readonly id: string
  readonly act: Act
  readonly author: string | null
  readonly at: string | null
  readonly main: number
  readonly claim: RowId | null
  readonly state: string
  readonly state_at: string | null
}

/** Responses that bear on the state of what they aim at, with the last that became of their own sentence. */
export function against(db: Db, aims: Against['aims'], key: string | RowId): readonly Against[] {
  // Most are against nothing: that is found out first, from the index alone.
  if (db.get(ANY[aims], key) === undefined) return []
  const rows = db.all<{ row: RowId }>(EACH[aims], key)
  return rows.map(({ row }) => oneAgainst(db, aims, row)).filter((one) => one !== null)
}

/** Null where it was taken back at a time that nobody knows: as if it had never been. */
function oneAgainst(db: Db, aims: Against['aims'], row: RowId): Against | null {
  const { id, act, author, at, main, claim, state, state_at } = db.get<Cells>(
    `SELECT r.id, r.act, a.id AS author, r.at, r.main, r.claim, d.state, d.state_at FROM response r
     JOIN document d ON d.row = r.document LEFT JOIN author a ON a.row = r.author WHERE r.row = ?`,
    row,
  )!
  const last =
    claim === null
      ? undefined
      : db.get<{ change: Change; at: string | null }>(
          `SELECT w.change, v.at FROM wording w JOIN revision v ON v.row = w.revision
           WHERE w.claim = ? AND w.change <> 'kept' ORDER BY v.number DESC LIMIT 1`,
          claim,
        )
  const times = [
    ...(last?.change === 'withdrawn' || last?.change === 'struck' ? [last.at] : []),
    ...(state === 'retracted' || state === 'deleted' ? [state_at] : []),
  ]
  return times.includes(null)
    ? null
    : { id, act, author, at, main: main === 1, aims, withdrawnAt: times.sort()[0] ?? null }
}
