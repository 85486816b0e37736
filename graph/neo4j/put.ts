/** Stores analyses: each document brought to what its analysis says, and everyone who reads it marked for linking. */
import { isGone } from '../merge.ts'
import type { Analysis } from '../model.ts'
import { Conflict, type Put, type PutOutcome } from '../store.ts'
import { readersOf } from './affected.ts'
import type { Tx } from './db.ts'
import { writeDefinitions } from './definitions.ts'
import {
  type DocumentRow,
  orderOfDocument,
  rowsOf,
  type StoredDocument,
  storedDocuments,
  tieAnswers,
  waitingFor,
  writeRows,
} from './documents.ts'
import { refileWholes } from './mentions.ts'
import { ensureAuthors, renameAuthors, uncredit } from './people.ts'
import { carryOver, type Former, noteAnswers, refreshVerdicts, removeClaims, successors } from './redirects.ts'
import { scrub } from './tombstones.ts'
import type { Unit } from './unit.ts'

/** Outcomes in the order given. Throws `Conflict` with every document that changed since its base was read. */
export async function putAnalyses(unit: Unit, puts: readonly Put[]): Promise<readonly PutOutcome[]> {
  const outcomes: PutOutcome[] = []
  const conflicts: string[] = []
  for (const group of distinct(puts)) {
    const stored = await storedDocuments(
      unit.tx,
      group.map(({ analysis }) => analysis.document.id),
    )
    const told = group.map((put) => outcomeOf(put, stored.get(put.analysis.document.id)))
    for (const [at, outcome] of told.entries()) {
      const { analysis } = group[at]!
      if (outcome === null) conflicts.push(analysis.document.id)
      else outcomes.push(outcome)
      if (outcome === 'unchanged') unit.claimsKept += analysis.claims.length
    }
    const write = group.filter((_, at) => told[at] === 'added' || told[at] === 'changed')
    if (conflicts.length === 0 && write.length > 0)
      await writeAll(
        unit,
        write.map(({ analysis }) => analysis),
        stored,
      )
  }
  if (conflicts.length > 0) throw new Conflict(conflicts)
  return outcomes
}

/** Runs of puts in which no document stands twice. */
function distinct(puts: readonly Put[]): readonly (readonly Put[])[] {
  const groups: Put[][] = []
  let seen = new Set<string>()
  for (const put of puts) {
    const { id } = put.analysis.document
    if (groups.length === 0 || seen.has(id)) {
      groups.push([])
      seen = new Set()
    }
    seen.add(id)
    groups.at(-1)!.push(put)
  }
  return groups
}

/** Null: it changed since `base` was read. */
function outcomeOf({ analysis, base }: Put, stored: StoredDocument | undefined): PutOutcome | null {
  if (stored?.digest === analysis.digest && stored.analyser === analysis.analyser) return 'unchanged'
  if ((stored?.digest ?? null) !== base) return null
  return stored === undefined ? 'added' : 'changed'
}

async function writeAll(
  unit: Unit,
  analyses: readonly Analysis[],
  stored: ReadonlyMap<string, StoredDocument>,
): Promise<void> {
  const { tx } = unit
  const changed = analyses.filter(({ document }) => stored.has(document.id))
  const ids = changed.map(({ document }) => document.id)
  const added = analyses.map(({ document }) => document.id).filter((id) => !stored.has(id))
  const places = analyses.map((analysis) => ({ ...analysis.document, order: orderOfDocument(analysis) }))
  // All is read before anything is written: a transaction looks through what it has written at every range that it reads.
  // Of documents that change together each is read anew itself, so where they stood and will stand is enough to know.
  const [former, readers, waiting, states, judged] = await Promise.all([
    formerOf(unit, ids),
    readersOf(tx, [...ids.map((id) => stored.get(id)!), ...places]),
    waitingFor(tx, added),
    statesThatHangOn(tx, [...ids, ...added]),
    tx.get<{ n: number }>('MATCH (j:Judgement) RETURN count(j) AS n'),
  ])
  for (const id of readers) unit.marks.link.add(id)
  for (const id of [...ids, ...added, ...states]) unit.marks.states.add(id)
  const [credited] = await Promise.all([
    uncredit(unit, ids),
    ensureAuthors(unit, analyses),
    tx.each(ids, 'UNWIND $rows AS id MATCH (:Document {id: id})-[e:CITES|NAMED|TITLED|REPLIES_TO]->() DELETE e'),
  ])
  for (const analysis of analyses) unit.claimsAdded += analysis.claims.length
  await settleClaims(unit, changed, former)
  const rows = analyses.map((analysis) => rowsOf(unit.forms, analysis))
  await writeRows(unit, await withFreshMentions(unit, rows, former), new Set(ids))
  await tieAnswers(
    unit,
    analyses.map(({ document: { id, parent } }) => ({ id, parent })),
    waiting,
  )
  await removeRevisions(unit, changed)
  if (judged!.n > 0) await judgedBefore(unit, analyses)
  await renameAuthors(unit, analyses, credited)
  await writeDefinitions(unit, analyses, ids)
  await refileWholes(unit, ids)
  await scrub(
    unit,
    analyses.filter(({ document }) => isGone(document.state)).map(({ document }) => document.id),
  )
}

