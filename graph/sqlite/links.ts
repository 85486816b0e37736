/** Stores what was linked: new responses and prompted edits are opened, those that no longer hold closed. */
import { formerIds, oneEach, saysEdit, saysResponse, versionChange } from '../links.ts'
import type { Linked, PromptedEdit } from '../model.ts'
import type { Task } from '../store.ts'
import type { RowId } from './db.ts'
import { notePair } from './disagreements.ts'
import { judged } from './judged.ts'
import { finish, isTimely } from './marks.ts'
import { redirect } from './redirects.ts'
import { answeredAuthor, openResponses, resolved, type StoredResponse } from './responses.ts'
import type { Unit } from './unit.ts'
import { closeVersion, openVersion, touch } from './versions.ts'

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
  const read = oneEach(linked?.responses ?? []).map((response) => resolved(unit, response))
  const former = openResponses(db, document)
  // What people said of a response is known by its present id before it is looked for.
  for (const { former: id, id: heir } of formerIds(former, read)) redirect(db, id, heir)
  const next = read.map((response) => judged(db, response))
  const { kept, closed, opened } = versionChange(former, next, saysResponse)
  for (const version of closed) closeVersion(unit, version, unit.learnedAt)
  for (const response of opened) {
    const before = closed.find(({ id }) => id === response.id)
    openVersion(unit, document, response, before, unit.learnedAt)
  }
  for (const { former: row } of kept) refreshAuthor(unit, row)
}

/** The author of what is answered may have become known since. */
function refreshAuthor(unit: Unit, { row, act, to, toAuthorRow }: StoredResponse): void {
  const author = answeredAuthor(unit.db, to)
  if (author === toAuthorRow) return
  notePair(unit, row, act)
  unit.db.run('UPDATE response SET to_author = ? WHERE row = ?', author, row)
  notePair(unit, row, act)
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
