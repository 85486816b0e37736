/**
 * By which index a question on responses goes. A list is read from the narrowest index range that the question names,
 * newest first by the range's own order; the rest are conditions on its rows. No question reads a whole label: the index
 * is named, since a plan that was made while the graph was small is kept while it grows.
 */
import type { Meant } from '../filters.ts'
import { ACTS } from '../model.ts'
import type { Clocks, RowKind, Sort } from '../question.ts'
import type { Params } from './db.ts'
import type { Aim, ConceptAim, Meaning } from './meaning.ts'
import type { Name } from './names.ts'
import { type Range, saidBy, within } from './paging.ts'
import type { Cypher } from './values.ts'

/** Rows that were there: open today, or by the clock of what we knew. */
export function knownThen(alias: string, knownBy: string | null): string {
  return knownBy === null
    ? `${alias}.open = true`
    : `${alias}.learnedFrom <= $knownBy AND (${alias}.learnedTo IS NULL OR ${alias}.learnedTo > $knownBy)`
}

/** People who had written or edited something by then. */
const HAD_WRITTEN = `(EXISTS { MATCH (d:Document) WHERE d.author = a.id AND d.order > '' AND ${saidBy('d.order')} }
  OR EXISTS { MATCH (a)<-[:CREDITS]-(:Document)<-[:OF]-(v:Revision) WHERE v.editor = a.id AND (v.at IS NULL OR v.at <= $asOf) })`

/** What the clocks hide of rows of a kind. A row without a time was always there. */
export function clockConditions(kind: RowKind, { asOf, knownBy }: Clocks): readonly string[] {
  if (kind === 'author') return asOf === null ? [] : [HAD_WRITTEN]
  const alias = { response: 'r', claim: 'c', hit: 'c', document: 'd', concept: null, author: null, disagreement: null }[
    kind
  ]
  const said = alias === null || asOf === null ? [] : [saidBy(`${alias}.order`)]
  return kind === 'response' ? [...said, knownThen('r', knownBy)] : said
}

/**
 * How names with several senses are read in a document: as the document itself defines them; where it does not, in the
 * leading sense. Null where no name has several. `x` holds the name, `$members` the concept.
 */
export function reads(names: readonly Name[], place: string, name = 'x'): string | null {
  if (!names.some(({ ambiguous }) => ambiguous)) return null
  const own = `MATCH (:Document {id: ${place}})-[o:READS]->() WHERE o.form = ${name}.form`
  return `(NOT ${name}.ambiguous OR EXISTS { ${own} AND o.concept IN $members }
    OR (${name}.leads AND NOT EXISTS { ${own} }))`
}

const given = (...conditions: readonly (string | null)[]): readonly string[] =>
  conditions.filter((condition) => condition !== null)

