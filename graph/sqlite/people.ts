/** Authors. A person's name is the one that most of their documents give, so that no order of arrival decides it. */
import type { Author } from '../model.ts'
import { wordKey } from '../words.ts'
import type { Db, RowId } from './db.ts'

/** Makes the rows that are not there yet; gives all rows by id. */
export function ensureAuthors(db: Db, authors: readonly Author[]): ReadonlyMap<string, RowId> {
  const rows = new Map<string, RowId>()
  for (const { id, source, name, url } of authors) {
    const known = db.get<{ row: RowId }>('SELECT row FROM author WHERE id = ?', id)
    if (known !== undefined) {
      rows.set(id, known.row)
      continue
    }
    const row = db.run(
      'INSERT INTO author (id, source, name, url, key) VALUES (?, ?, ?, ?, ?)',
      ...[id, source, name, url, wordKey(name)],
    )
    db.run('INSERT INTO name (rowid, text) VALUES (?, ?)', nameRow(row), name)
    rows.set(id, row)
  }
  return rows
}

/** Row in the index of names: authors odd, forms even. */
export function nameRow(author: RowId): number {
  return author * 2 + 1
}

interface Credit {
  readonly author: RowId
  readonly name: string
  readonly url: string | null
}

/** Notes which names a document gives its people. */
export function creditAuthors(
  db: Db,
  document: RowId,
  authors: readonly Author[],
  rows: ReadonlyMap<string, RowId>,
): void {
  const former = db.all<Credit>('SELECT author, name, url FROM credit WHERE document = ?', document)
  const next = new Map(authors.map(({ id, name, url }) => [rows.get(id)!, { name, url }]))
  const recount = new Set<RowId>()
  for (const { author, name, url } of former) {
    const credit = next.get(author)
    if (credit?.name === name && credit.url === url) next.delete(author)
    else {
      db.run('DELETE FROM credit WHERE author = ? AND document = ?', author, document)
      recount.add(author)
    }
  }
  for (const [author, { name, url }] of next) {
    db.run('INSERT INTO credit (author, document, name, url) VALUES (?, ?, ?, ?)', author, document, name, url)
    const shown = db.get<Credit>('SELECT row AS author, name, url FROM author WHERE row = ?', author)
    if (shown?.name !== name || shown.url !== url) recount.add(author)
  }
  for (const author of recount) rename(db, author)
}

function rename(db: Db, author: RowId): void {
  const best = db.get<Credit>(
    `SELECT author, name, url FROM credit WHERE author = ?
     GROUP BY name, url ORDER BY count(*) DESC, name, url LIMIT 1`,
    author,
  )
  if (best === undefined) return
  const { name, url } = best
  db.run('UPDATE author SET name = ?, url = ?, key = ? WHERE row = ?', name, url, wordKey(name), author)
  db.run('UPDATE name SET text = ? WHERE rowid = ?', name, nameRow(author))
}
