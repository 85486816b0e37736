/** What names mean in the store: senses of forms, forms of concepts, people, documents. */
import { leadingForms, rootOf } from '../concepts.ts'
import { Lru } from '../lru.ts'
import type { Sense } from '../question.ts'
import type { Names } from '../target.ts'
import { wordKey } from '../words.ts'
import { claimRow } from './claims.ts'
import { referredTo } from './context.ts'
import type { Db, RowId } from './db.ts'
import { presentId } from './verdicts.ts'

interface ConceptCells {
  readonly row: RowId
  readonly id: string
  readonly label: string
  readonly merged: RowId | null
  readonly form: string
}

export interface RootSense {
  readonly root: RowId
  readonly weight: number
}

/** Names remembered. */
const REMEMBERED = 5_000
/** Trigrams of a name that are looked for. */
const GRAMS = 100
/** Names that share trigrams with an unknown one, compared in full. */
const COMPARED = 60

export class StoredNames implements Names {
  readonly #db: Db
  readonly #concepts = new Lru<RowId, ConceptCells>(REMEMBERED)
  readonly #senses = new Lru<RowId, readonly RootSense[]>(REMEMBERED)

  constructor(db: Db) {
    this.#db = db
  }

  clear(): void {
    this.#concepts.clear()
    this.#senses.clear()
  }

  // -- concepts -----------------------------------------------------------------------------------------------

