/** The SQL of filters: conditions on rows, with their values. Names as graph/filters.ts tells. */
import type { Iso } from './model.ts'
import type { Clocks, FilterValues } from './question.ts'

/** A condition with its values, in order of its question marks. */
export interface Condition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** What a question's filters mean in a store: names looked up, the search in the store's own words. */
export interface Meant<Key = number> extends Clocks {
  readonly filters: FilterValues
  readonly authors: readonly Key[]
  readonly against: readonly Key[]
  readonly document: Key | null
  /** The full-text query for `q`. */
  readonly search: string | null
}

export type Sql = (meant: Meant) => Condition | null

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')
export const isIn = (column: string, values: readonly (string | number)[] | undefined): Condition | null =>
  values === undefined || values.length === 0 ? null : { sql: `${column} IN (${marks(values)})`, values }
export const compares = (column: string, sign: string, value: string | number | undefined): Condition | null =>
  value === undefined ? null : { sql: `${column} ${sign} ?`, values: [value] }
export const sourceOf =
  (document: string): Sql =>
  ({ filters }) =>
    compares(`(SELECT source FROM document WHERE row = ${document})`, '=', filters.source)

/** The state at the asked date: today's stands in the row, another day's is looked up among the spells. */
export const stateAt = (
  kind: 'response' | 'target',
  column: string,
  values: readonly string[] | undefined,
  asOf: Iso | null,
): Condition | null => {
  if (values === undefined || values.length === 0) return null
  if (asOf === null) return isIn(column, values)
  return {
    sql: `EXISTS (SELECT 1 FROM spell s WHERE s.subject = r.id AND s.kind = '${kind}' AND s.state IN (${marks(values)})
      AND (s."from" IS NULL OR s."from" <= ?) AND (s."to" IS NULL OR s."to" > ?))`,
    values: [...values, asOf, asOf],
  }
}

export const verdict =
  (column: string): Sql =>
  ({ filters: { judged } }) => {
    if (judged === undefined) return { sql: `${column} IS NOT 'rejected'`, values: [] }
    return judged === 'none' ? { sql: `${column} IS NULL`, values: [] } : compares(column, '=', judged)
  }

/** A response's verdict is its version's; a claim's latest stands in its row, that of another day is looked up. */
export const claimVerdict: Sql = (meant) => {
  if (meant.knownBy === null) return verdict('c.verdict')(meant)
  const then = `(SELECT j.verdict FROM judgement j WHERE j.subject = c.id AND j.at <= ? ORDER BY j.at DESC, j.id DESC LIMIT 1)`
  const { sql, values } = verdict(then)(meant)!
  return { sql, values: [meant.knownBy, ...values] }
}

/** With `change`, the dates are those of the change. */
export const claimTime =
  (sign: '>=' | '<', key: 'since' | 'before'): Sql =>
  ({ filters }) =>
    filters.change === undefined ? dated('c.moment', sign, filters[key]) : null

/** A row without a time is before and after nothing. */
export const dated = (column: string, sign: '>=' | '<', value: Iso | undefined): Condition | null =>
  value === undefined ? null : { sql: `${column} ${sign} ? AND ${column} > '0001'`, values: [value] }

export const changed: Sql = ({ filters: { change, since, before }, asOf }) => {
  const changes = isIn('w.change', change)
  if (changes === null) return null
  const times = [compares('v.at', '>=', since), compares('v.at', '<', before)].filter((one) => one !== null)
  const past = asOf === null ? [] : [{ sql: '(v.at IS NULL OR v.at <= ?)', values: [asOf] }]
  const all = [changes, ...times, ...past]
  return {
    sql: `EXISTS (SELECT 1 FROM wording w JOIN revision v ON v.row = w.revision
      WHERE w.claim = c.row AND ${all.map(({ sql }) => sql).join(' AND ')})`,
    values: all.flatMap(({ values }) => values),
  }
}

/** What the last change by then left of the claim. */
export const claimState: Sql = ({ filters, asOf }) => {
  if (filters.claimState === undefined) return null
  if (asOf === null) return compares('c.state', '=', filters.claimState)
  const gone = `(SELECT w.change IN ('withdrawn', 'struck') FROM wording w JOIN revision v ON v.row = w.revision
    WHERE w.claim = c.row AND w.change <> 'kept' AND (v.at IS NULL OR v.at <= ?) ORDER BY v.number DESC LIMIT 1)`
  return { sql: `${gone} IS ${filters.claimState === 'withdrawn' ? 1 : 0}`, values: [asOf] }
}

export const found =
  (claim: string): Sql =>
  ({ search }) =>
    search === null ? null : { sql: `${claim} IN (SELECT rowid FROM search WHERE words MATCH ?)`, values: [search] }

export const foundDocument: Sql = ({ search }) =>
  search === null
    ? null
    : {
        sql: `(d.row IN (SELECT rowid FROM title WHERE words MATCH ?) OR d.row IN (
          SELECT c.document FROM search s JOIN claim c ON c.row = s.rowid WHERE s.words MATCH ?))`,
        values: [search, search],
      }
