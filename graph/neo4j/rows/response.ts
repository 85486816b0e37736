/** Response rows. */
import { isWithdrawn, wordsOf } from '../../lives.ts'
import type { Iso, Judged, ResponseState, TargetState } from '../../model.ts'
import type { AuthorBrief, Clocks, DocumentBrief, ResponseRow } from '../../question.ts'
import { LIFE, type LivingClaim } from '../lives.ts'
import { placeKey } from '../names.ts'
import { clockConditions } from '../ranges.ts'
import { type Reader, unread } from '../reader.ts'
import { presentIds } from '../redirects.ts'
import { RESPONSE, type ResponseCells } from '../responses.ts'
import { spellAt } from '../spells.ts'
import { columnsOf } from '../values.ts'
import { judgementsBy } from './judgement.ts'

interface Cells extends ResponseCells {
  readonly element: string
  readonly document: string
  readonly state: ResponseState | null
  readonly targetState: TargetState | null
  readonly stateCause: string | null
  readonly targetCause: string | null
  readonly ownSpells: readonly string[] | null
  readonly targetSpells: readonly string[] | null
  readonly verdict: string | null
  /** Of its document, and of the one that it answers. */
  readonly own: BriefCells
  readonly answered: BriefCells
  readonly authorName: string | null
  readonly toAuthorName: string | null
  /** Of the claim that it answers: words and state as they are, and its life, where that is asked for. */
  readonly words: string | null
  readonly standing: string | null
  readonly life: LivingClaim | null
}

/** Id, kind, title, address, state of a document; nulls where it was never read. */
type BriefCells = readonly [string | null, string, string | null, string | null, DocumentBrief['state']]

const brief = (document: string): string =>
  `[${['id', 'kind', 'title', 'url', 'state'].map((name) => `${document}.${name}`).join(', ')}]`

/**
 * All that a row shows, in one statement, since each waits for the one before it; in columns and lists, since the driver reads
 * a map's names anew with every row.
 */
const selectOf = (asOf: Iso | null): string => `UNWIND $rows AS element
  MATCH (r:Response)-[:FROM]->(d:Document) WHERE elementId(r) = element
  OPTIONAL MATCH (r)-[:TO]->(t:Claim)
  OPTIONAL MATCH (o:Document {id: r.toDocument})
  OPTIONAL MATCH (a:Author {id: r.author})
  OPTIONAL MATCH (b:Author {id: r.toAuthor})
  RETURN element, ${columnsOf('r', RESPONSE)}, ${columnsOf('r', STATES)}, d.id AS document,
    ${brief('d')} AS own, ${brief('o')} AS answered, a.name AS authorName, b.name AS toAuthorName,
    t.text AS words, t.state AS standing,
    ${asOf === null ? 'null' : `t{${LIFE}}`} AS life`

const STATES = '.state, .targetState, .stateCause, .targetCause, .ownSpells, .targetSpells, .verdict'

export async function responseRows(
  reader: Reader,
  elements: readonly string[],
  clocks: Clocks,
): Promise<ReadonlyMap<string, ResponseRow>> {
  const { asOf } = clocks
  const cells = await reader.tx.from<Cells>(elements, selectOf(asOf))
  const places = cells.flatMap(({ toForm, document }) => (toForm === null ? [] : [{ form: toForm, document }]))
  const [concepts, now, judgements, present, steps] = await Promise.all([
    reader.names.conceptsAt(places),
    wordsNow(reader, cells, asOf),
    judgementsBy(
      reader.tx,
      cells.filter(({ verdict }) => verdict !== null).map(({ id }) => id),
      clocks,
    ),
    readTargets(reader, cells),
    stepsThen(reader, cells, clocks),
  ])
  const conceptOf = ({ toForm, document }: Cells): ResponseRow['to']['concept'] => {
    const id = toForm === null ? undefined : concepts.get(placeKey({ form: toForm, document }))
    return id === undefined ? null : { id, label: reader.names.cells(id).label }
  }
  const rows = cells.map((response): [string, ResponseRow] => {
    const { id, act, exact, claim, revision, start, end, at, confidence, rule, model, evidence, main } = response
    const row: ResponseRow = {
      ...{ id, act, exact, document: briefOf(response.document, response.own), claim, revision, start, end },
      ...{ author: personOf(response.author, response.authorName), at },
      to: {
        document: response.toDocument === null ? null : briefOf(response.toDocument, response.answered),
        claim: response.toClaim,
        concept: conceptOf(response),
        response: steps.has(response.toResponse) ? response.toResponse : null,
        revision: response.toRevision,
        start: response.toStart,
        end: response.toEnd,
        exact: response.toExact,
        now: now(response),
        author: personOf(response.toAuthor, response.toAuthorName),
      },
      ...statesOf(response, asOf),
      ...{ confidence, rule, model, evidence, main },
      judgement: judgements.get(id) ?? null,
      reading: readingOf(response, present),
    }
    return [response.element, row]
  })
  return new Map(rows)
}

