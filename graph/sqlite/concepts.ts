/** Settles names after a unit of work: which are known, how concepts are labelled, which merge into which. */
import { mergesInto } from '../concepts.ts'
import type { RowId } from './db.ts'
import { forgetName, learnName } from './mentions.ts'
import type { Unit } from './unit.ts'

interface FormRow {
  readonly row: RowId
  readonly form: string
  readonly known: number
}

/** Brings every touched form and concept up to date. */
export function settleNames(unit: Unit): void {
  const { db } = unit
  for (const form of unit.touchedForms) {
    const own = db.get<{ row: RowId }>('SELECT row FROM concept WHERE form = ?', form)
    if (own !== undefined) unit.touchedConcepts.add(own.row)
  }
  for (const concept of unit.touchedConcepts) settleConcept(unit, concept)
  settleForms(unit)
  unit.touchedForms.clear()
  unit.touchedConcepts.clear()
}

function settleForms(unit: Unit): void {
  const { db } = unit
  const learned: FormRow[] = []
  const forgotten: FormRow[] = []
  for (const row of unit.touchedForms) {
    const form = db.get<FormRow & { senses: number }>(
      'SELECT row, form, known, EXISTS (SELECT 1 FROM sense WHERE form = f.row) AS senses FROM form f WHERE row = ?',
      row,
    )
    if (form === undefined) continue
    if (form.senses !== form.known) {
      db.run('UPDATE form SET known = ? WHERE row = ?', form.senses, row)
      ;(form.senses === 1 ? learned : forgotten).push(form)
    }
  }
  unit.forms.change(db, learned, forgotten)
  for (const form of learned) learnName(unit, form)
  for (const form of forgotten) forgetName(unit, form)
  for (const row of unit.touchedForms) dropUnused(unit, row)
}

function settleConcept(unit: Unit, row: RowId): void {
  const { db } = unit
  const concept = db.get<{ form: RowId }>('SELECT form FROM concept WHERE row = ?', row)
  if (concept === undefined) return
  const senses = db.all<{ concept: RowId; weight: number }>(
    'SELECT concept, weight FROM sense WHERE form = ?',
    concept.form,
  )
  db.run('DELETE FROM surface WHERE concept = ? AND documents <= 0', row)
  const label =
    db.get<{ long: string }>('SELECT long FROM surface WHERE concept = ? ORDER BY documents DESC, long LIMIT 1', row)
      ?.long ??
    // Named by responses only, as they write it.
    db.get<{ long: string }>(
      `SELECT to_concept AS long FROM response WHERE to_form = ?
       GROUP BY to_concept ORDER BY count(*) DESC, to_concept LIMIT 1`,
      concept.form,
    )?.long
  const page = db.get<{ row: RowId | null }>(
    `SELECT d.row FROM definition n JOIN document d ON d.row = n.document
     WHERE n.concept = ? AND n.open = 1 AND n.rule = 'title' AND d.kind = 'wiki' ORDER BY d.id LIMIT 1`,
    row,
  )
  const weight = senses.find((sense) => sense.concept === row)?.weight ?? 0
  db.run(
    'UPDATE concept SET label = coalesce(?, label), weight = ?, page = ?, merged = ? WHERE row = ?',
    ...[label ?? null, weight, page?.row ?? null, mergesInto(row, senses, page?.row ? null : (label ?? null)), row],
  )
}

/** Removes a form that nothing names any more, with the concept that it would label. */
function dropUnused(unit: Unit, form: RowId): void {
  const { db } = unit
  const used = db.get<{ used: number }>(
    `SELECT EXISTS (SELECT 1 FROM definition WHERE form = ?1)
       OR EXISTS (SELECT 1 FROM concept c JOIN definition n ON n.concept = c.row WHERE c.form = ?1)
       OR EXISTS (SELECT 1 FROM response WHERE to_form = ?1) AS used`,
    form,
  )
  if (used?.used === 1) return
  db.run('UPDATE concept SET merged = NULL WHERE merged IN (SELECT row FROM concept WHERE form = ?)', form)
  db.run('DELETE FROM surface WHERE concept IN (SELECT row FROM concept WHERE form = ?)', form)
  db.run('DELETE FROM concept WHERE form = ?', form)
  db.run('DELETE FROM name WHERE rowid = ?', form * 2)
  db.run('DELETE FROM form WHERE row = ?', form)
}
