/** Answers a question: what it means, by which ranges, in what order, as which rows. */
import { cursorOf } from '../cursor.ts'
import { type Condition, conditions, type Meant } from '../filters.ts'
import type { Answer, Question, Row, RowKind } from '../question.ts'
import { searchTerms } from '../search.ts'
import type { RowId } from './db.ts'
import { type Meaning, meaningOf } from './meaning.ts'
import { afterOf, type Entry, firstOf, type Order, type Range, statement } from './paging.ts'
import { claimRanges, clockConditions, documentRanges, responseRanges } from './ranges.ts'
import type { Reader } from './reader.ts'
import { claimRowOf, hitRow } from './rows/claim.ts'
import { conceptRow } from './rows/concept.ts'
import { countedPairs, disagreementRanges, disagreementRow, isCounted } from './rows/disagreement.ts'
import { authorRow, documentRow } from './rows/document.ts'
import { responseRow, responseRows } from './rows/response.ts'

/** Longest page. */
const MOST = 1_000

/** A question as the database is asked it. */
interface Plan<K extends RowKind> {
  readonly ranges: readonly Range[]
  readonly conditions: readonly Condition[]
  readonly descending: boolean
  /** The rows in the order given; null where the clocks leave nothing of one. */
  readonly rows: (reader: Reader, rows: readonly RowId[]) => readonly (Row<K> | null)[]
}

/** Throws `Unknown` for names that are not stored, `BadCursor` for a cursor of another question. */
export function answer<K extends RowKind>(reader: Reader, question: Question<K>): Answer<K> {
  const after = afterOf(question)
  const meaning = meaningOf(reader.db, reader.names, question)
  const limit = Math.min(Math.max(1, question.limit), MOST)
  if (question.kind === 'disagreement' && isCounted(meaning))
    return counted(reader, question, meaning, after, limit) as Answer as Answer<K>
  const plan = planOf(question, meaning)
  const rows: Row<K>[] = []
  let last = after
  for (;;) {
    const order: Order = { descending: plan.descending, limit: limit - rows.length + 1, after: last }
    const entries = firstOf(reader.db, plan.ranges, plan.conditions, order)
    // One more is looked up than is wanted, to know whether there is a next page.
    const page = entries.slice(0, order.limit - 1)
    const made = plan.rows(
      reader,
      page.map(({ row }) => row),
    )
    rows.push(...made.filter((row) => row !== null))
    last = page.at(-1) ?? last
    if (entries.length < order.limit) return { rows, next: null, target: meaning.target }
    if (rows.length === limit) return { rows, next: cursorOf(question, last!), target: meaning.target }
  }
}

/** The statements that a question's first page reads, for whoever checks their query plans. */
export function statements(reader: Reader, question: Question): readonly ReturnType<typeof statement>[] {
  const { ranges, conditions: also, descending } = planOf(question, meaningOf(reader.db, reader.names, question))
  return ranges.map((range) => statement(range, also, { descending, limit: question.limit, after: null }))
}

function planOf<K extends RowKind>(question: Question<K>, meaning: Meaning): Plan<K> {
  const { kind, sort } = question
  return {
    ranges: RANGES[kind](meaning, question),
    conditions: [...conditions(kind, meaning.meant), ...clockConditions(kind, question)],
    descending: kind !== 'author' && kind !== 'hit' && sort !== 'oldest',
    rows: (reader, rows) => rowsOf(reader, question, rows) as readonly (Row<K> | null)[],
  }
}

const RANGES: { readonly [K in RowKind]: (meaning: Meaning, question: Question) => readonly Range[] } = {
  response: (meaning, { sort }) => responseRanges(meaning, sort),
  claim: (meaning, { sort }) => claimRanges(meaning, sort),
  document: (meaning) => documentRanges(meaning),
  concept: ({ meant }) => [conceptRange(meant)],
  author: ({ meant }) => [authorRange(meant)],
  hit: ({ meant }) => [
    {
      ...{ key: 's.rank', id: 'c.id', row: 'c.row', from: 'search s CROSS JOIN claim c ON c.row = s.rowid' },
      where: { sql: 's.words MATCH ?', values: [meant.search ?? '"| | |"'] },
    },
  ],
  disagreement: (meaning, { sort }) => disagreementRanges(meaning, sort),
}

/** Concepts, those first of which most documents speak; with `q`, those that have a name like it. */
function conceptRange({ filters: { q } }: Meant): Range {
  const columns = { key: 'k.weight', id: 'k.id', row: 'k.row' }
  const whole = 'k.merged IS NULL AND k.weight > 0'
  if (q === undefined)
    return { ...columns, from: 'concept k INDEXED BY concept_weight', where: { sql: whole, values: [] } }
  return {
    ...{ ...columns, from: 'concept k' },
    where: {
      sql: `${whole} AND k.row IN (SELECT s.concept FROM name n JOIN sense s ON s.form = n.rowid / 2
        WHERE n.rowid % 2 = 0 AND n.text MATCH ?)`,
      values: [named(q)],
    },
  }
}

/** People in order of their names. */
function authorRange({ filters: { q } }: Meant): Range {
  const columns = { key: 'a.key', id: 'a.id', row: 'a.row' }
  const credited = 'EXISTS (SELECT 1 FROM credit WHERE author = a.row)'
  if (q === undefined)
    return {
      ...columns,
      from: 'author a INDEXED BY author_key',
      where: { sql: `a.key >= '' AND ${credited}`, values: [] },
    }
  return {
    ...{ ...columns, from: 'author a' },
    where: {
      sql: `a.row IN (SELECT rowid / 2 FROM name WHERE rowid % 2 = 1 AND text MATCH ?) AND ${credited}`,
      values: [named(q)],
    },
  }
}

/** Names that hold this run of characters; the index knows runs of three and more. */
function named(q: string): string {
  return `"${q.trim().replaceAll('"', '""')}"`
}

function rowsOf(reader: Reader, question: Question, rows: readonly RowId[]): readonly (Row | null)[] {
  if (question.kind === 'response') return responseRows(reader, rows, question)
  return rows.map((row) => rowOf(reader, question, row))
}

function rowOf(reader: Reader, question: Question, row: RowId): Row | null {
  switch (question.kind) {
    case 'response':
      return responseRow(reader, row, question)
    case 'claim':
      return claimRowOf(reader, row, question)
    case 'document':
      return documentRow(reader, row, question)
    case 'concept':
      return conceptRow(reader, row, question)
    case 'author':
      return authorRow(reader, row, question)
    case 'hit':
      return hitRow(reader, row, question, searchTerms(question.filters.q ?? ''))
    case 'disagreement':
      return disagreementRow(reader, row, question)
  }
}

function counted(
  reader: Reader,
  question: Question,
  meaning: Meaning,
  after: Entry | null,
  limit: number,
): Answer<'disagreement'> {
  const sign = question.sort === 'oldest' ? 1 : -1
  const compare = (a: Entry, b: Entry) => sign * (a.key === b.key ? (a.id < b.id ? -1 : 1) : a.key < b.key ? -1 : 1)
  const pairs = countedPairs(reader, meaning, question.sort).toSorted(compare)
  const rest = after === null ? pairs : pairs.filter((pair) => compare(pair, after) > 0 && pair.id !== after.id)
  const page = rest.slice(0, limit)
  return {
    rows: page.map(({ value }) => value),
    next: rest.length > limit ? cursorOf(question, page.at(-1)!) : null,
    target: meaning.target,
  }
}
