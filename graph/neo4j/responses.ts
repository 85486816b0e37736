/** Response nodes, one for each version, written and read back as the model has them. */

import { conceptId } from '../ids.ts'
import type { Iso, Judged, Response } from '../model.ts'
import { formOf } from '../words.ts'
import type { Tx } from './db.ts'
import { ensureConcepts, ensureForms } from './definitions.ts'
import type { Unit } from './unit.ts'
import { formKey, orderOf } from './values.ts'

export interface StoredResponse extends Response {
  readonly element: string
  readonly toAuthor: string | null
}

/** A response's properties, as `responseOf` reads them. */
export interface ResponseCells {
  readonly id: string
  readonly act: Response['act']
  readonly claim: string | null
  readonly revision: string
  readonly start: number
  readonly end: number
  readonly exact: string
  readonly author: string | null
  readonly at: string | null
  readonly toDocument: string | null
  readonly toClaim: string | null
  readonly toConcept: string | null
  readonly toForm: string | null
  readonly toResponse: string | null
  readonly toRevision: string | null
  readonly toStart: number | null
  readonly toEnd: number | null
  readonly toExact: string | null
  readonly toAuthor: string | null
  readonly confidence: number
  readonly rule: string
  readonly model: string
  readonly evidence: string | null
  readonly main: boolean
  /** As JSON. */
  readonly judged: string | null
}

/** For a map projection of `r`. */
export const RESPONSE = `.id, .act, .claim, .revision, .start, .end, .exact, .author, .at, .toDocument, .toClaim, .toConcept,
  .toForm, .toResponse, .toRevision, .toStart, .toEnd, .toExact, .toAuthor, .confidence, .rule, .model, .evidence, .main, .judged`

export function responseOf(cells: ResponseCells, document: string): Response {
  const { id, act, claim, revision, start, end, exact, author, at, confidence, rule, model, evidence, main } = cells
  return {
    ...{ id, act, document, claim, revision, start, end, exact, author, at, confidence, rule, model, evidence, main },
    to: {
      document: cells.toDocument,
      claim: cells.toClaim,
      concept: cells.toConcept,
      response: cells.toResponse,
      revision: cells.toRevision,
      start: cells.toStart,
      end: cells.toEnd,
      exact: cells.toExact,
    },
    ...(cells.judged === null ? {} : { judged: JSON.parse(cells.judged) as Judged }),
  }
}

