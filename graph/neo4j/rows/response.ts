/** Response rows. */
import { isWithdrawn, wordsOf } from '../../lives.ts'
import type { Iso, Judged, ResponseState, TargetState } from '../../model.ts'
import type { Clocks, ResponseRow } from '../../question.ts'
import { LIFE, type LivingClaim } from '../lives.ts'
import { placeKey } from '../names.ts'
import { clockConditions } from '../ranges.ts'
import type { Reader } from '../reader.ts'
import { presentIds } from '../redirects.ts'
import { RESPONSE, type ResponseCells } from '../responses.ts'
import { spellAt } from '../spells.ts'
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
  readonly target: (LivingClaim & { readonly text: string; readonly state: string }) | null
}

const SELECT = `UNWIND $rows AS element MATCH (r:Response)-[:FROM]->(d:Document) WHERE elementId(r) = element
  OPTIONAL MATCH (r)-[:TO]->(t:Claim)
  RETURN r{${RESPONSE}, .state, .targetState, .stateCause, .targetCause, .ownSpells, .targetSpells, .verdict,
    element: element, document: d.id, target: t{.text, .state, ${LIFE}}} AS cells`

export async function responseRows(
  reader: Reader,
  elements: readonly string[],
  clocks: Clocks,
): Promise<ReadonlyMap<string, ResponseRow>> {
  const { asOf } = clocks
  const found = await reader.tx.from<{ cells: Cells }>(elements, SELECT)
  const cells = found.map((row) => row.cells)
  const places = cells.flatMap(({ toForm, document }) => (toForm === null ? [] : [{ form: toForm, document }]))
  const [documents, authors, concepts, now, judgements, present, steps] = await Promise.all([
    reader.documents(cells.flatMap(({ document, toDocument }) => [document, toDocument])),
    reader.authors(cells.flatMap(({ author, toAuthor }) => [author, toAuthor])),
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
      ...{ id, act, exact, document: documents(response.document), claim, revision, start, end },
      ...{ author: authors(response.author), at },
      to: {
        document: response.toDocument === null ? null : documents(response.toDocument),
        claim: response.toClaim,
        concept: conceptOf(response),
        response: steps.has(response.toResponse) ? response.toResponse : null,
        revision: response.toRevision,
        start: response.toStart,
        end: response.toEnd,
        exact: response.toExact,
        now: now(response),
        author: authors(response.toAuthor),
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

/** The target's words as they stand, where it stands in other words than were answered. */
async function wordsNow(
  reader: Reader,
  cells: readonly Cells[],
  asOf: Iso | null,
): Promise<(cells: Cells) => string | null> {
  const other = (words: string | null, then: string | null): string | null => (words === then ? null : words)
  if (asOf === null) return ({ target, toExact }) => (target?.state === 'standing' ? other(target.text, toExact) : null)
  const lifeOf = await reader.lives(
    cells.flatMap(({ target }) => (target === null ? [] : [target])),
    asOf,
  )
  return ({ target, toExact }) => {
    if (target === null) return null
    const life = lifeOf(target)
    return isWithdrawn(life) ? null : other(wordsOf(life), toExact)
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
