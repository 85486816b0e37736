/** Concept rows: a concept with every name of it, where each was learned, and how much there is about it. */
import { aliasesTaught, pageAmong, type Taught } from '../../concepts.ts'
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
  const known = knownThen('n', knownBy)
  const taught = members.flatMap((member) =>
    db.all<Taught>(
      `SELECT n.name, n.long, n.rule, d.id AS document FROM definition n JOIN document d ON d.row = n.document
       WHERE n.concept = ? AND ${known.sql}`,
      ...[member, ...known.values],
    ),
  )
  return aliasesTaught(taught, label)
}

/** The wiki page of a concept whose members are given, itself first. */
export function pageOf({ db }: Pick<Reader, 'db'>, members: readonly RowId[]): string | null {
  const [own, ...merged] = members.map(
    (member) =>
      db.get<{ id: string }>('SELECT d.id FROM concept k JOIN document d ON d.row = k.page WHERE k.row = ?', member)
        ?.id ?? null,
  )
  return pageAmong(own ?? null, merged)
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
