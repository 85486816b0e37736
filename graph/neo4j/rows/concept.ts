/** Concept rows: a concept with every name of it, where each was learned, and how much there is about it. */
import { aliasesTaught, pageAmong, type Taught } from '../../concepts.ts'
import { cypherParams } from '../../cypher.ts'
import { cypherConditions, type Meant } from '../../filters.ts'
import { ACTS, type Concept, type ConceptAlias } from '../../model.ts'
import type { Clocks, ConceptRow } from '../../question.ts'
import type { ConceptAim } from '../meaning.ts'
import { countOf } from '../paging.ts'
import { clockConditions, knownThen, responseRange } from '../ranges.ts'
import { claimRange } from '../ranges-others.ts'
import type { Reader } from '../reader.ts'

export async function conceptRows(
  reader: Reader,
  elements: readonly string[],
  clocks: Clocks,
): Promise<ReadonlyMap<string, ConceptRow>> {
  const found = await reader.tx.from<{ element: string; id: string }>(
    elements,
    'UNWIND $rows AS element MATCH (k:Concept) WHERE elementId(k) = element RETURN element, k.id AS id',
  )
  const rows = new Map<string, ConceptRow>()
  for (const { element, id } of found)
    rows.set(element, await conceptRow(reader, (await reader.names.rootNamed(id))!, clocks))
  return rows
}

export async function conceptRow(reader: Reader, root: string, clocks: Clocks): Promise<ConceptRow> {
  const members = await reader.names.members(root)
  const concept = await conceptOf(reader, root, members, clocks.knownBy)
  return { ...concept, ...(await countsOf(reader, root, members, clocks)) }
}

export async function conceptOf(
  reader: Reader,
  root: string,
  members: readonly string[],
  knownBy: string | null,
): Promise<Concept> {
  const { id, label } = reader.names.cells(root)
  const [own, ...merged] = members.map((member) => reader.names.cells(member).page)
  const page = pageAmong(own ?? null, merged)
  return { id, label, aliases: await aliasesOf(reader, members, label, knownBy), page }
}

/** Every name as it is written, once, with the first document (by id) that teaches it. */
async function aliasesOf(
  { tx }: Reader,
  members: readonly string[],
  label: string,
  knownBy: string | null,
): Promise<readonly ConceptAlias[]> {
  const taught = await tx.from<Taught>(
    members,
    `UNWIND $rows AS id MATCH (k:Concept {id: id})<-[n:DEFINES]-(d:Document) WHERE ${knownThen('n', knownBy)}
     RETURN n.name AS name, n.long AS long, n.rule AS rule, d.id AS document`,
    { knownBy },
  )
  return aliasesTaught(taught, label)
}

/** Counts what the lists of claims and responses about the concept would show. */
async function countsOf(
  { tx, names }: Reader,
  root: string,
  members: readonly string[],
  clocks: Clocks,
): Promise<Pick<ConceptRow, 'claims' | 'responses'>> {
  const aim: ConceptAim = { kind: 'concept', members, names: await names.formsOf(members, root) }
  const meant: Meant<string> = { ...clocks, filters: {}, authors: [], against: [], document: null, search: null }
  const meaning = { meant, aim, target: null }
  const claims = await countOf(
    tx,
    claimRange(meaning, 'newest'),
    [...cypherConditions('claim', meant), ...clockConditions('claim', clocks)],
    cypherParams(meant),
  )
  const responses: [string, number][] = []
  for (const act of ACTS) {
    const one = { ...meant, filters: { act: [act] } }
    const count = await countOf(
      tx,
      responseRange({ ...meaning, meant: one }, 'newest'),
      [...cypherConditions('response', one), ...clockConditions('response', clocks)],
      cypherParams(one),
    )
    if (count > 0) responses.push([act, count])
  }
  return { claims, responses: Object.fromEntries(responses) }
}
