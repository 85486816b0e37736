/** Who objects to whom: from the edges that are kept of it, or counted among the objections that a question names. */
import { cypherParams, heldAt } from '../../cypher.ts'
import { cypherConditions, type Meant } from '../../filters.ts'
import type { Clocks, DisagreementRow, Sort } from '../../question.ts'
import { UNKNOWN_TIME } from '../../time.ts'
import { PAIR } from '../disagreements.ts'
import type { Meaning } from '../meaning.ts'
import { type Entry, saidBy } from '../paging.ts'
import { clockConditions, knownThen, responseRange } from '../ranges.ts'
import type { Reader } from '../reader.ts'

interface Tally {
  readonly element: string
  readonly id: string
  readonly author: string
  readonly against: string
  readonly objections: number
  readonly open: number
  readonly newest: string | null
}

/** Whether an objection `r` was open by then. */
const openThen = (asOf: string | null): string =>
  asOf === null ? "r.state = 'open'" : heldAt('r.ownSpells', "['open']", '$asOf')

/** Rows of edges as of then; none where there was no objection then. */
export async function disagreementRows(
  reader: Reader,
  elements: readonly string[],
  { asOf, knownBy }: Clocks,
): Promise<ReadonlyMap<string, DisagreementRow>> {
  const today = asOf === null && knownBy === null
  const found = await reader.tx.from<Tally>(
    elements,
    `UNWIND $rows AS element MATCH ()-[g:OBJECTS_TO]->() WHERE elementId(g) = element
     ${
       today
         ? 'WITH element, g, g.author AS author, g.against AS against, g.objections AS objections, g.open AS open, g.newest AS newest'
         : `WITH element, g, g.author AS author, g.against AS against
     CALL (author, against) {
       ${PAIR} AND ${knownThen('r', knownBy)} ${asOf === null ? '' : `AND ${saidBy('r.order')}`}
       RETURN count(r) AS objections, count(CASE WHEN ${openThen(asOf)} THEN 1 END) AS open,
         max(substring(r.order, 0, 20)) AS newest }`
     }
     RETURN element, g.id AS id, author, against, objections, open, newest`,
    { asOf, knownBy },
  )
  return rowsOf(reader, found)
}

async function rowsOf(reader: Reader, tallies: readonly Tally[]): Promise<ReadonlyMap<string, DisagreementRow>> {
  const authors = await reader.authors(tallies.flatMap(({ author, against }) => [author, against]))
  const rows = tallies.flatMap(({ element, id, objections, open, newest, ...pair }): [string, DisagreementRow][] => {
    const [author, against] = [authors(pair.author), authors(pair.against)]
    if (objections === 0 || author === null || against === null) return []
    const time = newest === UNKNOWN_TIME || newest === '' ? null : newest
    return [[element, { id, author, against, objections, open, newest: time }]]
  })
  return new Map(rows)
}

/** Whether a question asks for more than the edges know: a target, or dates. */
export function isCounted({ meant: { filters }, aim }: Meaning): boolean {
  return aim !== null || filters.since !== undefined || filters.before !== undefined
}

/** Pairs counted among the objections that the question names, with their rows. */
export async function countedPairs(
  reader: Reader,
  { meant, aim, target }: Meaning,
  sort: Sort,
): Promise<readonly (Entry & { readonly value: DisagreementRow })[]> {
  const asked: Meant<string> = { ...meant, filters: { ...meant.filters, act: ['objection'] } }
  const { match, where, ranges, params } = responseRange({ meant: asked, aim, target }, 'newest')
  const conditions = [...where, ...cypherConditions('response', asked), ...clockConditions('response', meant)]
  const found = await reader.tx.all<Tally>(
    `UNWIND $ranges AS x ${match} WHERE ${conditions.join(' AND ')}
     WITH DISTINCT r
     WITH r.author AS author, r.toAuthor AS against, count(*) AS objections,
       count(CASE WHEN ${openThen(meant.asOf)} THEN 1 END) AS open, max(substring(r.order, 0, 20)) AS newest
     MATCH (:Author {id: author})-[g:OBJECTS_TO]->(:Author {id: against})
     RETURN elementId(g) AS element, g.id AS id, author, against, objections, open, newest`,
    { ...cypherParams(asked), ...params, ranges },
  )
  const rows = await rowsOf(reader, found)
  return found.flatMap(({ element, id, objections, newest }) => {
    const value = rows.get(element)
    return value === undefined ? [] : [{ key: sort === 'confidence' ? objections : (newest ?? ''), id, element, value }]
  })
}
