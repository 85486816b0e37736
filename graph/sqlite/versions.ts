/** Versions of responses: what no longer holds is closed, what holds from now on is opened. Rows are never changed. */
import type { Iso, Response } from '../model.ts'
import type { RowId } from './db.ts'
import { notePair } from './disagreements.ts'
import { insertResponse, type StoredResponse } from './responses.ts'
import type { Unit } from './unit.ts'

export function closeVersion(unit: Unit, { row, act, document, to }: StoredResponse, learnedAt: Iso): void {
  const { db } = unit
  notePair(unit, row, act)
  db.run('UPDATE response SET open = 0, learned_to = ? WHERE row = ?', learnedAt, row)
  unit.reindexed.add(row)
  const { to_form: form } = db.get<{ to_form: RowId | null }>('SELECT to_form FROM response WHERE row = ?', row)!
  const concept = form === null ? undefined : db.get<{ row: RowId }>('SELECT row FROM concept WHERE form = ?', form)
  if (concept !== undefined) unit.touchedConcepts.add(concept.row)
  touch(unit, documentRow(unit, document)!, to.document)
}

/** Opens a version; `former` is the closed one of the same response, if any. */
export function openVersion(
  unit: Unit,
  document: RowId,
  response: Response,
  former: StoredResponse | undefined,
  learnedAt: Iso,
): void {
  const row = insertResponse(unit, document, response, learnedAt)
  takeStates(unit, row, former)
  unit.opened.add(row)
  touch(unit, document, response.to.document)
  notePair(unit, row, response.act)
}

/** A changed response keeps its states until they are computed again. */
function takeStates({ db }: Unit, row: RowId, former: StoredResponse | undefined): void {
  if (former === undefined) return
  db.run(
    `UPDATE response SET (state, target_state, state_cause, target_cause) =
       (SELECT state, target_state, state_cause, target_cause FROM response WHERE row = ?) WHERE row = ?`,
    ...[former.row, row],
  )
}

/** States hang on who answers whom: those of the document's own responses, and of the document that it answers. */
export function touch(unit: Unit, document: RowId, ...others: readonly (string | null)[]): void {
  unit.marks.add('states', document)
  for (const id of others) {
    const other = id === null ? null : documentRow(unit, id)
    if (other !== null) unit.marks.add('states', other)
  }
}

function documentRow({ db, documents }: Unit, id: string): RowId | null {
  const known = documents.get(id)
  if (known !== undefined) return known
  const row = db.get<{ row: RowId }>('SELECT row FROM document WHERE id = ?', id)?.row ?? null
  documents.set(id, row)
  return row
}
