/** Ids that change: an earlier wording arrives, and the sentence is known by it from now on. Its former id leads there. */
import type { Analysis } from '../model.ts'
import type { Db, RowId } from './db.ts'
import type { WrittenRevisions } from './revisions.ts'
import type { Unit } from './unit.ts'
import { refreshVerdict } from './verdicts.ts'

export interface ClaimRow {
  readonly row: RowId
  readonly id: string
}

/** A claim that lost its id, and the id that its sentence has now; null where no reading has the sentence any more. */
export interface Heir {
  readonly claim: ClaimRow
  readonly id: string | null
}

/** Finds a vanished claim's sentence again: the same span of the same revision, in the first where it stands. */
export function successors(
  db: Db,
  vanished: readonly ClaimRow[],
  { wordings }: Analysis,
  revisions: WrittenRevisions,
): readonly Heir[] {
  const place = (revision: RowId, start: number, end: number) => `${revision} ${start} ${end}`
  const now = new Map<string, string>()
  for (const { claim, revision, start, end } of wordings) {
    const known = revisions.byId.get(revision)
    if (known?.sameText === true && start !== null && end !== null) now.set(place(known.row, start, end), claim)
  }
  return vanished.map((claim) => {
    const spans = db.all<{ revision: RowId; start: number; end: number }>(
      `SELECT w.revision, w.start, w."end" FROM wording w JOIN revision v ON v.row = w.revision
       WHERE w.claim = ? AND w.start IS NOT NULL ORDER BY v.number`,
      claim.row,
    )
    const found = spans.map(({ revision, start, end }) => now.get(place(revision, start, end)))
    return { claim, id: found.find((id) => id !== undefined) ?? null }
  })
}

/**
 * Renames rows to the ids of their heirs, so that responses and judgements follow. Of several claims that become one,
 * the first gives its row, the others' responses are led to it. Gives the rows that are to be removed.
 */
export function carryOver<C extends ClaimRow>(
  unit: Unit,
  rows: Map<string, C>,
  heirs: readonly Heir[],
): readonly RowId[] {
  const { db } = unit
  const lost: RowId[] = []
  for (const { claim, id } of heirs) {
    const stored = rows.get(claim.id)!
    rows.delete(claim.id)
    if (id === null) {
      lost.push(claim.row)
      continue
    }
    const heir = rows.get(id)
    if (heir === undefined) {
      db.run('UPDATE claim SET id = ? WHERE row = ?', id, claim.row)
      rows.set(id, stored)
    } else {
      db.run('UPDATE response SET claim = ? WHERE claim = ?', heir.row, claim.row)
      for (const { row } of db.all<{ row: RowId }>('SELECT row FROM response WHERE to_claim = ?', claim.row))
        unit.reindexed.add(row)
      db.run('UPDATE response SET to_claim = ? WHERE to_claim = ?', heir.row, claim.row)
      lost.push(claim.row)
    }
    redirect(db, claim.id, id)
    refreshVerdict(unit, id)
  }
  return lost
}

/** Leads a former id, and all that led to it, to the present one; judgements follow. */
export function redirect(db: Db, former: string, id: string): void {
  db.run('DELETE FROM redirect WHERE former = ?', id)
  db.run('UPDATE redirect SET id = ? WHERE id = ?', id, former)
  db.run('INSERT OR REPLACE INTO redirect (former, id) VALUES (?, ?)', former, id)
  db.run('UPDATE judgement SET subject = ? WHERE subject = ?', id, former)
  db.run('UPDATE judgement SET target = ? WHERE target = ?', id, former)
}
