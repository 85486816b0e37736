/** What answers a claim, and what answers that: breadth first, bounded, a level at a time. */
import { cypherParams } from '../cypher.ts'
import { cypherConditions, type Meant } from '../filters.ts'
import { ACTS } from '../model.ts'
import type { Clocks, Thread } from '../question.ts'
import { claimPresent } from './meaning.ts'
import { saidBy } from './paging.ts'
import { clockConditions } from './ranges.ts'
import type { Reader } from './reader.ts'
import { claimRows } from './rows/claim.ts'
import { responseRows } from './rows/response.ts'

interface Answer {
  readonly element: string
  readonly id: string
  /** Id of the response that it answers; null where it answers the claim itself. */
  readonly answers: string | null
}

interface Node extends Answer {
  readonly depth: number
}

/** Null when there is no such claim, as of then. */
export async function readThread(reader: Reader, id: string, clocks: Clocks, limit: number): Promise<Thread | null> {
  const claim = await claimThen(reader, id, clocks)
  if (claim === null) return null
  const nodes: Node[] = []
  const seen = new Set<string>()
  let more = false
  const add = (answers: readonly Answer[], depth: number): readonly Node[] => {
    const fresh: Node[] = []
    for (const answer of answers) {
      if (seen.has(answer.id)) continue
      if (nodes.length >= limit) {
        more = true
        break
      }
      seen.add(answer.id)
      const node = { ...answer, depth }
      nodes.push(node)
      fresh.push(node)
    }
    return fresh
  }
  let level = add(await toClaim(reader, claim.id, clocks, limit + 1), 0)
  for (let depth = 1; level.length > 0; depth++) level = add(await toResponses(reader, level, clocks, limit + 1), depth)
  const rows = await responseRows(
    reader,
    nodes.map(({ element }) => element),
    clocks,
  )
  const told = (await claimRows(reader, [claim.element], clocks)).get(claim.element)!
  return {
    claim: told,
    responses: nodes.map(({ element, answers, depth }) => ({ response: rows.get(element)!, answers, depth })),
    more,
  }
}

async function claimThen(
  { tx }: Reader,
  asked: string,
  { asOf }: Clocks,
): Promise<{ id: string; element: string } | null> {
  const id = await claimPresent(tx, asked)
  const found = await tx.get<{ id: string; element: string }>(
    `MATCH (c:Claim {id: $id}) ${asOf === null ? '' : `WHERE ${saidBy('c.order')}`} RETURN c.id AS id, elementId(c) AS element`,
    { id, asOf },
  )
  return found ?? null
}

/** Responses that a list would show, pointing at one thing through a column, oldest first. */
function aimed(column: 'toClaim' | 'toResponse' | 'toDocument', key: string, clocks: Clocks, more = ''): string {
  const meant = meantAt(clocks)
  const all = [...cypherConditions('response', meant), ...clockConditions('response', clocks)]
  // Act by act, so that each part is in the index's order and ends at the limit.
  return `UNWIND $acts AS act UNWIND $opens AS open
    CALL (${key}, act, open) {
      MATCH (r:Response) USING INDEX SEEK r:Response(${column}, open, act, order) WHERE r.${column} = ${key} AND r.open = open AND r.act = act AND r.order > '' AND ${all.join(' AND ')} ${more}
      RETURN r ORDER BY r.${column}, r.open, r.act, r.order LIMIT $limit }
    WITH r ORDER BY r.order LIMIT $limit`
}

function meantAt(clocks: Clocks): Meant<string> {
  return { ...clocks, filters: {}, authors: [], against: [], document: null, search: null }
}

const paramsOf = (clocks: Clocks, limit: number) => ({
  ...cypherParams(meantAt(clocks)),
  ...{ limit, acts: [...ACTS], opens: clocks.knownBy === null ? [true] : [false, true] },
})

function toClaim({ tx }: Reader, claim: string, clocks: Clocks, limit: number): Promise<readonly Answer[]> {
  return tx.all<Answer>(
    `WITH $claim AS claim ${aimed('toClaim', 'claim', clocks)} RETURN r.id AS id, elementId(r) AS element, null AS answers`,
    { claim, ...paramsOf(clocks, limit) },
  )
}

/** Responses to responses: to the acts themselves, to their sentences, and the main acts of replies to their documents. */
async function toResponses(
  { tx }: Reader,
  level: readonly Node[],
  clocks: Clocks,
  limit: number,
): Promise<readonly Answer[]> {
  const found = await tx.from<{ id: string; direct: Found[]; sentence: Found[]; whole: Found[] }>(
    level.map(({ element }) => element),
    `UNWIND $rows AS element MATCH (o:Response)-[:FROM]->(d:Document) WHERE elementId(o) = element
     WITH o.id AS own, o.claim AS said, d.id AS place
     CALL (own) { ${aimed('toResponse', 'own', clocks)} RETURN collect({id: r.id, element: elementId(r)}) AS direct }
     CALL (said) { ${aimed('toClaim', 'said', clocks)} RETURN collect({id: r.id, element: elementId(r)}) AS sentence }
     CALL (place) { ${aimed('toDocument', 'place', clocks, 'AND r.main')} RETURN collect({id: r.id, element: elementId(r)}) AS whole }
     RETURN own AS id, direct, sentence, whole`,
    paramsOf(clocks, limit),
  )
  const byId = new Map(found.map((row) => [row.id, row]))
  return level.flatMap(({ id }) => {
    const { direct = [], sentence = [], whole = [] } = byId.get(id) ?? {}
    return [...direct, ...sentence, ...whole].map((answer) => ({ ...answer, answers: id }))
  })
}

type Found = Omit<Answer, 'answers'>
