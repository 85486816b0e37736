/** Where known names stand: in claims and in titles. Learned in either order: text first or name first. */
import { BETWEEN, wordsOfForm } from '../search.ts'
import { phrase } from './codec.ts'
import type { RowId } from './db.ts'
import type { Unit } from './unit.ts'

interface MentioningClaim {
  readonly row: RowId
  readonly id: string
  readonly kind: string
  readonly moment: string
}

const INSERT = 'INSERT OR IGNORE INTO mention (form, kind, moment, id, claim) VALUES (?, ?, ?, ?, ?)'

/** Notes the known names in the words of a claim's wordings. */
export function mentionClaim(unit: Unit, { row, id, kind, moment }: MentioningClaim, words: string): void {
  const found = new Set<RowId>()
  for (const wording of words.split(` ${BETWEEN} `)) unit.forms.match(wording.split(' '), found)
  for (const form of found) unit.db.run(INSERT, form, kind, moment, id, row)
}

/** Drops a claim's mentions; what responds to it is to be filed anew. */
export function forgetMentions(unit: Unit, claim: RowId): void {
  unit.db.run('DELETE FROM mention WHERE claim = ?', claim)
  for (const { row } of unit.db.all<{ row: RowId }>('SELECT row FROM response WHERE to_claim = ?', claim))
    unit.reindexed.add(row)
}

/** Notes the known names in a document's title; the title was read into the index of titles before. */
export function mentionTitle(unit: Unit, document: RowId): void {
  const { db } = unit
  const words = db.get<{ words: string }>('SELECT words FROM title WHERE rowid = ?', document)?.words ?? ''
  const found = new Set<RowId>()
  unit.forms.match(words.split(' '), found)
  const former = db.all<{ form: RowId }>('SELECT form FROM topic WHERE document = ?', document)
  if (former.length === found.size && former.every(({ form }) => found.has(form))) return
  db.run('DELETE FROM topic WHERE document = ?', document)
  for (const form of found) db.run('INSERT INTO topic (form, document) VALUES (?, ?)', form, document)
  refileWhole(unit, document)
}

/** Responses to a document as a whole are filed anew. */
function refileWhole(unit: Unit, document: RowId): void {
  const rows = unit.db.all<{ row: RowId }>(
    `SELECT r.row FROM document d JOIN response r ON r.to_document = d.id
     WHERE d.row = ? AND r.to_document IS NOT NULL AND r.to_claim IS NULL`,
    document,
  )
  for (const { row } of rows) unit.reindexed.add(row)
}

interface Name {
  readonly row: RowId
  readonly form: string
}

/** Finds a newly learned name in everything read before. Documents that mention it are to be linked again. */
export function learnName(unit: Unit, { row: form, form: text }: Name): void {
  const { db } = unit
  const query = phrase(wordsOfForm(text))
  const claims = db.all<MentioningClaim & { document: RowId }>(
    `SELECT c.row, c.id, c.kind, c.moment, c.document FROM search s JOIN claim c ON c.row = s.rowid WHERE s.words MATCH ?`,
    query,
  )
  for (const { row, id, kind, moment, document } of claims) {
    db.run(INSERT, form, kind, moment, id, row)
    unit.marks.add('link', document)
  }
  for (const { row } of db.all<{ row: RowId }>('SELECT rowid AS row FROM title WHERE words MATCH ?', query))
    db.run('INSERT OR IGNORE INTO topic (form, document) VALUES (?, ?)', form, row)
  refile(unit, form)
}

/** Takes a name that no document defines any more out of everything. */
export function forgetName(unit: Unit, { row: form }: Name): void {
  const { db } = unit
  const documents = db.all<{ document: RowId }>(
    'SELECT DISTINCT c.document FROM mention m JOIN claim c ON c.row = m.claim WHERE m.form = ?',
    form,
  )
  unit.marks.add('link', ...documents.map(({ document }) => document))
  for (const { response } of db.all<{ response: RowId }>('SELECT response FROM about WHERE form = ?', form))
    unit.reindexed.add(response)
  db.run('DELETE FROM mention WHERE form = ?', form)
  db.run('DELETE FROM topic WHERE form = ?', form)
}

/** Responses that are about a name as of now: to claims that mention it, to documents titled with it. */
function refile(unit: Unit, form: RowId): void {
  const rows = unit.db.all<{ row: RowId }>(
    `SELECT r.row FROM mention m JOIN response r ON r.to_claim = m.claim WHERE m.form = ?1
     UNION SELECT r.row FROM topic t JOIN document d ON d.row = t.document JOIN response r ON r.to_document = d.id
     WHERE t.form = ?1 AND r.to_document IS NOT NULL AND r.to_claim IS NULL`,
    form,
  )
  for (const { row } of rows) unit.reindexed.add(row)
}
