/** Revisions as readers see them, remembered while they do not change: many replies read one page. */
import type { EditView, RevisionView, SentenceView } from '../context.ts'
import { Lru } from '../lru.ts'
import type { Change, Document } from '../model.ts'
import { parsed } from './codec.ts'
import type { Db, RowId } from './db.ts'

/** Revisions and documents remembered; a page with its sentences takes some 20 KB. */
const REMEMBERED = 2_000

export interface RevisionHead {
  readonly row: RowId
  readonly id: string
  readonly number: number
  readonly at: string | null
}

export interface Place {
  readonly row: RowId
  readonly id: string
  readonly parent: string | null
  readonly root: string | null
  readonly moment: string
}

export class Views {
  readonly #db: Db
  readonly #texts = new Lru<RowId, { readonly text: string }>(REMEMBERED)
  readonly #views = new Lru<RowId, RevisionView>(REMEMBERED)
  readonly #edits = new Lru<RowId, EditView>(REMEMBERED)
  readonly #documents = new Lru<RowId, Document>(REMEMBERED)
  readonly #heads = new Lru<RowId, readonly RevisionHead[]>(REMEMBERED)
  readonly #places = new Lru<string, Place>(REMEMBERED)

  constructor(db: Db) {
    this.#db = db
  }

  clear(): void {
    for (const lru of [this.#texts, this.#views, this.#edits, this.#documents, this.#heads, this.#places]) lru.clear()
  }

  /** Revisions of a document, oldest first. */
  heads(document: RowId): readonly RevisionHead[] {
    return this.#heads.get(document, () =>
      this.#db.all('SELECT row, id, number, at FROM revision WHERE document = ? ORDER BY number', document),
    )
  }

  /** Where a document stands in its thread; undefined where it was not read yet. */
  place(id: string): Place | undefined {
    return this.#places.find(id, () =>
      this.#db.get<Place>('SELECT row, id, parent, root, moment FROM document WHERE id = ?', id),
    )
  }

  text(revision: RowId): string {
    return this.#texts.get(revision, () => ({
      text: this.#db.get<{ text: string }>('SELECT text FROM revision WHERE row = ?', revision)?.text ?? '',
    })).text
  }

  view({ row, id, number, at }: RevisionHead): RevisionView {
    return this.#views.get(row, () => ({
      ...{ id, number, at, text: this.text(row) },
      sentences: this.#db.all<SentenceView>(
        `SELECT w.start, w."end", c.id AS claim, c.kind, c.probability, w.change FROM wording w
         JOIN claim c ON c.row = w.claim WHERE w.revision = ? AND w.start IS NOT NULL ORDER BY w.start, w."end"`,
        row,
      ),
    }))
  }

  /** What a revision did to the sentences of its document; `before` is the revision before it. */
  edit({ row, id, number, at }: RevisionHead, before: RevisionHead | undefined): EditView {
    return this.#edits.get(row, () => {
      const db = this.#db
      const head = db.get<{ editor: string | null; note: string | null }>(
        'SELECT a.id AS editor, v.note FROM revision v LEFT JOIN author a ON a.row = v.editor WHERE v.row = ?',
        row,
      )!
      const changes = db.all<{
        claim: string
        change: Change
        start: number | null
        end: number | null
        from: number | null
        to: number | null
      }>(
        `SELECT c.id AS claim, w.change, w.start, w."end", b.start AS "from", b."end" AS "to" FROM wording w
         JOIN claim c ON c.row = w.claim LEFT JOIN wording b ON b.revision = ? AND b.claim = w.claim
         WHERE w.revision = ? AND w.change <> 'kept' ORDER BY coalesce(w.start, b.start), c.ord`,
        ...[before?.row ?? null, row],
      )
      const cut = (revision: RowId, start: number | null, end: number | null) =>
        start === null || end === null ? null : this.text(revision).slice(start, end)
      return {
        ...{ revision: id, number, at, editor: head.editor, note: head.note },
        changes: changes.map(({ claim, change, start, end, from, to }) => ({
          ...{ claim, change, after: cut(row, start, end) },
          before: before === undefined ? null : cut(before.row, from, to),
        })),
      }
    })
  }

  document(row: RowId): Document {
    return this.#documents.get(row, () => readDocument(this.#db, row))
  }
}

interface Cells {
  readonly id: string
  readonly source: string
  readonly kind: string
  readonly title: string | null
  readonly subtitle: string | null
  readonly url: string | null
  readonly author: string | null
  readonly created_at: string | null
  readonly parent: string | null
  readonly root: string | null
  readonly state: Document['state']
  readonly state_at: string | null
  readonly score: string
  readonly aliases: string
  readonly quote: string | null
  readonly responds_to: string | null
  readonly language: string
  readonly extra: string
}

export const DOCUMENT_CELLS = `d.id, d.source, d.kind, d.title, d.subtitle, d.url, a.id AS author, d.created_at, d.parent,
  d.root, d.state, d.state_at, d.score, d.aliases, d.quote, d.responds_to, d.language, d.extra`

function readDocument(db: Db, row: RowId): Document {
  return documentOf(
    db.get<Cells>(
      `SELECT ${DOCUMENT_CELLS} FROM document d LEFT JOIN author a ON a.row = d.author WHERE d.row = ?`,
      row,
    )!,
  )
}

export function documentOf(cells: Cells): Document {
  const { id, source, kind, title, subtitle, url, author, parent, root, state, language } = cells
  return {
    ...{ id, source, kind, title, subtitle, url, author, parent, root, state, language },
    createdAt: cells.created_at,
    stateAt: cells.state_at,
    score: parsed(cells.score),
    aliases: parsed(cells.aliases),
    quote: cells.quote === null ? null : parsed(cells.quote),
    respondsToRevision: cells.responds_to,
    extra: parsed(cells.extra),
  }
}
