/** Things named in passing. */
import type { AuthorBrief, DocumentBrief } from '../../question.ts'
import type { Db, RowId } from '../db.ts'

const BRIEF = 'SELECT id, kind, title, url, state FROM document'

export function documentBrief(db: Db, row: RowId): DocumentBrief {
  return db.get<DocumentBrief>(`${BRIEF} WHERE row = ?`, row)!
}

/** A document by its id; one that was never read is known by its id alone. */
export function documentNamed(db: Db, id: string | null): DocumentBrief | null {
  if (id === null) return null
  return db.get<DocumentBrief>(`${BRIEF} WHERE id = ?`, id) ?? unread(id)
}

export function unread(id: string): DocumentBrief {
  return { id, kind: 'unread', title: null, url: null, state: 'unavailable' }
}

export function authorBrief(db: Db, row: RowId | null): AuthorBrief | null {
  return row === null ? null : (db.get<AuthorBrief>('SELECT id, name FROM author WHERE row = ?', row) ?? null)
}
