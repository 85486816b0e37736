/** Claims of one document: kept by id, followed when their id changes, removed when no reading has them any more. */
import type { Analysis, Claim } from '../model.ts'
import { wordsByClaim } from '../search.ts'
import { momentOf } from './codec.ts'
import type { Db, RowId } from './db.ts'
import { forgetMentions, mentionClaim } from './mentions.ts'
import { type ClaimRow, carryOver, successors } from './redirects.ts'
import type { WrittenRevisions } from './revisions.ts'
import type { Unit } from './unit.ts'
import { writeWordings } from './wordings.ts'

const COLUMNS = ['id', 'ord', 'kind', 'author', 'state', 'probability', 'introduced', 'at', 'moment', 'text'] as const
type Stored = ClaimRow & Record<(typeof COLUMNS)[number], string | number | null>

const SELECT = `SELECT row, ${COLUMNS.join(', ')} FROM claim WHERE document = ?`
const UPDATE = `UPDATE claim SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE row = ?`
const INSERT = `INSERT INTO claim (document, verdict, ${COLUMNS.join(', ')})
  VALUES (?, (SELECT verdict FROM judgement WHERE subject = ? ORDER BY at DESC, id DESC LIMIT 1)
  ${', ?'.repeat(COLUMNS.length)})`

export function writeClaims(
  unit: Unit,
  document: RowId,
  analysis: Analysis,
  revisions: WrittenRevisions,
  authors: ReadonlyMap<string, RowId>,
): void {
  const { db } = unit
  const former = new Map(db.all<Stored>(SELECT, document).map((claim) => [claim.id, claim]))
  const next = new Set(analysis.claims.map(({ id }) => id))
  const vanished = [...former.values()].filter(({ id }) => !next.has(id))
  const heirs = vanished.length === 0 ? [] : successors(db, vanished, analysis, revisions)
  const lost = carryOver(unit, former, heirs)
  const rows = new Map<string, RowId>()
  const words = wordsByClaim(analysis)
  analysis.claims.forEach((claim, index) => {
    const stored = former.get(claim.id)
    const values = valuesOf(claim, index, revisions, authors)
    const row = stored?.row ?? db.run(INSERT, document, claim.id, ...values)
    rows.set(claim.id, row)
    if (stored === undefined) unit.claimsAdded++
    else unit.claimsKept++
    const changed = stored !== undefined && COLUMNS.some((column, at) => stored[column] !== values[at])
    if (changed) db.run(UPDATE, ...values, row)
    const moved =
      changed &&
      (['id', 'kind', 'moment'] as const).some((column) => stored[column] !== values[COLUMNS.indexOf(column)])
    writeSearch(unit, row, claim, words.get(claim.id) ?? '', stored !== undefined, moved)
  })
  writeWordings(unit, analysis, revisions, rows)
  for (const row of lost) removeClaim(unit, row)
}

function valuesOf(
  { id, kind, author, state, probability, introduced, at, text }: Claim,
  ord: number,
  revisions: WrittenRevisions,
  authors: ReadonlyMap<string, RowId>,
): readonly (string | number | null)[] {
  const first = revisions.byId.get(introduced)?.row ?? null
  const by = author === null ? null : (authors.get(author) ?? null)
  return [id, ord, kind, by, state, probability, first, at, momentOf(at), text]
}

/** Keeps the search row and the mentions of a claim up to date; `moved` where what mentions sort by has changed. */
function writeSearch(unit: Unit, row: RowId, claim: Claim, words: string, known: boolean, moved: boolean): void {
  const { db } = unit
  const former = known ? db.get<{ words: string }>('SELECT words FROM search WHERE rowid = ?', row)?.words : undefined
  if (former === words && !moved) return
  if (former !== words) {
    if (former !== undefined) db.run('DELETE FROM search WHERE rowid = ?', row)
    db.run('INSERT INTO search (rowid, words) VALUES (?, ?)', row, words)
  }
  if (known) forgetMentions(unit, row)
  mentionClaim(unit, { row, id: claim.id, kind: claim.kind, moment: momentOf(claim.at) }, words)
}

function removeClaim(unit: Unit, row: RowId): void {
  const { db } = unit
  forgetMentions(unit, row)
  db.run('DELETE FROM search WHERE rowid = ?', row)
  db.run('DELETE FROM wording WHERE claim = ?', row)
  db.run('DELETE FROM claim WHERE row = ?', row)
  unit.claimsRemoved++
}

/** The row of a claim by its id or by one it had before. */
export function claimRow(db: Db, id: string): RowId | null {
  const found =
    db.get<{ row: RowId }>('SELECT row FROM claim WHERE id = ?', id) ??
    db.get<{ row: RowId }>('SELECT c.row FROM redirect f JOIN claim c ON c.id = f.id WHERE f.former = ?', id)
  return found?.row ?? null
}
