/** Ids that change: an earlier wording arrives, and the sentence is known by it from now on. Its former id leads there. */
import type { Analysis } from '../model.ts'
import type { Tx } from './db.ts'
import type { Unit } from './unit.ts'
import { type PackedWording, unpack } from './wordings.ts'

/** A document's claims and revisions as they were stored. */
export interface Former {
  readonly document: string
  readonly claims: readonly {
    readonly id: string
    readonly ord: number
    readonly forms: readonly string[]
    readonly key: string
  }[]
  readonly revisions: readonly {
    readonly id: string
    readonly number: number
    readonly textHash: string
    readonly wordings: readonly number[]
  }[]
}

/** A claim that lost its id, and the id that its sentence has now; null where no reading has the sentence any more. */
export interface Heir {
  readonly former: string
  readonly id: string | null
}

/** Finds vanished claims' sentences again: the same span of the same revision, in the first where it stands. */
export function successors({ claims, revisions }: Former, analysis: Analysis): readonly Heir[] {
  const present = new Set(analysis.claims.map(({ id }) => id))
  const vanished = claims.filter(({ id }) => !present.has(id))
  if (vanished.length === 0) return []
  const hashes = new Map(analysis.revisions.map(({ id, textHash }) => [id, textHash]))
  const now = new Map(
    analysis.wordings.map(({ claim, revision, start, end }) => [`${revision} ${start} ${end}`, claim] as const),
  )
  const same = revisions
    .filter(({ id, textHash }) => hashes.get(id) === textHash)
    .toSorted((a, b) => a.number - b.number)
    .map(({ id, wordings }) => ({ id, wordings: byOrd(unpack(wordings)) }))
  return vanished.map(({ id, ord }) => {
    for (const revision of same) {
      const span = revision.wordings.get(ord)
      const heir =
        span === undefined || span.start === null ? undefined : now.get(`${revision.id} ${span.start} ${span.end}`)
      if (heir !== undefined) return { former: id, id: heir }
    }
    return { former: id, id: null }
  })
}

function byOrd(wordings: readonly PackedWording[]): ReadonlyMap<number, PackedWording> {
  return new Map(wordings.map((wording) => [wording.ord, wording]))
}

/**
 * Gives claims the ids of their heirs, so that responses and judgements follow. Of several that become one, the first
 * gives its node, the others' responses are led to it. Gives the ids of the claims that are to be removed.
 */
export async function carryOver(
  unit: Unit,
  stored: ReadonlySet<string>,
  heirs: readonly Heir[],
): Promise<readonly string[]> {
  const { tx } = unit
  const there = new Set(stored)
  const renamed: { former: string; id: string }[] = []
  const joined: { former: string; id: string }[] = []
  const lost: string[] = []
  for (const { former, id } of heirs) {
    if (id === null) lost.push(former)
    else if (there.has(id)) joined.push({ former, id })
    else {
      there.add(id)
      renamed.push({ former, id })
    }
  }
  await tx.each(
    renamed,
    `UNWIND $rows AS row MATCH (c:Claim {id: row.former}) SET c.id = row.id
     WITH c CALL (c) { MATCH (c)<-[:SAYS]-(r) SET r.claim = c.id } CALL (c) { MATCH (c)<-[:TO]-(r) SET r.toClaim = c.id }`,
  )
  await noteAnswers(
    unit,
    joined.map(({ former }) => former),
  )
  await tx.each(
    joined,
    `UNWIND $rows AS row MATCH (c:Claim {id: row.former}) MATCH (h:Claim {id: row.id})
     CALL (c, h) { MATCH (c)<-[e:SAYS]-(r) CREATE (r)-[:SAYS]->(h) SET r.claim = h.id DELETE e }
     CALL (c, h) { MATCH (c)<-[e:TO]-(r) CREATE (r)-[:TO]->(h) SET r.toClaim = h.id DELETE e }`,
  )
  await redirect(unit, [...renamed, ...joined])
  await refreshVerdicts(
    tx,
    [...renamed, ...joined].map(({ id }) => id),
  )
  return [...lost, ...joined.map(({ former }) => former)]
}

/** Removes claims that no reading has any more; what answers them answers their documents from now on. */
export async function removeClaims(unit: Unit, ids: readonly string[]): Promise<void> {
  await noteAnswers(unit, ids)
  await unit.tx.each(
    ids,
    `UNWIND $rows AS id MATCH (c:Claim {id: id})
     CALL (c) { MATCH (c)<-[:SAYS]-(r) REMOVE r.claim }
     CALL (c) { MATCH (c)<-[:TO]-(r) REMOVE r.toClaim WITH r MATCH (d:Document {id: r.toDocument}) CREATE (r)-[:TO]->(d) }
     DETACH DELETE c`,
  )
  unit.claimsRemoved += ids.length
}

/** Responses to these claims are to be filed anew. */
export async function noteAnswers({ tx, refiled }: Unit, claims: readonly string[]): Promise<void> {
  const found = await tx.from<{ element: string }>(
    claims,
    'UNWIND $rows AS id MATCH (:Claim {id: id})<-[:TO]-(r) RETURN elementId(r) AS element',
  )
  for (const { element } of found) refiled.add(element)
}

/** Leads former ids, and all that led to them, to the present ones; judgements follow. */
export async function redirect(
  { tx }: Unit,
  rows: readonly { readonly former: string; readonly id: string }[],
): Promise<void> {
  await tx.each(rows, 'UNWIND $rows AS row MATCH (x:Redirect {former: row.id}) DELETE x')
  await tx.each(rows, 'UNWIND $rows AS row MATCH (x:Redirect {id: row.former}) SET x.id = row.id')
  await tx.each(rows, 'UNWIND $rows AS row MERGE (x:Redirect {former: row.former}) SET x.id = row.id')
  await tx.each(rows, 'UNWIND $rows AS row MATCH (j:Judgement {subject: row.former}) SET j.subject = row.id')
  await tx.each(rows, 'UNWIND $rows AS row MATCH (j:Judgement {target: row.former}) SET j.target = row.id')
}

/** Writes the latest verdict on each claim into its node; responses have theirs by version. */
export async function refreshVerdicts(tx: Tx, claims: readonly string[]): Promise<void> {
  await tx.each(
    claims,
    `UNWIND $rows AS id
     WITH id, COLLECT { MATCH (j:Judgement) WHERE j.subject = id WITH j ORDER BY j.at DESC, j.id DESC LIMIT 1 RETURN j.verdict }[0] AS verdict
     MATCH (c:Claim {id: id}) SET c.verdict = verdict`,
  )
}

/** The ids by which things are known now. */
export async function presentIds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await tx.from<{ former: string; id: string }>(
    [...new Set(ids)],
    'UNWIND $rows AS id MATCH (x:Redirect {former: id}) RETURN id AS former, x.id AS id',
  )
  return new Map(found.map(({ former, id }) => [former, id]))
}
