/** Stores one analysis: its rows brought to what it says, and everyone who reads the document marked for linking. */
import { isGone } from '../merge.ts'
import type { Put, PutOutcome } from '../store.ts'
import { readersOf } from './affected.ts'
import { writeClaims } from './claims.ts'
import { momentOf } from './codec.ts'
import type { Db, RowId } from './db.ts'
import { writeDefinitions } from './definitions.ts'
import { type StoredDocument, storedDocument, writeDocument } from './documents.ts'
import { mentionTitle } from './mentions.ts'
import { creditAuthors, ensureAuthors } from './people.ts'
import { removeRevisions, writeRevisions } from './revisions.ts'
import { scrub } from './tombstones.ts'
import type { Unit } from './unit.ts'

/** What became of a document, or null when it changed since `base` was read. */
export function putDocument(unit: Unit, { analysis, base }: Put): PutOutcome | null {
  const { db } = unit
  const { document } = analysis
  const stored = storedDocument(db, document.id)
  if (stored?.digest === analysis.digest && stored.analyser === analysis.analyser) {
    unit.claimsKept += analysis.claims.length
    return 'unchanged'
  }
  if ((stored?.digest ?? null) !== base) return null
  if (stored !== undefined) markReaders(unit, { ...stored, id: document.id })
  const authors = ensureAuthors(db, analysis.authors)
  const row = writeDocument(
    db,
    analysis,
    document.author === null ? null : (authors.get(document.author) ?? null),
    stored,
  )
  const revisions = writeRevisions(db, row, analysis.revisions, authors, unit.learnedAt)
  writeDefinitions(unit, row, document.kind === 'wiki', analysis.definitions)
  writeClaims(unit, row, analysis, revisions, authors)
  removeRevisions(db, revisions.gone)
  creditAuthors(db, row, analysis.authors, authors)
  mentionTitle(unit, row)
  if (isGone(document.state)) scrub(unit, row, document.id)
  markReaders(unit, { row, id: document.id, parent: document.parent, root: document.root, moment: momentIn(db, row) })
  markStates(unit, row, document.id)
  return stored === undefined ? 'added' : 'changed'
}

function momentIn(db: Db, row: RowId): string {
  return db.get<{ moment: string }>('SELECT moment FROM document WHERE row = ?', row)?.moment ?? momentOf(null)
}

function markReaders(
  unit: Unit,
  place: Pick<StoredDocument, 'row' | 'parent' | 'root' | 'moment'> & { readonly id: string },
): void {
  unit.marks.add('link', ...readersOf(unit.db, place))
}

/** States that hang on a document's text: of its own responses, of those to it, of those that it answers. */
function markStates(unit: Unit, row: RowId, id: string): void {
  const { db } = unit
  const to = db.all<{ row: RowId }>(
    'SELECT DISTINCT document AS row FROM response WHERE to_document = ? AND to_document IS NOT NULL AND open = 1',
    id,
  )
  const answered = db.all<{ row: RowId }>(
    `SELECT DISTINCT d.row FROM response r JOIN document d ON d.id = r.to_document WHERE r.document = ? AND r.open = 1`,
    row,
  )
  unit.marks.add('states', row, ...[...to, ...answered].map((found) => found.row))
}
