/** Document rows, and the people who write them. */
import type { Iso, Origin } from '../../model.ts'
import type { AuthorRow, Clocks, DocumentRow } from '../../question.ts'
import { rootId } from '../context.ts'
import type { RowId } from '../db.ts'
import type { Reader } from '../reader.ts'
import { authorBrief, documentNamed } from './briefs.ts'

/** Replies that a row names; the rest are asked for as a list. */
const REPLIES = 500

export function documentRow({ db, views }: Reader, row: RowId, { asOf }: Clocks): DocumentRow {
  const { id, kind, title, subtitle, url, source, createdAt, score, language, ...document } = views.document(row)
  const until = asOf ?? '9999'
  const revision = db.get<{ row: RowId; id: string; number: number; at: Iso | null; origin: Origin }>(
    `SELECT row, id, number, at, origin FROM revision WHERE document = ? AND (at IS NULL OR at <= ?)
     ORDER BY number DESC LIMIT 1`,
    ...[row, until],
  )
  const { revisions } = db.get<{ revisions: number }>(
    'SELECT count(*) AS revisions FROM revision WHERE document = ? AND (at IS NULL OR at <= ?)',
    ...[row, until],
  )!
  const author = db.get<{ author: RowId | null }>('SELECT author FROM document WHERE row = ?', row)!
  // What is gone is gone; only its state is told as it was.
  const past = asOf !== null && document.stateAt !== null && document.stateAt > asOf
  return {
    ...{ id, kind, title, url, state: past ? 'live' : document.state, source, subtitle },
    author: authorBrief(db, author.author),
    createdAt,
    parent: documentNamed(db, document.parent),
    root: documentNamed(db, rootId(views, id)),
    stateAt: past ? null : document.stateAt,
    ...{ score, language, revisions },
    revision:
      revision === undefined
        ? null
        : {
            ...{ id: revision.id, number: revision.number, at: revision.at, origin: revision.origin },
            text: views.text(revision.row),
          },
    replies: db
      .all<{ id: string }>(
        'SELECT id FROM document WHERE parent = ? AND moment <= ? ORDER BY moment, id LIMIT ?',
        ...[id, until, REPLIES],
      )
      .map((reply) => reply.id),
  }
}

export function authorRow({ db }: Reader, row: RowId, { asOf }: Clocks): AuthorRow {
  const { id, name, source, url } = db.get<AuthorRow>('SELECT id, name, source, url FROM author WHERE row = ?', row)!
  const { documents } = db.get<{ documents: number }>(
    'SELECT count(*) AS documents FROM document WHERE author = ? AND moment <= ?',
    ...[row, asOf ?? '9999'],
  )!
  return { id, name, source, url, documents }
}
