/** Revision rows: new ones are added, changed ones updated in place, those that a new reading no longer has removed. */
import type { Revision } from '../model.ts'
import type { Db, RowId } from './db.ts'

export interface RevisionRow {
  readonly row: RowId
  /** Digest of its wording rows as stored; '' when they are to be written. */
  readonly wordings: string
  /** True when its text is the one that was stored before. */
  readonly sameText: boolean
}

export interface WrittenRevisions {
  readonly byId: ReadonlyMap<string, RevisionRow>
  /** Rows of former revisions, to be removed when nothing names them any more. */
  readonly gone: readonly RowId[]
}

const COLUMNS = ['number', 'at', 'observed_at', 'origin', 'editor', 'note', 'format', 'text_hash'] as const
type Stored = { readonly row: RowId; readonly id: string; readonly wordings: string } & Record<
  (typeof COLUMNS)[number],
  string | number | null
>

const SELECT = `SELECT row, id, wordings, ${COLUMNS.join(', ')} FROM revision WHERE document = ?`
const UPDATE = `UPDATE revision SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')}, text = ? WHERE row = ?`
const INSERT = `INSERT INTO revision (id, document, key, learned_at, wordings, ${COLUMNS.join(', ')}, text)
  VALUES (?, ?, ?, ?, ''${', ?'.repeat(COLUMNS.length + 1)})`

export function writeRevisions(
  db: Db,
  document: RowId,
  revisions: readonly Revision[],
  authors: ReadonlyMap<string, RowId>,
  learnedAt: string,
): WrittenRevisions {
  const former = new Map(db.all<Stored>(SELECT, document).map((stored) => [stored.id, stored]))
  const byId = new Map<string, RevisionRow>()
  for (const revision of revisions) {
    const stored = former.get(revision.id)
    former.delete(revision.id)
    const values = valuesOf(revision, authors)
    if (stored === undefined) {
      const row = db.run(INSERT, revision.id, document, revision.key, learnedAt, ...values, revision.text)
      byId.set(revision.id, { row, wordings: '', sameText: false })
      continue
    }
    const { row, wordings } = stored
    byId.set(revision.id, { row, wordings, sameText: stored.text_hash === revision.textHash })
    if (COLUMNS.some((column, index) => stored[column] !== values[index])) db.run(UPDATE, ...values, revision.text, row)
  }
  return { byId, gone: [...former.values()].map(({ row }) => row) }
}

function valuesOf(revision: Revision, authors: ReadonlyMap<string, RowId>): readonly (string | number | null)[] {
  const { number, at, observedAt, origin, editor, note, format, textHash } = revision
  return [
    number,
    at,
    observedAt,
    origin,
    editor === null ? null : (authors.get(editor) ?? null),
    note,
    format,
    textHash,
  ]
}

export function removeRevisions(db: Db, rows: readonly RowId[]): void {
  for (const row of rows) {
    db.run('DELETE FROM wording WHERE revision = ?', row)
    db.run('DELETE FROM revision WHERE row = ?', row)
  }
}
