/** By which index questions on claims, documents, people, concepts and disagreements go. */
import type { Sort } from '../question.ts'
import type { ConceptAim, Meaning } from './meaning.ts'
import { type Range, within } from './paging.ts'
import { paramsOf, reads } from './ranges.ts'
import { gramsOf, quoted } from './values.ts'

const given = (...conditions: readonly (string | null)[]): readonly string[] =>
  conditions.filter((condition) => condition !== null)

const KIND = "c.kind = 'assertion'"

/** Index ranges of a question on claims. Passages are listed nowhere. */
export function claimRange({ meant, aim }: Meaning, sort: Sort): Range {
  const concept = aim?.kind === 'concept' ? aim : null
  const sorted =
    sort === 'confidence'
      ? ({ key: 'c.probability', ordered: false, columns: [] } as const)
      : ({ key: 'c.order', ordered: true, columns: [] } as const)
  const rows = {
    ...{ row: 'c', id: 'c.id', ...sorted },
    params: paramsOf(concept),
  }
  const bounded = (match: string, ...values: readonly string[]): Range => ({
    ...{ ...rows, match, where: given(KIND, mentionsConcept(concept)), ranges: values },
  })
  const by = (column: string, values: readonly string[]): Range => ({
    ...{ ...rows, columns: sort === 'confidence' ? [] : [column, 'c.kind'], ranges: values },
    match: 'MATCH (c:Claim) USING INDEX SEEK c:Claim(author, kind, order)',
    where: given(`${column} = x`, KIND, ...within('c.order', meant), mentionsConcept(concept)),
  })
  switch (aim?.kind) {
    case 'claim':
      return bounded('MATCH (c:Claim {id: x})', aim.id)
    case 'document':
      return bounded('MATCH (:Document {id: x})<-[:IN]-(c:Claim)', aim.id)
    case 'author':
      return by('c.author', [aim.id])
    case 'response':
      return bounded(
        'MATCH (s:Response) WHERE s.id = x AND s.open MATCH (s)-[:SAYS|TO]->(c:Claim) WITH DISTINCT c',
        aim.id,
      )
  }
  if (meant.document !== null) return bounded('MATCH (:Document {id: x})<-[:IN]-(c:Claim)', meant.document)
  if (meant.authors.length > 0) return by('c.author', meant.authors)
  if (concept !== null) {
    const ordered = sort === 'confidence' ? {} : { key: 'm.order', columns: ['m.form', 'm.kind'] }
    return {
      ...{ ...rows, ...ordered, ranges: concept.names },
      match: 'MATCH (c:Claim)-[m:MENTIONS]->() USING INDEX SEEK m:MENTIONS(form, kind, order)',
      where: given(
        ...['m.form = x.form', "m.kind = 'assertion'", ...within('m.order', meant)],
        reads(concept.names, 'COLLECT { MATCH (c)-[:IN]->(p:Document) RETURN p.id }[0]'),
      ),
    }
  }
  const { judged } = meant.filters
  if (judged !== undefined && judged !== 'none' && meant.knownBy === null) {
    const columns = sort === 'confidence' ? [] : ['c.verdict']
    const where = ['c.verdict = x', ...within('c.order', meant), KIND]
    return {
      ...rows,
      columns,
      match: 'MATCH (c:Claim) USING INDEX SEEK c:Claim(verdict, order)',
      where,
      ranges: [judged],
    }
  }
  if (meant.search !== null)
    return bounded("CALL db.index.fulltext.queryNodes('claim_words', x) YIELD node AS c WITH c", meant.search)
  const key = sort === 'confidence' ? ['c.probability >= $probability', 'c.id IS NOT NULL'] : within('c.order', meant)
  const index = sort === 'confidence' ? 'kind, probability, id' : 'kind, order'
  const match = `MATCH (c:Claim) USING INDEX SEEK c:Claim(${index})`
  return { ...rows, columns: ['c.kind'], match, where: [KIND, ...key], ranges: [null] }
}

function mentionsConcept(aim: ConceptAim | null): string | null {
  if (aim === null) return null
  const read = reads(aim.names, 'COLLECT { MATCH (c)-[:IN]->(p:Document) RETURN p.id }[0]', 'n')
  return `EXISTS { MATCH (c)-[m:MENTIONS]->() UNWIND $names AS n WITH c, m, n WHERE m.form = n.form${read === null ? '' : ` AND ${read}`} RETURN 1 }`
}

