/**
 * Pages of rows: the first rows of several index ranges, each in order, laid together. Keyset paging: the next page
 * begins after the last row's key, so that rows which arrive meanwhile move nothing.
 */
import { readCursor } from '../cursor.ts'
import type { Condition } from '../filters.ts'
import type { Question } from '../question.ts'
import type { Db, RowId, Value } from './db.ts'

/** A stretch of an index (or a bounded set of rows) in which rows are looked for. */
export interface Range {
  /** What stands after FROM, with the index that is to be used. */
  readonly from: string
  readonly where: Condition
  /** Columns that rows sort by, and that name them. */
  readonly key: string
  readonly id: string
  readonly row: string
}

export interface Entry {
  readonly key: string | number
  readonly id: string
  readonly row: RowId
}

export interface Order {
  readonly descending: boolean
  readonly limit: number
  readonly after: Entry | null
}

/** The statement that reads the first rows of a range, with its values. */
export function statement(
  { from, where, key, id, row }: Range,
  conditions: readonly Condition[],
  { descending, limit, after }: Order,
): { readonly sql: string; readonly values: readonly Value[] } {
  const [sign, direction] = descending ? ['<', 'DESC'] : ['>', 'ASC']
  const past: Condition[] =
    after === null ? [] : [{ sql: `(${key}, ${id}) ${sign} (?, ?)`, values: [after.key, after.id] }]
  const all = [where, ...conditions, ...past]
  return {
    sql: `SELECT ${key} AS key, ${id} AS id, ${row} AS row FROM ${from} WHERE ${all.map(({ sql }) => sql).join(' AND ')}
      ORDER BY ${key} ${direction}, ${id} ${direction} LIMIT ?`,
    values: [...all.flatMap(({ values }) => values), limit],
  }
}

/** The first rows of all ranges together, each once. */
export function firstOf(
  db: Db,
  ranges: readonly Range[],
  conditions: readonly Condition[],
  order: Order,
): readonly Entry[] {
  const found = new Map<string, Entry>()
  for (const range of ranges) {
    const { sql, values } = statement(range, conditions, order)
    for (const entry of db.all<Entry>(sql, ...values)) if (!found.has(entry.id)) found.set(entry.id, entry)
  }
  const sign = order.descending ? -1 : 1
  return [...found.values()].sort((a, b) => sign * compare(a, b)).slice(0, order.limit)
}

/** The rows of all ranges together, each once, as a subquery. */
export function rowsOf(ranges: readonly Range[], conditions: readonly Condition[]): Condition {
  const selects = ranges.map(({ from, where, row }) => {
    const all = [where, ...conditions]
    return { sql: `SELECT ${row} AS row FROM ${from} WHERE ${all.map(({ sql }) => sql).join(' AND ')}`, all }
  })
  return {
    sql: selects.map(({ sql }) => sql).join(' UNION '),
    values: selects.flatMap(({ all }) => all.flatMap(({ values }) => values)),
  }
}

export function countOf(db: Db, ranges: readonly Range[], conditions: readonly Condition[]): number {
  if (ranges.length === 0) return 0
  const { sql, values } = rowsOf(ranges, conditions)
  return db.get<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`, ...values)!.n
}

function compare(a: Entry, b: Entry): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** Where a question's cursor points. Throws `BadCursor` when it is none, or of another question. */
export function afterOf(question: Question): Entry | null {
  const mark = readCursor(question)
  return mark === null ? null : { ...mark, row: 0 }
}