  conceptCells(row: RowId): ConceptCells {
    return this.#concepts.get(
      row,
      () =>
        this.#db.get<ConceptCells>(
          'SELECT k.row, k.id, k.label, k.merged, f.form FROM concept k JOIN form f ON f.row = k.form WHERE k.row = ?',
          row,
        )!,
    )
  }

  root(concept: RowId): RowId {
    return rootOf<RowId>(
      concept,
      (row) => this.conceptCells(row).merged,
      (row) => this.conceptCells(row).form,
    )
  }

  /** Senses of a form, the leading first: the one that most documents speak for. */
  sensesOf(form: RowId): readonly RootSense[] {
    return this.#senses.get(form, () => {
      const weights = new Map<RowId, number>()
      for (const { concept, weight } of this.#db.all<{ concept: RowId; weight: number }>(
        'SELECT concept, weight FROM sense WHERE form = ?',
        form,
      )) {
        const root = this.root(concept)
        weights.set(root, (weights.get(root) ?? 0) + weight)
      }
      if (weights.size === 0) {
        // Named by a response alone.
        const own = this.#db.get<{ row: RowId }>(
          `SELECT row FROM concept k WHERE form = ?
           AND EXISTS (SELECT 1 FROM response WHERE to_form = k.form AND open = 1)`,
          form,
        )
        if (own !== undefined) weights.set(this.root(own.row), 0)
      }
      return [...weights]
        .map(([root, weight]) => ({ root, weight }))
        .sort(
          (a, b) => b.weight - a.weight || (this.conceptCells(a.root).form < this.conceptCells(b.root).form ? -1 : 1),
        )
    })
  }

  /** What a form means in a document: as the document itself defines it, else in its leading sense. */
  conceptAt(form: RowId, document: RowId): RowId | null {
    const own = this.#db.get<{ concept: RowId }>(
      `SELECT o.concept FROM contribution o JOIN concept k ON k.row = o.concept WHERE o.document = ? AND o.form = ?
       ORDER BY o.weight DESC, k.id LIMIT 1`,
      ...[document, form],
    )
    return own === undefined ? (this.sensesOf(form)[0]?.root ?? null) : this.root(own.concept)
  }

  /** A concept and those that merged into it. */
  members(root: RowId): readonly RowId[] {
    return this.#db
      .all<{ row: RowId }>(
        `WITH RECURSIVE members (row) AS (
           SELECT ?1 UNION SELECT k.row FROM members m JOIN concept k ON k.merged = m.row)
         SELECT row FROM members`,
        root,
      )
      .map(({ row }) => row)
      .filter((row) => this.root(row) === root)
  }

  /** Every form that names a concept, with whether the concept leads among the form's senses, and whether there are others. */
  formsOf(members: readonly RowId[], root: RowId): readonly { form: RowId; leads: boolean; ambiguous: boolean }[] {
    const weights = new Map<RowId, { readonly text: string; readonly weight: number }>()
    for (const member of members) {
      const found = this.#db.all<{ form: RowId; text: string; weight: number }>(
        `SELECT s.form, f.form AS text, s.weight FROM sense s JOIN form f ON f.row = s.form WHERE s.concept = ?1
         UNION SELECT f.row, f.form, 0 FROM concept k JOIN form f ON f.row = k.form WHERE k.row = ?1`,
        member,
      )
      for (const { form, text, weight } of found)
        weights.set(form, { text, weight: weight + (weights.get(form)?.weight ?? 0) })
    }
    return leadingForms([...weights].map(([form, cells]) => ({ form, ...cells }))).map(({ form }) => {
      const senses = this.sensesOf(form)
      return { form, leads: senses[0]?.root === root, ambiguous: senses.length > 1 }
    })
  }

  conceptsNamed(form: string): readonly Sense[] {
    const row = this.#db.get<{ row: RowId }>('SELECT row FROM form WHERE form = ?', form)?.row
    return row === undefined ? [] : this.sensesOf(row).map(({ root, weight }) => this.#conceptSense(root, weight))
  }

  concept(id: string): Sense | null {
    const row = this.conceptRow(id)
    return row === null ? null : this.#conceptSense(row, this.#weightOf(row))
  }

  /** Root of the concept with this id. */
  conceptRow(id: string): RowId | null {
    const found = this.#db.get<{ row: RowId }>('SELECT row FROM concept WHERE id = ?', id)
    return found === undefined ? null : this.root(found.row)
  }

  #weightOf(concept: RowId): number {
    return this.#db.get<{ weight: number }>('SELECT weight FROM concept WHERE row = ?', concept)?.weight ?? 0
  }

  #conceptSense(root: RowId, weight: number): Sense {
    const { id, label } = this.conceptCells(root)
    return { ref: { kind: 'concept', id }, label, weight }
  }

  // -- the others ---------------------------------------------------------------------------------------------

  claim(id: string): Sense | null {
    const row = claimRow(this.#db, id)
    const claim =
      row === null
        ? undefined
        : this.#db.get<{ id: string; text: string }>('SELECT id, text FROM claim WHERE row = ?', row)
    return claim === undefined ? null : { ref: { kind: 'claim', id: claim.id }, label: claim.text, weight: 1 }
  }

  response(id: string): Sense | null {
    const found = this.#db.get<{ id: string; exact: string }>(
      'SELECT id, exact FROM response WHERE id = ? ORDER BY open DESC, learned_from DESC LIMIT 1',
      presentId(this.#db, id),
    )
    return found === undefined ? null : { ref: { kind: 'response', id: found.id }, label: found.exact, weight: 1 }
  }

  document(idOrUrl: string): Sense | null {
    const row = this.documentRow(idOrUrl)
    if (row === null) return null
    const { id, title } = this.#db.get<{ id: string; title: string | null }>(
      'SELECT id, title FROM document WHERE row = ?',
      row,
    )!
    return { ref: { kind: 'document', id }, label: title ?? id, weight: 1 }
  }

  documentRow(idOrUrl: string): RowId | null {
    const byId = this.#db.get<{ row: RowId }>('SELECT row FROM document WHERE id = ?', idOrUrl)
    if (byId !== undefined) return byId.row
    return /^(?:https?:)?\/\//i.test(idOrUrl) ? referredTo(this.#db, '', idOrUrl) : null
  }

  authors(idOrName: string): readonly Sense[] {
    return this.authorRows(idOrName)
      .map(({ id, name, documents }) => ({ ref: { kind: 'author', id } as const, label: name, weight: documents }))
      .sort((a, b) => b.weight - a.weight || (a.ref.id < b.ref.id ? -1 : 1))
  }

  authorRows(idOrName: string): readonly { row: RowId; id: string; name: string; documents: number }[] {
    const select = `SELECT row, id, name, (SELECT count(*) FROM document WHERE author = a.row) AS documents FROM author a`
    const byId = this.#db.all<{ row: RowId; id: string; name: string; documents: number }>(
      `${select} WHERE id = ?`,
      idOrName,
    )
    const key = wordKey(idOrName)
    return byId.length > 0 || key === '' ? byId : this.#db.all(`${select} WHERE key = ?`, key)
  }

  /** Names that share trigrams; for a name too short to have any, those that begin with it. */
  alike(name: string, of: 'all' | 'people' = 'all'): readonly string[] {
    const text = name.normalize('NFKC').toLowerCase().trim()
    const grams = new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => text.slice(at, at + 3)))
    if (grams.size === 0 && of === 'people') return []
    if (grams.size === 0)
      return this.#db
        .all<{ row: RowId; form: string }>(
          'SELECT row, form FROM form WHERE form >= ? AND form < ? AND known = 1 ORDER BY form LIMIT ?',
          ...[text, `${text}\uffff`, COMPARED],
        )
        .map(({ row, form }) => this.#asWritten(row, form))
    const query = [...grams]
      .slice(0, GRAMS)
      .map((gram) => `"${gram.replaceAll('"', '""')}"`)
      .join(' OR ')
    return this.#db
      .all<{ row: number; text: string }>(
        'SELECT rowid AS row, text FROM name WHERE text MATCH ? ORDER BY rank LIMIT ?',
        ...[query, COMPARED],
      )
      .filter(({ row }) => of === 'all' || isPerson(row))
      .map(({ row, text: found }) => (isPerson(row) ? found : this.#asWritten(row / 2, found)))
  }

  /** A form as most documents write it. */
  #asWritten(form: RowId, normal: string): string {
    return (
      this.#db.get<{ name: string }>(
        `SELECT name FROM definition WHERE form = ? AND open = 1 GROUP BY name ORDER BY count(*) DESC, name LIMIT 1`,
        form,
      )?.name ??
      this.#db.get<{ label: string }>('SELECT label FROM concept WHERE form = ?', form)?.label ??
      normal
    )
  }
}

/** Whether a row of the index of names is an author's; the others are forms'. */
function isPerson(row: number): boolean {
  return row % 2 === 1
}
