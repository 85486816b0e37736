/** One row by its id, as of then. */
import type { Clocks, Row, RowKind } from '../question.ts'
import { claimRow } from './claims.ts'
import type { RowId } from './db.ts'
import { knownThen } from './ranges.ts'
import type { Reader } from './reader.ts'
import { claimRowOf, hitRow } from './rows/claim.ts'
import { conceptRow } from './rows/concept.ts'
import { disagreementRow } from './rows/disagreement.ts'
import { authorRow, documentRow } from './rows/document.ts'
import { responseRow } from './rows/response.ts'
import { presentId } from './verdicts.ts'

type Find = (reader: Reader, id: string, clocks: Clocks) => Row | null

/** Null where nothing has this id, or had by then. */
export function readRow<K extends RowKind>(reader: Reader, kind: K, id: string, clocks: Clocks): Row<K> | null {
  return FIND[kind](reader, id, clocks) as Row<K> | null
}

const FIND: { readonly [K in RowKind]: Find } = {
  response: (reader, id, clocks) => {
    const known = knownThen('r', clocks.knownBy)
    const found = reader.db.get<{ row: RowId }>(
      `SELECT r.row FROM response r WHERE r.id = ? AND ${known.sql} AND r.moment <= ?`,
      ...[presentId(reader.db, id), ...known.values, clocks.asOf ?? '9999'],
    )
    return found === undefined ? null : responseRow(reader, found.row, clocks)
  },
  claim: (reader, id, clocks) => {
    const row = claimRow(reader.db, id)
    return row === null || !claimThen(reader, row, clocks) ? null : claimRowOf(reader, row, clocks)
  },
  document: (reader, id, clocks) => {
    const found = reader.db.get<{ row: RowId }>(
      'SELECT row FROM document WHERE id = ? AND moment <= ?',
      ...[id, clocks.asOf ?? '9999'],
    )
    return found === undefined ? null : documentRow(reader, found.row, clocks)
  },
  concept: (reader, id, clocks) => {
    const row = reader.names.conceptRow(id)
    return row === null ? null : conceptRow(reader, row, clocks)
  },
  author: (reader, id, clocks) => {
    const found = reader.db.get<{ row: RowId }>('SELECT row FROM author WHERE id = ?', id)
    return found === undefined ? null : authorRow(reader, found.row, clocks)
  },
  hit: (reader, id, clocks) => {
    const row = claimRow(reader.db, id)
    return row === null ? null : hitRow(reader, row, clocks, { parts: [] })
  },
  disagreement: (reader, id, clocks) => {
    const found = reader.db.get<{ row: RowId }>('SELECT row FROM disagreement WHERE id = ?', id)
    return found === undefined ? null : disagreementRow(reader, found.row, clocks)
  },
}

/** Whether a claim had been made by then. */
export function claimThen({ db }: Reader, row: RowId, { asOf }: Clocks): boolean {
  if (asOf === null) return true
  return db.get('SELECT 1 FROM claim WHERE row = ? AND moment <= ?', row, asOf) !== undefined
}
