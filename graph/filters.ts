/**
 * The filters of questions: one row each gives its URL parameter, the rows it applies to, its help text, what it adds
 * to the question's English sentence, and its SQL. What can be asked of a list is what stands here.
 *
 * SQL names: `r` response, `c` claim, `d` document, `k` concept, `a` author, `g` disagreement; a hit is a `c`.
 * `target` and `sense` choose the index that a question goes by (graph/sqlite/ranges.ts) and add no condition.
 */
import { ACTS, CHANGES, type Iso, RESPONSE_STATES, TARGET_STATES } from './model.ts'
import type { Clocks, FilterValues, RowKind } from './question.ts'
import { CLAIM_THRESHOLD, RESPONSE_THRESHOLD } from './views.ts'

/** A condition with its values, in order of its question marks. */
export interface Condition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** What a question's filters mean in a store: names looked up, the search in the store's own words. */
export interface Meant extends Clocks {
  readonly filters: FilterValues
  readonly authors: readonly number[]
  readonly against: readonly number[]
  readonly document: number | null
  /** The full-text query for `q`. */
  readonly search: string | null
}

export type FilterSchema =
  | { readonly type: 'text' | 'date' }
  | { readonly type: 'number'; readonly least: number; readonly most: number }
  | { readonly type: 'enum'; readonly values: readonly string[]; readonly many: boolean }

type Sql = (meant: Meant) => Condition | null

export interface Filter<K extends keyof FilterValues = keyof FilterValues> {
  /** The URL parameter. */
  readonly name: string
  readonly key: K
  readonly kinds: readonly RowKind[]
  readonly help: string
  readonly schema: FilterSchema
  /** What it adds to "objections …": null where the value is told elsewhere in the sentence. */
  readonly sentence: (value: NonNullable<FilterValues[K]>, kind: RowKind) => string | null
  /** Its condition for each kind of row; also called where it was not asked, since some hold by default. */
  readonly sql: { readonly [Kind in RowKind]?: Sql }
}

const filter = <K extends keyof FilterValues>(row: Filter<K>): Filter => row as unknown as Filter

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')
const isIn = (column: string, values: readonly (string | number)[] | undefined): Condition | null =>
  values === undefined || values.length === 0 ? null : { sql: `${column} IN (${marks(values)})`, values }
const compares = (column: string, sign: string, value: string | number | undefined): Condition | null =>
  value === undefined ? null : { sql: `${column} ${sign} ?`, values: [value] }
const sourceOf =
  (document: string): Sql =>
  ({ filters }) =>
    compares(`(SELECT source FROM document WHERE row = ${document})`, '=', filters.source)

