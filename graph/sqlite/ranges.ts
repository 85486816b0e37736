/**
 * By which index a question goes. A list is read from the narrowest index range that the question names, newest
 * first by the range's own key; the rest are conditions on its rows. No question reads a whole table.
 */
import type { Condition, Meant } from '../filters.ts'
import { ACTS } from '../model.ts'
import type { Clocks, RowKind, Sort } from '../question.ts'
import type { RowId } from './db.ts'
import type { Aim, Meaning, Name } from './meaning.ts'
import type { Range } from './paging.ts'

const one = (column: string, value: string | number): Condition => ({ sql: `${column} = ?`, values: [value] })
const both = (...conditions: readonly (Condition | null)[]): Condition => {
  const given = conditions.filter((condition) => condition !== null)
  return { sql: given.map(({ sql }) => sql).join(' AND '), values: given.flatMap(({ values }) => values) }
}
const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

/** Rows that were there: open today, or by the clock of what we knew. */
export function knownThen(alias: string, knownBy: string | null): Condition {
  return knownBy === null
    ? { sql: `${alias}.open = 1`, values: [] }
    : {
        sql: `${alias}.learned_from <= ? AND (${alias}.learned_to IS NULL OR ${alias}.learned_to > ?)`,
        values: [knownBy, knownBy],
      }
}

/** What the clocks hide of rows of a kind. A row without a time was always there. */
export function clockConditions(kind: RowKind, { asOf, knownBy }: Clocks): readonly Condition[] {
  if (kind === 'author') return asOf === null ? [] : [hadWritten(asOf)]
  const alias = { response: 'r', claim: 'c', hit: 'c', document: 'd', concept: null, author: null, disagreement: null }[
    kind
  ]
  const said = alias === null || asOf === null ? [] : [{ sql: `${alias}.moment <= ?`, values: [asOf] }]
  return kind === 'response' ? [...said, knownThen('r', knownBy)] : said
}

/** People who had written or edited something by then. */
function hadWritten(asOf: string): Condition {
  return {
    sql: `(EXISTS (SELECT 1 FROM document d WHERE d.author = a.row AND d.moment <= ?) OR EXISTS (
      SELECT 1 FROM credit x JOIN revision v ON v.document = x.document
      WHERE x.author = a.row AND v.editor = a.row AND (v.at IS NULL OR v.at <= ?)))`,
    values: [asOf, asOf],
  }
}

/** The asked dates as bounds of a range. With `change` the dates are not those of the row. */
function times(column: string, { filters: { since, before, change }, asOf }: Meant): Condition {
  const bounds = [
    { sign: '>=', value: change === undefined ? since : undefined },
    { sign: '<', value: change === undefined ? before : undefined },
    { sign: '<=', value: asOf ?? undefined },
  ]
  const given = bounds.flatMap(({ sign, value }) =>
    value === undefined ? [] : [{ sql: `${column} ${sign} ?`, values: [value] }],
  )
  return both({ sql: `${column} >= ''`, values: [] }, ...given)
}

/**
 * How a name with several senses is read in a document: as the document itself defines it; where it does not, in the
 * leading sense. Null for a name that has one sense only.
 */
function reads({ form, leads, ambiguous }: Name, members: readonly RowId[], place: string): Condition | null {
  if (!ambiguous) return null
  const own = `SELECT 1 FROM contribution o WHERE o.document = ${place} AND o.form = ?`
  const so = { sql: `EXISTS (${own} AND o.concept IN (${marks(members)}))`, values: [form, ...members] }
  return leads ? { sql: `(${so.sql} OR NOT EXISTS (${own}))`, values: [...so.values, form] } : so
}

// ---- responses ---------------------------------------------------------------------------------------------------

interface Drive {
  readonly index: string
  readonly on: Condition
}