/** Documents' responses that hold today, by document. */
export async function openResponses(
  tx: Tx,
  documents: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredResponse[]>> {
  const found = await tx.from<{ document: string; element: string; cells: ResponseCells }>(
    documents,
    `UNWIND $rows AS id MATCH (:Document {id: id})<-[:FROM]-(r:Response) WHERE r.open
     RETURN id AS document, elementId(r) AS element, r{${RESPONSE}} AS cells ORDER BY r.row`,
  )
  return Map.groupBy(
    found.map(({ document, element, cells }) => ({
      ...responseOf(cells, document),
      element,
      toAuthor: cells.toAuthor,
    })),
    ({ document }) => document,
  )
}

/** States that a new version takes over from the one that it replaces. */
const STATES = ['state', 'targetState', 'stateCause', 'targetCause', 'ownSpells', 'targetSpells'] as const

/**
 * Opens versions of responses; their names are the store's already (`resolved`). Those whose id is in `closed` take the
 * states of the version that was closed now.
 */
export async function insertResponses(
  unit: Unit,
  responses: readonly Response[],
  authors: Answered,
  closed: ReadonlySet<string>,
  learnedAt: Iso,
): Promise<void> {
  const { tx, filed } = unit
  const concepts = responses.flatMap(({ to }) => (to.concept === null || formOf(to.concept) === '' ? [] : [to.concept]))
  await ensureForms(unit, concepts)
  await ensureConcepts(unit, concepts)
  for (const concept of concepts) unit.touchedConcepts.add(conceptId(concept))
  const rows = responses.map((response) => ({
    document: response.document,
    cells: cellsOf(response, { row: unit.nextRow(), toAuthor: authors(response.to), learnedAt }),
  }))
  const found = await tx.from<{ element: string }>(
    rows,
    `UNWIND $rows AS row MATCH (d:Document {id: row.document})
     CREATE (r:Response)-[:FROM]->(d) SET r = row.cells
     WITH r, row
     CALL (r, row) { MATCH (c:Claim {id: row.cells.claim}) CREATE (r)-[:SAYS]->(c) }
     CALL (r, row) { MATCH (c:Claim {id: row.cells.toClaim}) CREATE (r)-[:TO]->(c) }
     CALL (r, row) {
       WITH r, row WHERE row.cells.toClaim IS NULL
       MATCH (o:Document {id: row.cells.toDocument}) CREATE (r)-[:TO]->(o) }
     RETURN elementId(r) AS element`,
  )
  for (const { element } of found) filed.add(element)
  await tx.each(
    responses.filter(({ id }) => closed.has(id)).map(({ id }) => id),
    `UNWIND $rows AS id MATCH (r:Response) WHERE r.id = id AND r.open
     CALL (r) {
       MATCH (o:Response) WHERE o.id = r.id AND NOT o.open AND o.learnedTo = r.learnedFrom WITH r, o ORDER BY o.row DESC LIMIT 1
       SET ${STATES.map((name) => `r.${name} = o.${name}`).join(', ')} }`,
  )
}

/** What a response's node knows beyond the response itself. */
interface Version {
  /** Number of this version. */
  readonly row: number
  readonly toAuthor: string | null
  readonly learnedAt: Iso
}

/** Properties of the node of a version that holds. */
export function cellsOf(response: Response, { row, toAuthor, learnedAt }: Version) {
  const {
    id,
    act,
    claim,
    revision,
    start,
    end,
    exact,
    author,
    at,
    to,
    confidence,
    rule,
    model,
    evidence,
    main,
    judged,
  } = response
  return {
    ...{ id, act, claim, revision, start, end, exact, author, at, confidence, rule, model, evidence, main },
    ...{ open: true, learnedFrom: learnedAt, order: orderOf(at, id), row },
    toDocument: to.document,
    toClaim: to.claim,
    toConcept: to.concept,
    toForm: to.concept === null || formOf(to.concept) === '' ? null : formKey(to.concept),
    toResponse: to.response,
    toRevision: to.revision,
    toStart: to.start,
    toEnd: to.end,
    toExact: to.exact,
    toAuthor,
    verdict: judged?.verdict ?? null,
    judged: judged === undefined ? null : JSON.stringify(judged),
  }
}

// ---- names in other documents ---------------------------------------------------------------------------------------

/** Whose text an end of a response is. */
export type Answered = (to: Response['to']) => string | null

/** The authors of the ends of responses: the claim's, else the document's, else the response's. */
export async function answeredAuthors(
  tx: Tx,
  ends: readonly Response['to'][],
  fresh: readonly Response[],
): Promise<Answered> {
  const named = (pick: (to: Response['to']) => string | null) => [
    ...new Set(ends.map(pick).filter((id): id is string => id !== null)),
  ]
  type Found = { id: string; author: string | null }
  const authorsOf = (rows: readonly Found[]) => new Map(rows.map(({ id, author }) => [id, author]))
  const claims = authorsOf(
    await tx.from<Found>(
      named(({ claim }) => claim),
      'UNWIND $rows AS id MATCH (c:Claim {id: id}) RETURN id, c.author AS author',
    ),
  )
  const documents = authorsOf(
    await tx.from<Found>(
      named(({ document }) => document),
      'UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN id, d.author AS author',
    ),
  )
  const responses = authorsOf([
    ...(await tx.from<Found>(
      named(({ response }) => response),
      'UNWIND $rows AS id MATCH (r:Response) WHERE r.id = id AND r.open RETURN id, r.author AS author',
    )),
    ...fresh,
  ])
  return ({ claim, document, response }) =>
    claims.get(claim ?? '') ?? documents.get(document ?? '') ?? responses.get(response ?? '') ?? null
}

/** The same responses in the store's present names: claim ids that were redirected, claims that are no more. */
export async function resolved(tx: Tx, responses: readonly Response[]): Promise<readonly Response[]> {
  const claims = new Set(
    responses.flatMap(({ claim, to }) => [claim, to.claim]).filter((id): id is string => id !== null),
  )
  const found = await tx.from<{ asked: string; id: string }>(
    [...claims],
    `UNWIND $rows AS asked
     OPTIONAL MATCH (c:Claim {id: asked})
     OPTIONAL MATCH (x:Redirect {former: asked}) OPTIONAL MATCH (o:Claim {id: x.id})
     WITH asked, coalesce(c.id, o.id) AS id WHERE id IS NOT NULL RETURN asked, id`,
  )
  const present = new Map(found.map(({ asked, id }) => [asked, id]))
  const named = (id: string | null): string | null => (id === null ? null : (present.get(id) ?? null))
  return responses.map((response) => ({
    ...response,
    claim: named(response.claim),
    to: { ...response.to, claim: named(response.to.claim) },
  }))
}
