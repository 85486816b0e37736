/** Stores what was linked: new responses and prompted edits are opened, those that no longer hold closed. */
import { formerIds, oneEach, saysEdit, saysResponse, versionChange } from '../links.ts'
import type { Linked, PromptedEdit } from '../model.ts'
import type { Task } from '../store.ts'
import type { RowId } from './db.ts'
import { notePair } from './disagreements.ts'
import { refreshVerdict } from './judgements.ts'
import { finish, isTimely } from './marks.ts'
import { redirect } from './redirects.ts'
import { answeredAuthor, insertResponse, openResponses, resolved, type StoredResponse } from './responses.ts'
import type { Unit } from './unit.ts'

/** Writes what was linked of one document, unless it was overtaken, and closes its task, unless the document changed meanwhile. */
export function putLinked(unit: Unit, task: Task, linked: Linked | null): void {
  const { db } = unit
  const document = db.get<{ row: RowId }>('SELECT row FROM document WHERE id = ?', task.document)?.row
  if (document === undefined || !isTimely(db, task)) return
  putResponses(unit, document, linked)
  putEdits(unit, document, linked?.promptedEdits ?? [])
  finish(db, task)
}

function putResponses(unit: Unit, document: RowId, linked: Linked | null): void {
  const { db } = unit
  const next = oneEach(linked?.responses ?? []).map((response) => resolved(db, response))
  const former = openResponses(db, document)
  const { kept, closed, opened } = versionChange(former, next, saysResponse)
  for (const row of closed) close(unit, row)
  for (const { former: id, id: heir } of formerIds(closed, next)) {
    redirect(db, id, heir)
    refreshVerdict(unit, heir)
  }
  for (const response of opened) {
    const row = insertResponse(unit, document, response)
    takeStates(
      unit,
      row,
      closed.find(({ id }) => id === response.id),
    )
    refreshVerdict(unit, response.id)
    unit.reindexed.add(row)
    touch(unit, document, response.to.document)
    notePair(unit, row)
  }
  for (const { former: row } of kept) refreshAuthor(unit, row)
}

function close(unit: Unit, { row, document, to }: StoredResponse): void {
  const { db } = unit
  notePair(unit, row)
  db.run('UPDATE response SET open = 0, learned_to = ? WHERE row = ?', unit.learnedAt, row)
  unit.reindexed.add(row)
  const { to_form: form } = db.get<{ to_form: RowId | null }>('SELECT to_form FROM response WHERE row = ?', row)!
  const concept = form === null ? undefined : db.get<{ row: RowId }>('SELECT row FROM concept WHERE form = ?', form)
  if (concept !== undefined) unit.touchedConcepts.add(concept.row)
  touch(unit, db.get<{ row: RowId }>('SELECT row FROM document WHERE id = ?', document)!.row, to.document)
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

/** The author of what is answered may have become known since. */
function refreshAuthor(unit: Unit, { row, to, toAuthorRow }: StoredResponse): void {
  const author = answeredAuthor(unit.db, to)
  if (author === toAuthorRow) return
  notePair(unit, row)
  unit.db.run('UPDATE response SET to_author = ? WHERE row = ?', author, row)
  notePair(unit, row)
}

/** States hang on who answers whom: those of the document's own responses, and of the document that it answers. */
function touch(unit: Unit, document: RowId, ...others: readonly (string | null)[]): void {
  unit.marks.add('states', document)
  for (const id of others) {
    const other = id === null ? undefined : unit.db.get<{ row: RowId }>('SELECT row FROM document WHERE id = ?', id)
    if (other !== undefined) unit.marks.add('states', other.row)
  }
}

function putEdits(unit: Unit, reader: RowId, next: readonly PromptedEdit[]): void {
  const { db } = unit
  const former = db.all<PromptedEdit & { row: RowId }>(
    `SELECT row, response, document, edited, revision, at, confidence, rule, evidence FROM prompted_edit
     WHERE reader = ? AND open = 1`,
    reader,
  )
  const { closed, opened } = versionChange(former, next, saysEdit)
  for (const { row } of closed)
    db.run('UPDATE prompted_edit SET open = 0, learned_to = ? WHERE row = ?', unit.learnedAt, row)
  for (const { response, document, edited, revision, at, confidence, rule, evidence } of opened) {
    db.run(
      `INSERT INTO prompted_edit (reader, open, learned_from, response, document, edited, revision, at, confidence,
         rule, evidence) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[reader, unit.learnedAt, response, document, edited, revision, at, confidence, rule, evidence],
    )
  }
  for (const { document } of [...closed, ...opened]) touch(unit, reader, document)
}
