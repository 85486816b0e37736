/** Who objects to whom: from the table that is kept of it, or counted among the objections that a question names. */
import { type Condition, conditions, type Meant } from '../../filters.ts'
import type { Clocks, DisagreementRow, Sort } from '../../question.ts'
import { timeOf } from '../codec.ts'
import type { Db, RowId } from '../db.ts'
import { PAIR, type Tally } from '../disagreements.ts'
import type { Meaning } from '../meaning.ts'
import { type Entry, type Range, rowsOf } from '../paging.ts'
import { clockConditions, knownThen, responseRanges } from '../ranges.ts'
import type { Reader } from '../reader.ts'
import { authorBrief } from './briefs.ts'

/** Ranges of the table. As of another day, pairs that have nothing to say then are left out when rows are made. */
export function disagreementRanges({ meant }: Meaning, sort: Sort): readonly Range[] {
  const key = sort === 'confidence' ? 'g.objections' : 'g.newest'
  const columns = { key, id: 'g.id', row: 'g.row' }
  const by = (index: string, column: string, value: RowId): Range => ({
    ...{ ...columns, from: `disagreement g INDEXED BY ${index}` },
    where: { sql: `${column} = ?`, values: [value] },
  })
  if (meant.authors.length > 0) return meant.authors.map((author) => by('disagreement_author', 'g.author', author))
  if (meant.against.length > 0) return meant.against.map((author) => by('disagreement_against', 'g.against', author))
  const index = sort === 'confidence' ? 'disagreement_objections' : 'disagreement_newest'
  const where = { sql: sort === 'confidence' ? 'g.objections > 0' : `g.newest >= ''`, values: [] }
  return [{ ...columns, from: `disagreement g INDEXED BY ${index}`, where }]
}

/** A row of the table as of then; null where there was no objection then. */
export function disagreementRow({ db }: Reader, row: RowId, { asOf, knownBy }: Clocks): DisagreementRow | null {
  const pair = db.get<Tally & Pair>(
    'SELECT id, author, against, objections, open, newest FROM disagreement WHERE row = ?',
    row,
  )!
  if (asOf === null && knownBy === null) return rowOf(db, pair, pair)
  const { sql, values } = openThen(asOf)
  const known = knownThen('r', knownBy)
  const tally = db.get<Tally>(
    `SELECT count(*) AS objections, coalesce(sum(${sql}), 0) AS open, coalesce(max(r.moment), '') AS newest
     ${PAIR} AND r.moment <= ? AND ${known.sql}`,
    ...[...values, pair.author, pair.against, asOf ?? '9999', ...known.values],
  )!
  return rowOf(db, pair, tally)
}

interface Pair {
  readonly id: string
  readonly author: RowId
  readonly against: RowId
}

function rowOf(db: Db, { id, author, against }: Pair, { objections, open, newest }: Tally): DisagreementRow | null {
  const [one, other] = [authorBrief(db, author), authorBrief(db, against)]
  if (objections === 0 || one === null || other === null) return null
  return { id, author: one, against: other, objections, open, newest: timeOf(newest) }
}

/** Whether an objection was open by then: 1 or 0. */
function openThen(asOf: string | null): Condition {
  if (asOf === null) return { sql: `r.state IS 'open'`, values: [] }
  return {
    sql: `EXISTS (SELECT 1 FROM spell s WHERE s.subject = r.id AND s.kind = 'response' AND s.state = 'open'
      AND (s."from" IS NULL OR s."from" <= ?) AND (s."to" IS NULL OR s."to" > ?))`,
    values: [asOf, asOf],
  }
}

/** Whether a question asks for more than the table knows: a target, or dates. */
export function isCounted({ meant: { filters }, aim }: Meaning): boolean {
  return aim !== null || filters.since !== undefined || filters.before !== undefined
}

/** Pairs counted among the objections that the question names, with their rows. */
export function countedPairs(
  { db }: Reader,
  { meant, aim, target }: Meaning,
  sort: Sort,
): readonly (Entry & { readonly value: DisagreementRow })[] {
  const asked: Meant = { ...meant, filters: { ...meant.filters, act: ['objection'] } }
  const rows = rowsOf(responseRanges({ meant: asked, aim, target }, 'newest'), [
    ...conditions('response', asked),
    ...clockConditions('response', meant),
  ])
  const open = openThen(meant.asOf)
  return db
    .all<Tally & Pair & { row: RowId }>(
      `SELECT g.row, g.id, r.author, r.to_author AS against, count(*) AS objections, sum(${open.sql}) AS open,
         max(r.moment) AS newest
       FROM response r JOIN disagreement g ON g.author = r.author AND g.against = r.to_author
       WHERE r.row IN (${rows.sql}) GROUP BY g.row`,
      ...[...open.values, ...rows.values],
    )
    .flatMap((pair) => {
      const value = rowOf(db, pair, pair)
      const key = sort === 'confidence' ? pair.objections : pair.newest
      return value === null ? [] : [{ key, id: pair.id, row: pair.row, value }]
    })
}