/** Index ranges of a question on responses: one for each act (and each name of a concept). */
export function responseRanges({ meant, aim }: Meaning, sort: Sort): readonly Range[] {
  const acts = meant.filters.act ?? ACTS
  const opens = meant.knownBy === null ? [1] : [0, 1]
  const key = sort === 'confidence' ? 'r.confidence' : 'r.moment'
  const columns = { key, id: 'r.id', row: 'r.row' }
  const drives = responseDrives(meant, aim)
  const parts = opens.flatMap((open) => acts.map((act) => ({ open, act })))
  if (drives === null && aim?.kind === 'concept') {
    return aim.names.flatMap((name) =>
      parts.map(({ open, act }) => ({
        ...columns,
        ...(sort === 'confidence' ? {} : { key: 'x.moment', id: 'x.id' }),
        from: 'about x CROSS JOIN response r ON r.row = x.response',
        where: both(
          one('x.form', name.form),
          one('x.open', open),
          one('x.act', act),
          times('x.moment', meant),
          reads(name, aim.members, 'x.place'),
        ),
      })),
    )
  }
  if (drives === null && meant.search !== null) {
    const where = both({ sql: 's.words MATCH ?', values: [meant.search] }, aboutConcept(aim))
    return [{ ...columns, from: 'search s CROSS JOIN response r ON r.claim = s.rowid', where }]
  }
  const whole: Drive[] = [
    { index: sort === 'confidence' ? 'response_confidence' : 'response_moment', on: { sql: 'TRUE', values: [] } },
  ]
  return (drives ?? whole).flatMap(({ index, on }) =>
    parts.map(({ open, act }) => ({
      ...columns,
      from: `response r INDEXED BY ${index}`,
      where: both(on, one('r.open', open), one('r.act', act), aboutConcept(aim)),
    })),
  )
}

function responseDrives(
  { filters, authors, against, document, asOf, search }: Meant,
  aim: Aim | null,
): readonly Drive[] | null {
  const drive = (index: string, column: string, values: readonly (string | number)[], more = '') =>
    values.map((value) => ({ index, on: { sql: `${column} = ?${more}`, values: [value] } }))
  switch (aim?.kind) {
    case 'claim':
      return drive('response_to_claim', 'r.to_claim', [aim.row])
    case 'response':
      return drive('response_to_response', 'r.to_response', [aim.id], ' AND r.to_response IS NOT NULL')
    case 'document':
      return drive('response_to_document', 'r.to_document', [aim.id], ' AND r.to_document IS NOT NULL')
    case 'author':
      return drive('response_to_author', 'r.to_author', [aim.row])
  }
  if (document !== null) return drive('response_document', 'r.document', [document])
  if (authors.length > 0) return drive('response_author', 'r.author', authors)
  if (against.length > 0) return drive('response_to_author', 'r.to_author', against)
  if (aim !== null) return null
  if (filters.judged !== undefined && filters.judged !== 'none')
    return drive('response_verdict', 'r.verdict', [filters.judged], ' AND r.verdict IS NOT NULL')
  if (search !== null) return null
  if (filters.state !== undefined && asOf === null)
    return drive('response_state', 'r.state', filters.state, ' AND r.state IS NOT NULL')
  if (filters.targetState !== undefined && asOf === null)
    return drive('response_target_state', 'r.target_state', filters.targetState, ' AND r.target_state IS NOT NULL')
  return null
}

/** The concept as a condition, where another index is narrower. */
function aboutConcept(aim: Aim | null): Condition | null {
  if (aim?.kind !== 'concept') return null
  const names = aim.names.map((name) => both(one('x.form', name.form), reads(name, aim.members, 'x.place')))
  return {
    sql: `EXISTS (SELECT 1 FROM about x WHERE x.response = r.row AND (${names.map(({ sql }) => `(${sql})`).join(' OR ')}))`,
    values: names.flatMap(({ values }) => values),
  }
}

// ---- claims ------------------------------------------------------------------------------------------------------

const KIND = `c.kind = 'assertion'`

