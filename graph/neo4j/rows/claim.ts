/** Claim rows, and sentences found by search. */
import { historyOf, isWithdrawn, wordingThatHolds, wordsOf } from '../../lives.ts'
import type { ClaimKind } from '../../model.ts'
import type { ClaimRow, Clocks, HitRow } from '../../question.ts'
import { holds, type SearchTerms } from '../../search.ts'
import { RESPONSE_THRESHOLD } from '../../views.ts'
import { LIFE, type LivingClaim } from '../lives.ts'
import { placeKey } from '../names.ts'
import { saidBy } from '../paging.ts'
import { knownThen } from '../ranges.ts'
import type { Reader } from '../reader.ts'
import { judgementsBy } from './judgement.ts'

interface Cells extends LivingClaim {
  readonly element: string
  readonly document: string
  readonly id: string
  readonly kind: ClaimKind
  readonly text: string
  readonly author: string | null
  readonly state: ClaimRow['state']
  readonly probability: number
  readonly verdict: string | null
  readonly forms: readonly string[]
}

function cellsOf({ tx }: Reader, elements: readonly string[]): Promise<Cells[]> {
  return tx
    .from<Cells>(
      elements,
      `UNWIND $rows AS element MATCH (c:Claim)-[:IN]->(d:Document) WHERE elementId(c) = element
     WITH c, d, element, c{.id, .kind, .text, .author, .state, .probability, .verdict, ${LIFE},
       element: element, document: d.id, forms: COLLECT { MATCH (c)-[m:MENTIONS]->() RETURN m.form }} AS cells
     RETURN cells`,
    )
    .then((rows) => (rows as unknown as { cells: Cells }[]).map(({ cells }) => cells))
}

export async function claimRows(
  reader: Reader,
  elements: readonly string[],
  clocks: Clocks,
): Promise<ReadonlyMap<string, ClaimRow>> {
  const cells = await cellsOf(reader, elements)
  const [lifeOf, documents, authors, concepts, responses, judgements] = await Promise.all([
    reader.lives(cells, clocks.asOf),
    reader.documents(cells.map(({ document }) => document)),
    reader.authors(cells.map(({ author }) => author)),
    conceptsOf(reader, cells),
    responsesTo(reader, cells, clocks),
    judgementsBy(
      reader.tx,
      cells.filter(({ verdict }) => verdict !== null).map(({ id }) => id),
      clocks,
    ),
  ])
  const then = clocks.asOf !== null
  const rows = cells.map((claim): [string, ClaimRow] => {
    const { id, kind, at, probability, document, author, element } = claim
    const life = lifeOf(claim)
    const row = {
      ...{ id, kind, text: (then ? wordsOf(life) : null) ?? claim.text },
      ...{ document: documents(document), author: authors(author), at },
      state: then ? (isWithdrawn(life) ? 'withdrawn' : 'standing') : claim.state,
      probability,
      ...{ concepts: concepts.get(id) ?? [], responses: responses.get(id) ?? {} },
      ...{ judgement: judgements.get(id) ?? null, history: historyOf(life) },
    } satisfies ClaimRow
    return [element, row]
  })
  return new Map(rows)
}

/** Ids of the concepts that claims mention, sorted. */
export async function conceptsOf(
  { names }: Pick<Reader, 'names'>,
  claims: readonly { readonly id: string; readonly document: string; readonly forms: readonly string[] }[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await names.conceptsAt(
    claims.flatMap(({ document, forms }) => forms.map((form) => ({ form, document }))),
  )
  const ids = ({ document, forms }: (typeof claims)[number]) =>
    forms.map((form) => found.get(placeKey({ form, document }))).filter((id) => id !== undefined)
  return new Map(claims.map((claim) => [claim.id, [...new Set(ids(claim))].sort()]))
}

/** How many responses a list would show, by act. */
async function responsesTo({ tx }: Reader, claims: readonly Cells[], { asOf, knownBy }: Clocks) {
  const found = await tx.from<{ id: string; act: string; n: number }>(
    claims.map(({ id }) => id),
    `UNWIND $rows AS id MATCH (r:Response) USING INDEX SEEK r:Response(toClaim, open, act, order) WHERE r.toClaim = id AND r.open IN [true, false] AND r.act IS NOT NULL
       AND r.order IS NOT NULL AND ${knownThen('r', knownBy)} AND (r.confidence >= $threshold OR r.main)
       AND coalesce(r.verdict, '') <> 'rejected' ${asOf === null ? '' : `AND ${saidBy('r.order')}`}
     RETURN id, r.act AS act, count(*) AS n ORDER BY act`,
    { threshold: RESPONSE_THRESHOLD, asOf, knownBy },
  )
  const byClaim = Map.groupBy(found, ({ id }) => id)
  return new Map([...byClaim].map(([id, acts]) => [id, Object.fromEntries(acts.map(({ act, n }) => [act, n]))]))
}

/** Found sentences, each in the newest of its wordings that holds what was looked for; none where, by then, none did. */
export async function hitRows(
  reader: Reader,
  elements: readonly string[],
  { asOf }: Clocks,
  terms: SearchTerms,
): Promise<ReadonlyMap<string, HitRow>> {
  const cells = await cellsOf(reader, elements)
  const standing = (claim: Cells): boolean => asOf === null && holds(claim.text, terms)
  const lifeOf = await reader.lives(
    cells.filter((claim) => !standing(claim)),
    asOf,
  )
  const documents = await reader.documents(cells.map(({ document }) => document))
  const authors = await reader.authors(cells.map(({ author }) => author))
  const rows = cells.flatMap((claim): [string, HitRow][] => {
    const { id, kind, document, author, at, element } = claim
    const text = standing(claim) ? claim.text : wordingThatHolds(lifeOf(claim), terms)
    if (text === null) return []
    return [[element, { id, claim: id, kind, text, document: documents(document), author: authors(author), at }]]
  })
  return new Map(rows)
}
