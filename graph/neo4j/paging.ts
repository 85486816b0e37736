/**
 * Pages of rows: the first rows of several index ranges, each in order, laid together by one query. Keyset paging: the
 * next page begins after the last row's key, so that rows which arrive meanwhile move nothing.
 */
import type { Mark } from '../cursor.ts'
import type { Meant } from '../filters.ts'
import type { Params, Tx } from './db.ts'
import type { Cypher } from './values.ts'

/** A stretch of an index (or a bounded set of nodes) in which rows are looked for; `x` is one of its ranges. */
export interface Range {
  /** The pattern and what stands between MATCH and WHERE's end: conditions on the index's columns, joined by AND. */
  readonly match: string
  readonly where: readonly string[]
  /** What a row is: its variable, what it sorts by, and its id. */
  readonly row: string
  readonly key: string
  readonly id: string
  /** True where the key is the row's `order`, in which its id stands already. */
  readonly ordered: boolean
  /** Columns of the index before the key: with them in ORDER BY the index gives the order. */
  readonly columns: readonly string[]
  readonly ranges: readonly Cypher[]
  readonly params?: Params
}

export interface Entry extends Mark {
  /** Element id of the row. */
  readonly element: string
}

export interface Order {
  readonly descending: boolean
  readonly limit: number
  readonly after: Mark | null
}

/** The query that reads the first rows of a range's ranges. */
export function statement(range: Range, conditions: readonly string[], { descending, limit, after }: Order) {
  const { match, where, row, key, id, ordered, columns } = range
  const [sign, direction] = descending ? ['<', 'DESC'] : ['>', 'ASC']
  const past = after === null ? [] : ordered ? [`${key} ${sign} $key`] : [pastKey(key, id, sign)]
  const order = [...columns, key, ...(ordered ? [] : [id])].map((column) => `${column} ${direction}`).join(', ')
  const cypher = `UNWIND $ranges AS x
    CALL (x) {
      ${match} WHERE ${[...where, ...conditions, ...past].join(' AND ')}
      RETURN ${key} AS key, ${id} AS id, elementId(${row}) AS element ORDER BY ${order} LIMIT $limit }
    RETURN DISTINCT key, id, element ORDER BY key ${direction}, id ${direction} LIMIT $limit`
  return {
    cypher,
    params: { ...range.params, ranges: range.ranges, limit, key: after?.key ?? null, id: after?.id ?? null },
  }
}

/** The first comparison is one that an index range can be. */
function pastKey(key: string, id: string, sign: string): string {
  return `${key} ${sign}= $key AND (${key} ${sign} $key OR ${id} ${sign} $id)`
}

/** The first rows of a range's ranges, each once. */
export async function firstOf(
  tx: Tx,
  range: Range,
  conditions: readonly string[],
  params: Params,
  order: Order,
): Promise<readonly Entry[]> {
  if (range.ranges.length === 0) return []
  const { cypher, params: own } = statement(range, conditions, order)
  const found = await tx.all<Entry>(cypher, { ...params, ...own })
  // Two versions of one response may both have been known then: one row.
  return [...new Map(found.map((entry) => [entry.id, entry])).values()]
}

/** How many rows a range's ranges hold, each once. */
export async function countOf(tx: Tx, range: Range, conditions: readonly string[], params: Params): Promise<number> {
  if (range.ranges.length === 0) return 0
  const { match, where, row } = range
  const found = await tx.get<{ n: number }>(
    `UNWIND $ranges AS x ${match} WHERE ${[...where, ...conditions].join(' AND ')} RETURN count(DISTINCT ${row}) AS n`,
    { ...params, ...range.params, ranges: range.ranges },
  )
  return found!.n
}

/** Conditions that bound a range of `order` by the asked dates. With `change` the dates are not those of the row. */
export function within(order: string, { filters: { since, before, change }, asOf }: Meant<string>): readonly string[] {
  const dated = change === undefined
  return [
    `${order} > ${dated && since !== undefined ? '$since' : "''"}`,
    ...(dated && before !== undefined ? [`${order} < $before`] : []),
    ...(asOf === null ? [] : [saidBy(order)]),
  ]
}

/** Said at `$asOf` or before: a blank stands between time and id, and an exclamation mark after it. */
export function saidBy(order: string): string {
  return `${order} < $asOf + '!'`
}