/** Index ranges of a question on claims. Passages are listed nowhere. */
export function claimRanges({ meant, aim }: Meaning, sort: Sort): readonly Range[] {
  const key = sort === 'confidence' ? 'c.probability' : 'c.moment'
  const columns = { key, id: 'c.id', row: 'c.row' }
  const by = (from: string, column: string, value: string | number): Range => ({
    ...{ ...columns, from },
    where: { sql: `${column} = ? AND ${KIND}`, values: [value] },
  })
  const mentioned = mentionsConcept(aim)
  const narrowed = (range: Range): Range => ({ ...range, where: both(range.where, mentioned) })
  switch (aim?.kind) {
    case 'claim':
      return [by('claim c', 'c.row', aim.row)]
    case 'document':
      return [by('claim c INDEXED BY claim_document', 'c.document', aim.row)]
    case 'author':
      return [by('claim c INDEXED BY claim_author', 'c.author', aim.row)]
    case 'response':
      return [
        {
          ...{ ...columns, from: 'claim c' },
          where: {
            sql: `c.row IN (SELECT claim FROM response WHERE id = ? AND open = 1
              UNION SELECT to_claim FROM response WHERE id = ? AND open = 1) AND ${KIND}`,
            values: [aim.id, aim.id],
          },
        },
      ]
  }
  if (meant.document !== null) return [narrowed(by('claim c INDEXED BY claim_document', 'c.document', meant.document))]
  if (meant.authors.length > 0)
    return meant.authors.map((author) => narrowed(by('claim c INDEXED BY claim_author', 'c.author', author)))
  if (aim?.kind === 'concept') {
    return aim.names.map((name) => ({
      ...columns,
      ...(sort === 'confidence' ? {} : { key: 'm.moment', id: 'm.id' }),
      from: 'mention m CROSS JOIN claim c ON c.row = m.claim',
      where: both(
        one('m.form', name.form),
        one('m.kind', 'assertion'),
        times('m.moment', meant),
        reads(name, aim.members, 'c.document'),
      ),
    }))
  }
  if (meant.filters.judged !== undefined && meant.filters.judged !== 'none' && meant.knownBy === null)
    return [by('claim c INDEXED BY claim_verdict', 'c.verdict IS NOT NULL AND c.verdict', meant.filters.judged)]
  if (meant.search !== null) {
    const where = { sql: `s.words MATCH ? AND ${KIND}`, values: [meant.search] }
    return [{ ...columns, from: 'search s CROSS JOIN claim c ON c.row = s.rowid', where }]
  }
  const index = sort === 'confidence' ? 'claim_probability' : 'claim_moment'
  return [{ ...columns, from: `claim c INDEXED BY ${index}`, where: { sql: KIND, values: [] } }]
}

function mentionsConcept(aim: Aim | null): Condition | null {
  if (aim?.kind !== 'concept') return null
  const names = aim.names.map((name) => both(one('m.form', name.form), reads(name, aim.members, 'c.document')))
  return {
    sql: `EXISTS (SELECT 1 FROM mention m WHERE m.claim = c.row AND (${names.map(({ sql }) => `(${sql})`).join(' OR ')}))`,
    values: names.flatMap(({ values }) => values),
  }
}

// ---- documents ---------------------------------------------------------------------------------------------------

/** Index ranges of a question on documents. About a document are its replies; about a concept, those that mention it in any sentence. */
export function documentRanges({ meant, aim }: Meaning): readonly Range[] {
  const columns = { key: 'd.moment', id: 'd.id', row: 'd.row' }
  const by = (index: string, where: Condition): Range => ({ ...columns, from: `document d INDEXED BY ${index}`, where })
  switch (aim?.kind) {
    case 'document':
      return [by('document_parent', one('d.parent', aim.id))]
    case 'author':
      return [by('document_author', one('d.author', aim.row))]
    case 'claim':
      return [
        {
          ...{ ...columns, from: 'document d' },
          where: { sql: 'd.row = (SELECT document FROM claim WHERE row = ?)', values: [aim.row] },
        },
      ]
    case 'response':
      return [
        {
          ...{ ...columns, from: 'document d' },
          where: { sql: 'd.row IN (SELECT document FROM response WHERE id = ? AND open = 1)', values: [aim.id] },
        },
      ]
    case 'concept':
      return [{ ...columns, from: 'document d', where: mentioningDocuments(aim.names, aim.members) }]
  }
  if (meant.authors.length > 0) return meant.authors.map((author) => by('document_author', one('d.author', author)))
  if (meant.filters.source !== undefined) return [by('document_source', one('d.source', meant.filters.source))]
  return [by('document_moment', { sql: `d.moment >= ''`, values: [] })]
}

function mentioningDocuments(names: readonly Name[], members: readonly RowId[]): Condition {
  const found = names.map((name) => both(one('m.form', name.form), reads(name, members, 'c.document')))
  const titled = names.map((name) => both(one('t.form', name.form), reads(name, members, 't.document')))
  const selects = [
    ...found.map(({ sql }) => `SELECT c.document FROM mention m CROSS JOIN claim c ON c.row = m.claim WHERE ${sql}`),
    ...titled.map(({ sql }) => `SELECT t.document FROM topic t WHERE ${sql}`),
  ]
  return {
    sql: `d.row IN (${selects.join(' UNION ')})`,
    values: [...found, ...titled].flatMap(({ values }) => values),
  }
}
