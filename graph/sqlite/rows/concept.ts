/** Concept rows: a concept with every name of it, where each was learned, and how much there is about it. */
import { conditions } from '../../filters.ts'
import { ACTS, type ConceptAlias } from '../../model.ts'
import type { Clocks, ConceptRow } from '../../question.ts'
import type { RowId } from '../db.ts'
import { countOf } from '../paging.ts'
import { claimRanges, clockConditions, knownThen, responseRanges } from '../ranges.ts'
import type { Reader } from '../reader.ts'

export function conceptRow(reader: Reader, root: RowId, clocks: Clocks): ConceptRow {
  const { names } = reader
  const { id, label } = names.conceptCells(root)
  const members = names.members(root)
  return {
    ...{ id, label, aliases: aliasesOf(reader, members, label, clocks.knownBy), page: pageOf(reader, members) },
    ...countsOf(reader, root, members, clocks),
  }
}

/** Every name as it is written, once, with the first document (by id) that teaches it. */
export function aliasesOf(
  { db }: Pick<Reader, 'db'>,
  members: readonly RowId[],
  label: string,
  knownBy: string | null,
): readonly ConceptAlias[] {
  const aliases = new Map<string, ConceptAlias>()
  const known = knownThen('n', knownBy)
  for (const member of members) {
    const learned = db.all<ConceptAlias & { long: string }>(
      `SELECT n.name, n.long, n.rule, d.id AS document FROM definition n JOIN document d ON d.row = n.document
       WHERE n.concept = ? AND ${known.sql} ORDER BY d.id, n.name, n.rule`,
      ...[member, ...known.values],
    )
    for (const { name, long, rule, document } of learned) {
      for (const one of [name, long]) {
        const former = aliases.get(one)
        if (one !== label && (former === undefined || document < former.document))
          aliases.set(one, { name: one, rule, document })
      }
    }
  }
  return [...aliases.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** The wiki page of a concept: its own, else that of one that merged into it. */
export function pageOf({ db }: Pick<Reader, 'db'>, members: readonly RowId[]): string | null {
  for (const member of members) {
    const page = db.get<{ id: string }>(
      'SELECT d.id FROM concept k JOIN document d ON d.row = k.page WHERE k.row = ?',
      member,
    )
    if (page !== undefined) return page.id
  }
  return null
}

/** Counts what the lists of claims and responses about the concept would show. */
function countsOf(
  { db, names }: Reader,
  root: RowId,
  members: readonly RowId[],
  clocks: Clocks,
): Pick<ConceptRow, 'claims' | 'responses'> {
  const aim = { kind: 'concept', members, names: names.formsOf(members, root) } as const
  const meant = { ...clocks, filters: {}, authors: [], against: [], document: null, search: null }
  const claims = countOf(db, claimRanges({ meant, aim, target: null }, 'newest'), [
    ...conditions('claim', meant),
    ...clockConditions('claim', clocks),
  ])
  const responses = ACTS.flatMap((act) => {
    const one = { ...meant, filters: { act: [act] } }
    const count = countOf(db, responseRanges({ meant: one, aim, target: null }, 'newest'), [
      ...conditions('response', one),
      ...clockConditions('response', clocks),
    ])
    return count === 0 ? [] : [[act, count] as const]
  })
  return { claims, responses: Object.fromEntries(responses) }
}