/** Index ranges of a question on responses: one for each act (and each name of a concept). */
export function responseRange({ meant, aim }: Meaning, sort: Sort): Range {
  const drive = driveOf(meant, aim)
  const parts = partsOf(meant)
  const concept = aim?.kind === 'concept' ? aim : null
  const rows = { row: 'r', id: 'r.id', params: paramsOf(concept) }
  const sorted =
    sort === 'confidence'
      ? ({ key: 'r.confidence', ordered: false, columns: [] } as const)
      : ({ key: 'r.order', ordered: true } as const)
  if (drive === null && concept !== null) {
    const key =
      sort === 'confidence' ? sorted : { key: 'a.order', ordered: true, columns: ['a.form', 'a.open', 'a.act'] }
    return {
      ...{ ...rows, columns: [], ...key },
      match: 'MATCH (r:Response)-[a:ABOUT]->() USING INDEX SEEK a:ABOUT(form, open, act, order)',
      where: given(
        'a.form = x.form',
        'a.open = x.open',
        'a.act = x.act',
        ...within('a.order', meant),
        reads(concept.names, 'a.place'),
      ),
      ranges: concept.names.flatMap((name) => parts.map((part) => ({ ...name, ...part }))),
    }
  }
  if (drive === null && meant.search !== null) {
    return {
      ...{ ...rows, columns: [], ...sorted },
      match: `CALL db.index.fulltext.queryNodes('claim_words', x) YIELD node AS said MATCH (said)<-[:SAYS]-(r:Response)`,
      where: given('true', aboutConcept(concept)),
      ranges: [meant.search],
    }
  }
  if (drive === null) {
    const columns = ['r.open', 'r.act']
    const key = sort === 'confidence' ? ['r.confidence >= 0', 'r.id IS NOT NULL'] : within('r.order', meant)
    return {
      ...{ ...rows, ...sorted, columns },
      match: `MATCH (r:Response) USING INDEX SEEK r:Response(open, act, ${sort === 'confidence' ? 'confidence, id' : 'order'})`,
      where: given('r.open = x.open', 'r.act = x.act', ...key, aboutConcept(concept)),
      ranges: parts,
    }
  }
  if (drive.column === null) {
    return {
      ...{ ...rows, columns: [], ...sorted },
      match: 'MATCH (:Document {id: x})<-[:FROM]-(r:Response)',
      where: given('r.act IN $acts', aboutConcept(concept)),
      ranges: drive.values,
      params: { ...rows.params, acts: meant.filters.act ?? ACTS },
    }
  }
  const column = `r.${drive.column}`
  return {
    ...{ ...rows, ...sorted, columns: sort === 'confidence' ? [] : [column, 'r.open', 'r.act'] },
    match: `MATCH (r:Response) USING INDEX SEEK r:Response(${drive.column}, open, act, order)`,
    where: given(
      `${column} = x.value`,
      'r.open = x.open',
      'r.act = x.act',
      ...within('r.order', meant),
      aboutConcept(concept),
    ),
    ranges: drive.values.flatMap((value) => parts.map((part) => ({ value, ...part }))),
  }
}

/** What conditions on a concept ask for. */
export function paramsOf(concept: ConceptAim | null): Params {
  return concept === null ? {} : { names: concept.names, members: concept.members }
}

function partsOf({
  filters: { act = [] },
  knownBy,
}: Meant<string>): readonly { readonly open: boolean; readonly act: string }[] {
  const acts = act.length === 0 ? ACTS : act
  return (knownBy === null ? [true] : [false, true]).flatMap((open) => acts.map((one) => ({ open, act: one })))
}

interface Drive {
  /** A column of Response that an ordered index begins with; null: the responses of a document. */
  readonly column:
    | 'toClaim'
    | 'toResponse'
    | 'toDocument'
    | 'toAuthor'
    | 'author'
    | 'verdict'
    | 'state'
    | 'targetState'
    | null
  readonly values: readonly Cypher[]
}

const COLUMNS = { claim: 'toClaim', response: 'toResponse', document: 'toDocument', author: 'toAuthor' } as const

/** The narrowest that the question names; null where it names none. */
function driveOf({ filters, authors, against, document, asOf, search }: Meant<string>, aim: Aim | null): Drive | null {
  if (aim !== null && aim.kind !== 'concept') return { column: COLUMNS[aim.kind], values: [aim.id] }
  if (document !== null) return { column: null, values: [document] }
  if (authors.length > 0) return { column: 'author', values: authors }
  if (against.length > 0) return { column: 'toAuthor', values: against }
  if (aim !== null) return null
  if (filters.judged !== undefined && filters.judged !== 'none') return { column: 'verdict', values: [filters.judged] }
  if (search !== null) return null
  const { state = [], targetState = [] } = filters
  if (state.length > 0 && asOf === null) return { column: 'state', values: state }
  if (targetState.length > 0 && asOf === null) return { column: 'targetState', values: targetState }
  return null
}

/** The concept as a condition, where another index is narrower. */
function aboutConcept(aim: ConceptAim | null): string | null {
  if (aim === null) return null
  const read = reads(aim.names, 'a.place', 'n')
  return `EXISTS { MATCH (r)-[a:ABOUT]->() UNWIND $names AS n WITH a, n WHERE a.form = n.form${read === null ? '' : ` AND ${read}`} RETURN 1 }`
}
