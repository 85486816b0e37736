/** Definitions of one document: versioned rows, and what they add to the senses of forms. */
import { type Contribution, contributions, isUsable } from '../concepts.ts'
import { conceptId } from '../ids.ts'
import type { Definition } from '../model.ts'
import { formOf } from '../words.ts'
import type { Db, RowId } from './db.ts'
import type { Unit } from './unit.ts'

interface Stored {
  readonly row: RowId
  readonly name: string
  readonly long: string
  readonly rule: string
  readonly revision: string
  readonly concept: RowId
}

/** Writes what a document defines. Definitions that it no longer gives are closed. */
export function writeDefinitions(unit: Unit, document: RowId, wiki: boolean, given: readonly Definition[]): void {
  const { db } = unit
  const key = ({ name, long, rule, revision }: Omit<Stored, 'row' | 'concept'>) =>
    `${name}\0${long}\0${rule}\0${revision}`
  const former = db.all<Stored>(
    'SELECT row, name, long, rule, revision, concept FROM definition WHERE document = ? AND open = 1',
    document,
  )
  const next = new Map(given.filter(isUsable).map((definition) => [key(definition), definition]))
  const gone = former.filter((definition) => !next.delete(key(definition)))
  for (const { row } of gone)
    db.run('UPDATE definition SET open = 0, learned_to = ? WHERE row = ?', unit.learnedAt, row)
  for (const { name, long, rule, revision } of next.values()) {
    db.run(
      `INSERT INTO definition (document, revision, name, long, rule, form, concept, open, learned_from)
       VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)`,
      ...[document, revision, name, long, rule],
      ...[ensureForm(db, formOf(name)), ensureConcept(db, long), unit.learnedAt],
    )
  }
  if (gone.length + next.size === 0) return
  writeContributions(unit, document, contributions(given.filter(isUsable), wiki))
  writeSurfaces(unit, former, given.filter(isUsable))
}

/** Row of a form; its name is findable by likeness from now on. */
export function ensureForm(db: Db, form: string): RowId {
  const known = db.get<{ row: RowId }>('SELECT row FROM form WHERE form = ?', form)
  if (known !== undefined) return known.row
  const row = db.run('INSERT INTO form (form) VALUES (?)', form)
  db.run('INSERT INTO name (rowid, text) VALUES (?, ?)', row * 2, form)
  return row
}

/** Row of the concept that a long form names. */
export function ensureConcept(db: Db, long: string): RowId {
  const form = ensureForm(db, formOf(long))
  const known = db.get<{ row: RowId }>('SELECT row FROM concept WHERE form = ?', form)
  return known?.row ?? db.run('INSERT INTO concept (id, form, label) VALUES (?, ?, ?)', conceptId(long), form, long)
}

interface Row {
  readonly form: RowId
  readonly concept: RowId
  readonly weight: number
}

function writeContributions(unit: Unit, document: RowId, given: readonly Contribution[]): void {
  const { db } = unit
  const deltas = new Map<string, Row>()
  const shift = ({ form, concept, weight }: Row) => {
    const key = `${form} ${concept}`
    deltas.set(key, { form, concept, weight: (deltas.get(key)?.weight ?? 0) + weight })
  }
  const former = db.all<Row>('SELECT form, concept, weight FROM contribution WHERE document = ?', document)
  for (const row of former) shift({ ...row, weight: -row.weight })
  db.run('DELETE FROM contribution WHERE document = ?', document)
  for (const { form, concept, weight } of given) {
    const row = { form: formRow(db, form), concept: conceptOfForm(db, concept), weight }
    shift(row)
    db.run(
      'INSERT INTO contribution (document, form, concept, weight) VALUES (?, ?, ?, ?)',
      ...[document, row.form, row.concept, weight],
    )
  }
  for (const row of deltas.values()) if (row.weight !== 0) weigh(unit, row)
}

function weigh(unit: Unit, { form, concept, weight }: Row): void {
  unit.db.run(
    `INSERT INTO sense (form, concept, weight) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET weight = weight + excluded.weight`,
    ...[form, concept, weight],
  )
  if (weight < 0) unit.db.run('DELETE FROM sense WHERE form = ? AND concept = ? AND weight <= 0', form, concept)
  unit.touchedForms.add(form)
  unit.touchedConcepts.add(concept)
}

/** Counts, for each concept, how many documents write its long form in which way. */
function writeSurfaces(unit: Unit, former: readonly Stored[], given: readonly Definition[]): void {
  const { db } = unit
  const count = (concept: RowId, long: string, by: number) =>
    db.run(
      `INSERT INTO surface (concept, long, documents) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET documents = documents + excluded.documents`,
      ...[concept, long, by],
    )
  const before = new Map(former.map(({ concept, long }) => [long, concept]))
  const now = new Map(given.map(({ long }) => [long, conceptOfForm(db, formOf(long))]))
  for (const [long, concept] of before) {
    if (!now.has(long)) count(concept, long, -1)
    unit.touchedConcepts.add(concept)
  }
  for (const [long, concept] of now) {
    if (!before.has(long)) count(concept, long, 1)
    unit.touchedConcepts.add(concept)
  }
}

function formRow(db: Db, form: string): RowId {
  return db.get<{ row: RowId }>('SELECT row FROM form WHERE form = ?', form)!.row
}

function conceptOfForm(db: Db, form: string): RowId {
  return db.get<{ row: RowId }>('SELECT c.row FROM form f JOIN concept c ON c.form = f.row WHERE f.form = ?', form)!.row
}
