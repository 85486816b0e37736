/** Document rows, what was read of them, and the addresses that they have and cite. */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { addressesMeant, addressesOf } from '../addresses.ts'
import type { Analysis, Document, SourceDocument } from '../model.ts'
import { searchWords } from '../search.ts'
import { momentOf } from './codec.ts'
import type { Db, RowId } from './db.ts'

export interface StoredDocument {
  readonly row: RowId
  readonly digest: string
  readonly analyser: string
  readonly parent: string | null
  readonly root: string | null
  readonly moment: string
  readonly state: string
}

export function storedDocument(db: Db, id: string): StoredDocument | undefined {
  return db.get<StoredDocument>(
    'SELECT row, digest, analyser, parent, root, moment, state FROM document WHERE id = ?',
    id,
  )
}

const COLUMNS = [
  ...['source', 'kind', 'title', 'subtitle', 'url', 'author', 'created_at', 'moment', 'parent', 'root', 'state'],
  ...['state_at', 'score', 'aliases', 'quote', 'responds_to', 'language', 'extra', 'digest', 'analyser'],
] as const

const INSERT = `INSERT INTO document (id, ${COLUMNS.join(', ')}) VALUES (?${', ?'.repeat(COLUMNS.length)})`
const UPDATE = `UPDATE document SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`

/** Writes the document's row, its record, and its addresses; gives the row id. */
export function writeDocument(
  db: Db,
  analysis: Analysis,
  author: RowId | null,
  stored: StoredDocument | undefined,
): RowId {
  const { document } = analysis
  const values = [
    ...[document.source, document.kind, document.title, document.subtitle, document.url, author, document.createdAt],
    ...[momentOf(firstTime(analysis)), document.parent, document.root, document.state, document.stateAt],
    ...[JSON.stringify(document.score), JSON.stringify(document.aliases)],
    ...[document.quote === null ? null : JSON.stringify(document.quote), document.respondsToRevision],
    ...[document.language, JSON.stringify(document.extra), analysis.digest, analysis.analyser],
  ]
  if (stored !== undefined) db.run(UPDATE, ...values, document.id)
  const row = stored?.row ?? db.run(INSERT, document.id, ...values)
  writeReading(db, row, analysis)
  writeKeys(db, 'address', row, addressesOf(document))
  writeKeys(db, 'citation', row, citedBy(analysis))
  writeTitle(db, row, document)
  return row
}

function firstTime({ document, revisions }: Analysis): string | null {
  return document.createdAt ?? revisions.find(({ at }) => at !== null)?.at ?? null
}

function writeReading(db: Db, row: RowId, { record, quotes, links, notes }: Analysis): void {
  db.run(
    'INSERT OR REPLACE INTO reading (document, quotes, links, notes, record) VALUES (?, ?, ?, ?, ?)',
    ...[row, JSON.stringify(quotes), JSON.stringify(links), JSON.stringify(notes)],
    // Revisions repeat each other: compressed, a record is a tenth of its size.
    zstdCompressSync(JSON.stringify(record)),
  )
}

/** The source record that a document was read from. */
export function readRecord(db: Db, row: RowId): SourceDocument {
  const { record } = db.get<{ record: Uint8Array }>('SELECT record FROM reading WHERE document = ?', row)!
  return JSON.parse(zstdDecompressSync(record).toString()) as SourceDocument
}

function citedBy({ document, quotes, links }: Analysis): readonly string[] {
  const refs = [...quotes.map(({ ref }) => ref), ...links.map(({ href }) => href)]
  const keys = refs.flatMap((ref) => (ref === null ? [] : addressesMeant(document.source, ref)))
  return [...new Set(keys)]
}

function writeKeys(db: Db, table: 'address' | 'citation', row: RowId, keys: readonly string[]): void {
  const next = new Set(keys)
  for (const { key } of db.all<{ key: string }>(`SELECT key FROM ${table} WHERE document = ?`, row))
    if (!next.delete(key)) db.run(`DELETE FROM ${table} WHERE key = ? AND document = ?`, key, row)
  for (const key of next) db.run(`INSERT INTO ${table} (key, document) VALUES (?, ?)`, key, row)
}

function writeTitle(db: Db, row: RowId, { title }: Document): void {
  const words = searchWords(title ?? '').join(' ')
  const former = db.get<{ words: string }>('SELECT words FROM title WHERE rowid = ?', row)?.words ?? ''
  if (words === former) return
  db.run('DELETE FROM title WHERE rowid = ?', row)
  if (words !== '') db.run('INSERT INTO title (rowid, words) VALUES (?, ?)', row, words)
}