/** The state at the asked date: today's stands in the row, another day's is looked up among the spells. */
const stateAt = (
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

const verdict =
  (column: string): Sql =>
  ({ filters: { judged } }) => {
    if (judged === undefined) return { sql: `${column} IS NOT 'rejected'`, values: [] }
    return judged === 'none' ? { sql: `${column} IS NULL`, values: [] } : compares(column, '=', judged)
  }

/** With `change`, the dates are those of the change. */
const claimTime =
  (sign: '>=' | '<', key: 'since' | 'before'): Sql =>
  ({ filters }) =>
    filters.change === undefined ? dated('c.moment', sign, filters[key]) : null

/** A row without a time is before and after nothing. */
const dated = (column: string, sign: '>=' | '<', value: Iso | undefined): Condition | null =>
  value === undefined ? null : { sql: `${column} ${sign} ? AND ${column} > '0001'`, values: [value] }

const changed: Sql = ({ filters: { change, since, before }, asOf }) => {
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
const claimState: Sql = ({ filters, asOf }) => {
  if (filters.claimState === undefined) return null
  if (asOf === null) return compares('c.state', '=', filters.claimState)
  const gone = `(SELECT w.change IN ('withdrawn', 'struck') FROM wording w JOIN revision v ON v.row = w.revision
    WHERE w.claim = c.row AND w.change <> 'kept' AND (v.at IS NULL OR v.at <= ?) ORDER BY v.number DESC LIMIT 1)`
  return { sql: `${gone} IS ${filters.claimState === 'withdrawn' ? 1 : 0}`, values: [asOf] }
}

const found =
  (claim: string): Sql =>
  ({ search }) =>
    search === null ? null : { sql: `${claim} IN (SELECT rowid FROM search WHERE words MATCH ?)`, values: [search] }

const foundDocument: Sql = ({ search }) =>
  search === null
    ? null
    : {
        sql: `(d.row IN (SELECT rowid FROM title WHERE words MATCH ?) OR d.row IN (
          SELECT c.document FROM search s JOIN claim c ON c.row = s.rowid WHERE s.words MATCH ?))`,
        values: [search, search],
      }

const day = (time: Iso): string => time.replace(/T00:00:00Z$/, '')
const STATES: Readonly<Record<string, string>> = { open: 'still open', met_by_edit: 'met by an edit' }
const or = (values: readonly string[]): string => values.map((value) => STATES[value] ?? value).join(' or ')
const LISTS: readonly RowKind[] = ['response', 'claim', 'document', 'disagreement']

export const FILTERS: readonly Filter[] = [
  filter({
    name: 'target',
    key: 'target',
    kinds: LISTS,
    help: 'What is spoken of: a concept by any of its names, a document, a claim, a response, or a person',
    schema: { type: 'text' },
    sentence: (value, kind) => `${kind === 'response' ? 'to' : 'about'} ${value}`,
    sql: {},
  }),
  filter({
    name: 'sense',
    key: 'sense',
    kinds: LISTS,
    help: 'Which of several senses of the target is meant: an id that an earlier answer listed',
    schema: { type: 'text' },
    sentence: () => null,
    sql: {},
  }),
  filter({
    name: 'act',
    key: 'act',
    kinds: ['response'],
    help: 'What the response does',
    schema: { type: 'enum', values: ACTS, many: true },
    sentence: () => null,
    sql: { response: ({ filters }) => isIn('r.act', filters.act) },
  }),
  filter({
    name: 'author',
    key: 'author',
    kinds: ['response', 'claim', 'document', 'hit', 'disagreement'],
    help: 'Who says it: a name or an id',
    schema: { type: 'text' },
    sentence: (value) => `by ${value}`,
    sql: {
      response: ({ authors }) => isIn('r.author', authors),
      claim: ({ authors }) => isIn('c.author', authors),
      document: ({ authors }) => isIn('d.author', authors),
      hit: ({ authors }) => isIn('c.author', authors),
      disagreement: ({ authors }) => isIn('g.author', authors),
    },
  }),
  filter({
    name: 'against',
    key: 'against',
    kinds: ['response', 'disagreement'],
    help: 'Whose words are responded to: a name or an id',
    schema: { type: 'text' },
    sentence: (value) => `against ${value}`,
    sql: {
      response: ({ against }) => isIn('r.to_author', against),
      disagreement: ({ against }) => isIn('g.against', against),
    },
  }),
  filter({
    name: 'state',
    key: 'state',
    kinds: ['response'],
    help: 'What became of the response',
    schema: { type: 'enum', values: RESPONSE_STATES, many: true },
    sentence: (values) => or(values),
    sql: { response: ({ filters, asOf }) => stateAt('response', 'r.state', filters.state, asOf) },
  }),
  filter({
    name: 'target-state',
    key: 'targetState',
    kinds: ['response'],
    help: 'What became of the passage that it answers',
    schema: { type: 'enum', values: TARGET_STATES, many: true },
    sentence: (values) => `with a target that is ${or(values)}`,
    sql: { response: ({ filters, asOf }) => stateAt('target', 'r.target_state', filters.targetState, asOf) },
  }),
  filter({
    name: 'change',
    key: 'change',
    kinds: ['claim'],
    help: 'What an edit did to the claim; with since and before, when',
    schema: { type: 'enum', values: CHANGES, many: true },
    sentence: (values) => or(values),
    sql: { claim: changed },
  }),
  filter({
    name: 'claim-state',
    key: 'claimState',
    kinds: ['claim'],
    help: 'Whether the claim still stands',
    schema: { type: 'enum', values: ['standing', 'withdrawn'], many: false },
    sentence: (value) => (value === 'standing' ? 'still standing' : 'withdrawn'),
    sql: { claim: claimState },
  }),
  filter({
    name: 'since',
    key: 'since',
    kinds: ['response', 'claim', 'document', 'hit', 'disagreement'],
    help: 'Said at this time or later',
    schema: { type: 'date' },
    sentence: (value) => `since ${day(value)}`,
    sql: {
      response: ({ filters }) => dated('r.moment', '>=', filters.since),
      claim: claimTime('>=', 'since'),
      document: ({ filters }) => dated('d.moment', '>=', filters.since),
      hit: ({ filters }) => dated('c.moment', '>=', filters.since),
    },
  }),
  filter({
    name: 'before',
    key: 'before',
    kinds: ['response', 'claim', 'document', 'hit', 'disagreement'],
    help: 'Said earlier than this time',
    schema: { type: 'date' },
    sentence: (value) => `before ${day(value)}`,
    sql: {
      response: ({ filters }) => dated('r.moment', '<', filters.before),
      claim: claimTime('<', 'before'),
      document: ({ filters }) => dated('d.moment', '<', filters.before),
      hit: ({ filters }) => dated('c.moment', '<', filters.before),
    },
  }),
  filter({
    name: 'document',
    key: 'document',
    kinds: ['response', 'claim', 'hit'],
    help: 'The document that it is said in: its id or its URL',
    schema: { type: 'text' },
    sentence: (value) => `in ${value}`,
    sql: {
      response: ({ document }) => compares('r.document', '=', document ?? undefined),
      claim: ({ document }) => compares('c.document', '=', document ?? undefined),
      hit: ({ document }) => compares('c.document', '=', document ?? undefined),
    },
  }),
  filter({
    name: 'source',
    key: 'source',
    kinds: ['response', 'claim', 'document', 'author', 'hit', 'disagreement'],
    help: 'The forum or folder that it was read from',
    schema: { type: 'text' },
    sentence: (value) => `at ${value}`,
    sql: {
      response: sourceOf('r.document'),
      claim: sourceOf('c.document'),
      document: ({ filters }) => compares('d.source', '=', filters.source),
      author: ({ filters }) => compares('a.source', '=', filters.source),
      hit: sourceOf('c.document'),
      disagreement: ({ filters }) => compares('(SELECT source FROM author WHERE row = g.author)', '=', filters.source),
    },
  }),
  filter({
    name: 'min-confidence',
    key: 'minConfidence',
    kinds: ['response', 'claim'],
    help: `How sure the reading must be, from 0 to 1; unless asked, ${RESPONSE_THRESHOLD}, and the main act of each document`,
    schema: { type: 'number', least: 0, most: 1 },
    sentence: (value) => `with confidence ${value} or more`,
    sql: {
      response: ({ filters: { minConfidence } }) =>
        minConfidence === undefined
          ? { sql: '(r.confidence >= ? OR r.main = 1)', values: [RESPONSE_THRESHOLD] }
          : compares('r.confidence', '>=', minConfidence),
      claim: ({ filters: { minConfidence } }) => compares('c.probability', '>=', minConfidence ?? CLAIM_THRESHOLD),
    },
  }),
  filter({
    name: 'judged',
    key: 'judged',
    kinds: ['response', 'claim'],
    help: 'What people said of the reading; rejected ones are left out unless asked for',
    schema: { type: 'enum', values: ['confirmed', 'rejected', 'corrected', 'none'], many: false },
    sentence: (value) => (value === 'none' ? 'not judged' : `${value} by a person`),
    sql: { response: verdict('r.verdict'), claim: verdict('c.verdict') },
  }),
  filter({
    name: 'q',
    key: 'q',
    kinds: ['response', 'claim', 'document', 'concept', 'author', 'hit'],
    help: 'Words that it must hold; a phrase in quotation marks',
    schema: { type: 'text' },
    sentence: (value, kind) =>
      kind === 'concept' || kind === 'author' ? `named like "${value}"` : `with the words ${value}`,
    sql: { response: found('r.claim'), claim: found('c.row'), document: foundDocument },
  }),
]

/** The conditions of a question on rows of a kind, in the order of the table. */
export function conditions(kind: RowKind, meant: Meant): readonly Condition[] {
  return FILTERS.map(({ sql }) => sql[kind]?.(meant) ?? null).filter((condition) => condition !== null)
}
