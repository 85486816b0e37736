/** Answers a question: what it means, by which ranges, in what order, as which rows. */
import { cursorOf, type Mark, readCursor } from '../cursor.ts'
import { cypherParams } from '../cypher.ts'
import { cypherConditions } from '../filters.ts'
import type { Answer, Question, Row, RowKind } from '../question.ts'
import { searchTerms } from '../search.ts'
import { hitsOf } from './hits.ts'
import { type Meaning, meaningOf } from './meaning.ts'
import { type Entry, firstOf, type Order, type Range, statement } from './paging.ts'
import { clockConditions, responseRange } from './ranges.ts'
import { authorRange, claimRange, conceptRange, disagreementRange, documentRange } from './ranges-others.ts'
import type { Reader } from './reader.ts'
import { claimRows, hitRows } from './rows/claim.ts'
import { conceptRows } from './rows/concept.ts'
import { countedPairs, disagreementRows, isCounted } from './rows/disagreement.ts'
import { authorRows, documentRows } from './rows/document.ts'
import { responseRows } from './rows/response.ts'

/** Longest page. */
const MOST = 1_000

/** Throws `Unknown` for names that are not stored, `BadCursor` for a cursor of another question. */
export async function answer<K extends RowKind>(reader: Reader, question: Question<K>): Promise<Answer<K>> {
  const after = readCursor(question)
  const meaning = await meaningOf(reader.tx, reader.names, question)
  const limit = Math.min(Math.max(1, question.limit), MOST)
  if (question.kind === 'disagreement' && isCounted(meaning))
    return (await counted(reader, question, meaning, after, limit)) as Answer as Answer<K>
  const rows: Row<K>[] = []
  let last = after
  for (;;) {
    const order = { limit: limit - rows.length + 1, after: last }
    const entries = await entriesOf(reader, question, meaning, order)
    const made = await rowsOf(
      reader,
      question,
      entries.map(({ element }) => element),
    )
    for (const entry of entries) {
      if (rows.length === limit) return { rows, next: cursorOf(question, last!), target: meaning.target }
      const row = made.get(entry.element)
      if (row !== undefined) rows.push(row as Row<K>)
      last = entry
    }
    if (entries.length < order.limit) return { rows, next: null, target: meaning.target }
  }
}

function entriesOf(
  reader: Reader,
  question: Question,
  meaning: Meaning,
  order: Omit<Order, 'descending'>,
): Promise<readonly Entry[]> {
  const conditions = conditionsOf(question, meaning)
  if (question.kind === 'hit') return hitsOf(reader.tx, meaning.meant, conditions, order)
  const descending = question.kind !== 'author' && question.sort !== 'oldest'
  return firstOf(reader.tx, RANGES[question.kind](meaning, question), conditions, cypherParams(meaning.meant), {
    ...order,
    descending,
  })
}

/** The query that a question's first page reads, for whoever checks its plan. */
export async function statementOf(reader: Reader, question: Question) {
  const meaning = await meaningOf(reader.tx, reader.names, question)
  if (question.kind === 'hit') return null
  const order = {
    descending: question.kind !== 'author' && question.sort !== 'oldest',
    limit: question.limit,
    after: null,
  }
  const { cypher, params } = statement(RANGES[question.kind](meaning, question), conditionsOf(question, meaning), order)
  return { cypher, params: { ...cypherParams(meaning.meant), ...params } }
}

function conditionsOf(question: Question, { meant }: Meaning): readonly string[] {
  return [...cypherConditions(question.kind, meant), ...clockConditions(question.kind, question)]
}

const RANGES: { readonly [K in Exclude<RowKind, 'hit'>]: (meaning: Meaning, question: Question) => Range } = {
  response: (meaning, { sort }) => responseRange(meaning, sort),
  claim: (meaning, { sort }) => claimRange(meaning, sort),
  document: documentRange,
  concept: conceptRange,
  author: authorRange,
  disagreement: (meaning, { sort }) => disagreementRange(meaning, sort),
}

type Rows = (reader: Reader, elements: readonly string[], question: Question) => Promise<ReadonlyMap<string, Row>>

const ROWS: { readonly [K in RowKind]: Rows } = {
  response: responseRows,
  claim: claimRows,
  document: documentRows,
  concept: conceptRows,
  author: authorRows,
  hit: (reader, elements, question) => hitRows(reader, elements, question, searchTerms(question.filters.q ?? '')),
  disagreement: disagreementRows,
}

function rowsOf(reader: Reader, question: Question, elements: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  return ROWS[question.kind](reader, elements, question)
}

async function counted(
  reader: Reader,
  question: Question,
  meaning: Meaning,
  after: Mark | null,
  limit: number,
): Promise<Answer<'disagreement'>> {
  const sign = question.sort === 'oldest' ? 1 : -1
  const compare = (a: Mark, b: Mark) => sign * (a.key === b.key ? (a.id < b.id ? -1 : 1) : a.key < b.key ? -1 : 1)
  const pairs = (await countedPairs(reader, meaning, question.sort)).toSorted(compare)
  const rest = after === null ? pairs : pairs.filter((pair) => compare(pair, after) > 0 && pair.id !== after.id)
  const page = rest.slice(0, limit)
  return {
    rows: page.map(({ value }) => value),
    next: rest.length > limit ? cursorOf(question, page.at(-1)!) : null,
    target: meaning.target,
  }
}