function briefOf(document: string, [id, kind, title, url, state]: BriefCells): DocumentBrief {
  return id === null ? unread(document) : { id, kind, title, url, state }
}

function personOf(id: string | null, name: string | null): AuthorBrief | null {
  return id === null || name === null ? null : { id, name }
}

/** The target's words as they stand, where it stands in other words than were answered. */
async function wordsNow(
  reader: Reader,
  cells: readonly Cells[],
  asOf: Iso | null,
): Promise<(cells: Cells) => string | null> {
  const other = (words: string | null, then: string | null): string | null => (words === then ? null : words)
  if (asOf === null) return ({ words, standing, toExact }) => (standing === 'standing' ? other(words, toExact) : null)
  const lifeOf = await reader.lives(
    cells.flatMap(({ life }) => (life === null ? [] : [life])),
    asOf,
  )
  return ({ life, toExact }) => {
    if (life === null) return null
    const lived = lifeOf(life)
    return isWithdrawn(lived) ? null : other(wordsOf(lived), toExact)
  }
}

/** Today's states stand in the node; another day's are looked up. */
function statesOf(cells: Cells, asOf: Iso | null): Pick<ResponseRow, 'state' | 'targetState' | 'stateCause'> {
  const { state, targetState, stateCause, targetCause } = cells
  if (asOf === null) return { state, targetState, stateCause: stateCause ?? targetCause }
  const [own, target] = [spellAt(cells.ownSpells, asOf), spellAt(cells.targetSpells, asOf)]
  return {
    state: (own?.state as ResponseState | undefined) ?? null,
    targetState: (target?.state as TargetState | undefined) ?? null,
    stateCause: own?.cause ?? target?.cause ?? null,
  }
}

/** Those responses among what is aimed at that a reading of their document has found: they are named by their words alone. */
async function stepsThen({ tx }: Reader, cells: readonly Cells[], clocks: Clocks): Promise<ReadonlySet<string | null>> {
  const ids = cells.map(({ toResponse }) => toResponse).filter((id) => id !== null)
  const then = ['r.id = id', ...clockConditions('response', clocks)]
  const found = await tx.from<{ id: string }>(
    [...new Set(ids)],
    `UNWIND $rows AS id MATCH (r:Response) USING INDEX SEEK r:Response(id) WHERE ${then.join(' AND ')} RETURN DISTINCT id`,
    { asOf: clocks.asOf, knownBy: clocks.knownBy },
  )
  return new Set(found.map(({ id }) => id))
}

/** What the machine read, where a person judged it; ids of claims as they are now. */
function readingOf({ judged }: Cells, present: ReadonlyMap<string, string>): ResponseRow['reading'] {
  if (judged === null) return null
  const { act, confidence, to } = JSON.parse(judged) as Judged
  const claim = to.claim === null ? null : (present.get(to.claim) ?? to.claim)
  return { act, confidence, to: { document: to.document, claim, exact: to.exact } }
}

/** Claims that the machine read as targets of judged responses, by the ids that they have now. */
function readTargets({ tx }: Reader, cells: readonly Cells[]): Promise<ReadonlyMap<string, string>> {
  const claims = cells.flatMap(({ judged }) => (judged === null ? [] : [(JSON.parse(judged) as Judged).to.claim]))
  return presentIds(
    tx,
    claims.filter((claim) => claim !== null),
  )
}