// ---- claims that were there ---------------------------------------------------------------------------------------

async function formerOf({ tx }: Unit, ids: readonly string[]): Promise<ReadonlyMap<string, Former>> {
  const found = await tx.from<Former>(
    ids,
    `UNWIND $rows AS id MATCH (d:Document {id: id})
     RETURN id AS document,
       COLLECT { MATCH (d)<-[:IN]-(c:Claim) RETURN {id: c.id, ord: c.ord, key: c.kind + ' ' + c.order,
         forms: COLLECT { MATCH (c)-[m:MENTIONS]->() RETURN m.form }} } AS claims,
       COLLECT { MATCH (d)<-[:OF]-(v:Revision)
         RETURN {id: v.id, number: v.number, textHash: v.textHash, wordings: v.wordings} } AS revisions`,
  )
  return new Map(found.map((row) => [row.document, row]))
}

/** Ids that changed are led on, claims that no reading has any more removed. */
async function settleClaims(
  unit: Unit,
  analyses: readonly Analysis[],
  former: ReadonlyMap<string, Former>,
): Promise<void> {
  for (const analysis of analyses) {
    const before = former.get(analysis.document.id)!
    const heirs = successors(before, analysis)
    if (heirs.length === 0) {
      countKept(unit, before.claims.length)
      continue
    }
    const vanished = new Set(heirs.map((heir) => heir.former))
    const kept = before.claims.map(({ id }) => id).filter((id) => !vanished.has(id))
    const lost = await carryOver(unit, new Set(kept), heirs)
    await removeClaims(unit, lost)
    countKept(unit, before.claims.length - lost.length)
  }
}

function countKept(unit: Unit, kept: number): void {
  unit.claimsKept += kept
  unit.claimsAdded -= kept
}

/** The rows, in which claims name only those mentions that are to be written; mentions that changed are taken away. */
async function withFreshMentions(
  unit: Unit,
  rows: readonly DocumentRow[],
  former: ReadonlyMap<string, Former>,
): Promise<readonly DocumentRow[]> {
  const cleared: string[] = []
  const fresh = rows.map((row) => {
    const stored = former.get(row.id)
    if (stored === undefined) return row
    const known = new Map(stored.claims.map(({ id, key, forms }) => [id, saysMentions(key, forms)]))
    const claims = row.claims.map((claim) => {
      if (known.get(claim.id) === saysMentions(`${claim.kind} ${claim.order}`, claim.forms))
        return { ...claim, forms: [] }
      cleared.push(claim.id)
      return claim
    })
    return { ...row, claims }
  })
  await noteAnswers(unit, cleared)
  await unit.tx.each(cleared, 'UNWIND $rows AS id MATCH (:Claim {id: id})-[m:MENTIONS]->() DELETE m')
  return fresh
}

const saysMentions = (key: string, forms: readonly string[]): string => [key, ...forms.toSorted()].join('\0')

async function removeRevisions({ tx }: Unit, analyses: readonly Analysis[]): Promise<void> {
  const rows = analyses.map(({ document, revisions }) => ({
    id: document.id,
    revisions: revisions.map(({ id }) => id),
  }))
  await tx.each(
    rows,
    'UNWIND $rows AS row MATCH (:Document {id: row.id})<-[:OF]-(v:Revision) WHERE NOT v.id IN row.revisions DETACH DELETE v',
  )
}

/** A claim that comes back is shown as it was judged. */
async function judgedBefore({ tx }: Unit, analyses: readonly Analysis[]): Promise<void> {
  await refreshVerdicts(
    tx,
    analyses.flatMap(({ claims }) => claims.map(({ id }) => id)),
  )
}

/** Documents whose responses have states that hang on these documents' texts: those to them, those that they answer. */
async function statesThatHangOn(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const found = await tx.from<{ id: string }>(
    ids,
    `UNWIND $rows AS id
     CALL (id) {
       MATCH (r:Response) USING INDEX SEEK r:Response(toDocument, open, act, order) WHERE r.toDocument = id AND r.open = true AND r.act IS NOT NULL AND r.order IS NOT NULL
       MATCH (r)-[:FROM]->(o:Document) RETURN o.id AS other
       UNION MATCH (:Document {id: id})<-[:FROM]-(r:Response) WHERE r.open MATCH (o:Document {id: r.toDocument}) RETURN o.id AS other }
     RETURN DISTINCT other AS id`,
  )
  return found.map(({ id }) => id)
}
