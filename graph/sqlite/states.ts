/** States, written as spells: of documents, of their responses, and of what those answer. */
import type { Act, Spell } from '../model.ts'
import type { Task } from '../store.ts'
import type { RowId } from './db.ts'
import { notePair } from './disagreements.ts'
import { finish, isTimely } from './marks.ts'
import type { Unit } from './unit.ts'

/** Replaces the spells of a document and of its responses, and writes today's states into the rows. */
export function putStates(unit: Unit, task: Task, spells: readonly Spell[]): void {
  const { db } = unit
  const document = db.get<{ row: RowId }>('SELECT row FROM document WHERE id = ?', task.document)?.row
  if (document === undefined || !isTimely(db, task)) return
  db.run('DELETE FROM spell WHERE document = ?', document)
  const nth = new Map<string, number>()
  const today = new Map<string, Spell>()
  for (const spell of spells) {
    const { kind, subject, state, from, to, cause } = spell
    const key = `${kind} ${subject}`
    if (to === null && !today.has(key)) today.set(key, spell)
    nth.set(key, (nth.get(key) ?? -1) + 1)
    db.run(
      `INSERT OR REPLACE INTO spell (document, kind, subject, nth, state, "from", "to", cause)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[document, kind, subject, nth.get(key)!, state, from, to, cause],
    )
  }
  writeToday(unit, document, today)
  finish(db, task)
}

/** Writes the spells that last until today, by kind and subject, into the document's responses. */
function writeToday(unit: Unit, document: RowId, today: ReadonlyMap<string, Spell>): void {
  const { db } = unit
  const rows = db.all<
    Record<'state' | 'target_state' | 'state_cause' | 'target_cause', string | null> & {
      row: RowId
      id: string
      act: Act
    }
  >(
    'SELECT row, id, act, state, target_state, state_cause, target_cause FROM response WHERE document = ? AND open = 1',
    document,
  )
  for (const { row, id, act, ...former } of rows) {
    const own = today.get(`response ${id}`)
    const target = today.get(`target ${id}`)
    const next = [own?.state ?? null, target?.state ?? null, own?.cause ?? null, target?.cause ?? null]
    if (
      [former.state, former.target_state, former.state_cause, former.target_cause].every(
        (value, at) => value === next[at],
      )
    )
      continue
    db.run(
      'UPDATE response SET state = ?, target_state = ?, state_cause = ?, target_cause = ? WHERE row = ?',
      ...next,
      row,
    )
    if (former.state !== next[0]) notePair(unit, row, act)
  }
}