/** Index ranges of a question on documents. About a document are its replies; about a concept, those that mention it in any sentence. */
export function documentRange({ meant, aim }: Meaning): Range {
  const rows = { row: 'd', id: 'd.id', key: 'd.order', ordered: true, columns: [] }
  const bounded = (match: string, ...ranges: Range['ranges']): Range => ({ ...rows, match, where: ['true'], ranges })
  const by = (column: string, values: readonly string[]): Range => ({
    ...{ ...rows, columns: [`d.${column}`], ranges: values },
    match: `MATCH (d:Document) USING INDEX SEEK d:Document(${column}, order)`,
    where: [`d.${column} = x`, ...within('d.order', meant)],
  })
  switch (aim?.kind) {
    case 'document':
      return by('parent', [aim.id])
    case 'author':
      return by('author', [aim.id])
    case 'claim':
      return bounded('MATCH (:Claim {id: x})-[:IN]->(d:Document)', aim.id)
    case 'response':
      return bounded('MATCH (s:Response) WHERE s.id = x AND s.open MATCH (s)-[:FROM]->(d:Document)', aim.id)
    case 'concept': {
      const read = reads(aim.names, 'd.id')
      const match = `CALL (x) {
        MATCH (c:Claim)-[m:MENTIONS]->() USING INDEX SEEK m:MENTIONS(form, kind, order)
        WHERE m.form = x.form AND m.kind IS NOT NULL AND m.order IS NOT NULL
        MATCH (c)-[:IN]->(d:Document) RETURN d
        UNION MATCH (:Form {form: x.form})<-[:TITLED]-(d:Document) RETURN d } WITH d, x`
      return { ...bounded(match, ...aim.names), where: given('true', read), params: paramsOf(aim) }
    }
  }
  if (meant.authors.length > 0) return by('author', meant.authors)
  if (meant.search !== null) {
    const found = `CALL (x) {
      CALL db.index.fulltext.queryNodes('title_words', x) YIELD node AS d RETURN d
      UNION CALL db.index.fulltext.queryNodes('claim_words', x) YIELD node AS c MATCH (c)-[:IN]->(d:Document) RETURN d } WITH d`
    return bounded(found, meant.search)
  }
  if (meant.filters.source !== undefined) return by('source', [meant.filters.source])
  return {
    ...bounded('MATCH (d:Document) USING INDEX SEEK d:Document(order)', null),
    where: [...within('d.order', meant)],
  }
}

/** Names that hold this run of characters: their trigrams one after the other. */
function named(q: string): string {
  const grams = gramsOf(q.trim())
  return quoted(grams.length === 0 ? ['\u{fffd}'] : grams)
}

/** Concepts, those first of which most documents speak; with `q`, those that have a name like it. */
export function conceptRange({ meant: { filters } }: Meaning): Range {
  const rows = { row: 'k', id: 'k.id', key: 'k.weight', ordered: false, columns: [] }
  const where = ['k.weight > 0', 'k.id IS NOT NULL', 'k.merged IS NULL']
  if (filters.q === undefined)
    return { ...rows, match: 'MATCH (k:Concept) USING INDEX SEEK k:Concept(weight, id)', where, ranges: [null] }
  return {
    ...{ ...rows, where, ranges: [named(filters.q)] },
    match: `CALL db.index.fulltext.queryNodes('name_grams', x) YIELD node AS f MATCH (f)-[:MEANS]->(k:Concept) WITH DISTINCT k`,
  }
}

/** People in order of their names. */
export function authorRange({ meant: { filters } }: Meaning): Range {
  const rows = { row: 'a', id: 'a.id', key: 'a.key', ordered: false, columns: [] }
  const credited = 'EXISTS { (a)<-[:CREDITS]-() }'
  if (filters.q === undefined) {
    return {
      ...rows,
      match: 'MATCH (a:Author) USING INDEX SEEK a:Author(key, id)',
      where: ["a.key >= ''", 'a.id IS NOT NULL', credited],
      ranges: [null],
    }
  }
  return {
    ...{ ...rows, where: ['a:Author', credited], ranges: [named(filters.q)] },
    match: `CALL db.index.fulltext.queryNodes('name_grams', x) YIELD node AS a WITH a`,
  }
}

/** Pairs that are counted already. As of another day, those that have nothing to say then are left out when rows are made. */
export function disagreementRange({ meant }: Meaning, sort: Sort): Range {
  const key = sort === 'confidence' ? 'g.objections' : 'g.newest'
  const rows = { row: 'g', id: 'g.id', key, ordered: false, columns: [] }
  const match = (index: string): string => `MATCH ()-[g:OBJECTS_TO]->() USING INDEX SEEK g:OBJECTS_TO(${index})`
  const by = (column: string, ranges: readonly string[]): Range => ({
    ...{ ...rows, ranges, columns: sort === 'confidence' ? [] : [`g.${column}`] },
    match: match(`${column}, newest, id`),
    where: [`g.${column} = x`, `g.newest >= ''`, 'g.id IS NOT NULL'],
  })
  if (meant.authors.length > 0) return by('author', meant.authors)
  if (meant.against.length > 0) return by('against', meant.against)
  const whole = sort === 'confidence' ? 'g.objections > 0' : "g.newest >= ''"
  const index = sort === 'confidence' ? 'objections, id' : 'newest, id'
  return { ...rows, match: match(index), where: [whole, 'g.id IS NOT NULL'], ranges: [null] }
}
