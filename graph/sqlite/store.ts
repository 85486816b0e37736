/** The SQLite store: the port's methods, each in one transaction or one reading. */
import type { Archive, Redirect } from '../archive.ts'
import type { LinkContext, RevisionView } from '../context.ts'
import { records } from '../export/records.ts'
import type { Concept, Iso, Judgement, Linked, Revision, Spell } from '../model.ts'
import type { Answer, Clocks, JudgementPage, JudgementQuestion, Question, Row, RowKind, Thread } from '../question.ts'
import {
  Conflict,
  type Counts,
  type ExportOptions,
  type Known,
  type Put,
  type PutOutcome,
  type PutReport,
  type StateInputs,
  type Store,
  type Task,
  type TaskKind,
} from '../store.ts'
import { fileResponse } from './about.ts'
import { leadAll, readArchive } from './archive.ts'
import { answer } from './ask.ts'
import { settleNames } from './concepts.ts'
import { readContext } from './context.ts'
import { Db, type RowId } from './db.ts'
import { settlePairs } from './disagreements.ts'
import { readRecord, storedDocument } from './documents.ts'
import { SqliteExport } from './export.ts'
import { FormIndex } from './forms.ts'
import { putJudgement } from './judgements.ts'
import { putLinked } from './links.ts'
import { openTasks, tasksOf } from './marks.ts'
import { putDocument } from './put.ts'
import { Reader } from './reader.ts'
import { readRow } from './row.ts'
import { aliasesOf, pageOf } from './rows/concept.ts'
import { listJudgements } from './rows/judgement.ts'
import { migrate } from './schema.ts'
import { readStateInputs } from './state-inputs.ts'
import { putStates } from './states.ts'
import { readThread } from './thread.ts'
import { emptyLog } from './tombstones.ts'
import { Unit } from './unit.ts'
import { countsOf, documentsUnder, staleDocuments } from './upkeep.ts'

export interface OpenOptions {
  /** Never writes: for readers beside a writer. The file must be there. */
  readonly readOnly?: boolean
}

/**
 * Opens a store in a file, which is made where it is missing. Throws `Unusable` for a file that is no store, that a
 * newer version made, or that may not be written.
 */
export function openSqlite(path: string, { readOnly = false }: OpenOptions = {}): Store {
  return new SqliteStore(path, readOnly)
}

const REVISION = `v.id, d.id AS document, v.key, v.number, v.at, v.observed_at AS observedAt, v.origin, a.id AS editor,
  v.note, v.format, v.text_hash AS textHash
  FROM revision v JOIN document d ON d.row = v.document LEFT JOIN author a ON a.row = v.editor`

export class SqliteStore implements Store {
  readonly address: string
  readonly #db: Db
  readonly #reader: Reader
  readonly #forms = new FormIndex()
  readonly #readOnly: boolean

  constructor(path: string, readOnly: boolean) {
    this.#db = new Db(path, readOnly)
    this.address = this.#db.address
    this.#readOnly = readOnly
    migrate(this.#db, readOnly)
    this.#reader = new Reader(this.#db)
    if (!readOnly) emptyLog(this.#db)
  }

  // -- writing ------------------------------------------------------------------------------------------------

  async known(documents: readonly string[]): Promise<ReadonlyMap<string, Known>> {
    const found = new Map<string, Known>()
    for (const id of documents) {
      const stored = storedDocument(this.#db, id)
      if (stored === undefined) continue
      const { row, digest, analyser } = stored
      found.set(id, { record: readRecord(this.#db, row), digest, analyser })
    }
    return found
  }

  async put(puts: readonly Put[], learnedAt: Iso): Promise<PutReport> {
    const report = this.#write(learnedAt, (unit) => {
      const outcomes = puts.map((put) => putDocument(unit, put))
      const conflicts = puts.filter((_, index) => outcomes[index] === null).map(({ analysis }) => analysis.document.id)
      if (conflicts.length > 0) throw new Conflict(conflicts)
      return {
        outcomes: outcomes as PutOutcome[],
        claims: { added: unit.claimsAdded, kept: unit.claimsKept, removed: unit.claimsRemoved },
      }
    })
    this.#reader.clear()
    emptyLog(this.#db)
    return report
  }

  async tasks(kind: TaskKind, limit: number): Promise<readonly Task[]> {
    return openTasks(this.#db, kind, limit)
  }

  async linkContext(document: string): Promise<LinkContext | null> {
    return readContext(this.#db, this.#fresh().views, document)
  }

  async putLinks(
    links: readonly { readonly task: Task; readonly linked: Linked | null }[],
    learnedAt: Iso,
  ): Promise<void> {
    this.#write(learnedAt, (unit) => {
      for (const { task, linked } of links) putLinked(unit, task, linked)
    })
    this.#reader.clearNames()
  }

  async stateInputs(document: string): Promise<StateInputs | null> {
    return readStateInputs(this.#db, this.#fresh().views, document)
  }

  async putSpells(spells: readonly { readonly task: Task; readonly spells: readonly Spell[] }[]): Promise<void> {
    // Spells are today's reading and carry no clock of ours.
    this.#write('', (unit) => {
      for (const { task, spells: given } of spells) putStates(unit, task, given)
    })
    this.#reader.clearNames()
  }

  async judge(judgement: Judgement): Promise<readonly Task[]> {
    const documents = this.#write(judgement.at, (unit) => {
      putJudgement(unit, judgement)
      return unit.marks.documents('states')
    })
    this.#reader.clear()
    return tasksOf(this.#db, 'states', documents)
  }

  async setting(name: string, value?: string): Promise<string | null> {
    const key = `app:${name}`
    if (value !== undefined)
      this.#db.write(() => this.#db.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', key, value))
    return this.#db.get<{ value: string }>('SELECT value FROM setting WHERE name = ?', key)?.value ?? null
  }

  // -- reading ------------------------------------------------------------------------------------------------

  async ask<K extends RowKind>(question: Question<K>): Promise<Answer<K>> {
    return answer(this.#fresh(), question)
  }

  async row<K extends RowKind>(kind: K, id: string, clocks: Clocks): Promise<Row<K> | null> {
    return readRow(this.#fresh(), kind, id, clocks)
  }

  async thread(claim: string, clocks: Clocks, limit: number): Promise<Thread | null> {
    return readThread(this.#fresh(), claim, clocks, limit)
  }

  async revisions(document: string, asOf: Iso | null): Promise<readonly Omit<Revision, 'text'>[]> {
    return this.#db.all<Omit<Revision, 'text'>>(
      `SELECT ${REVISION} WHERE d.id = ? AND (? IS NULL OR v.at IS NULL OR v.at <= ?) ORDER BY v.number`,
      ...[document, asOf, asOf],
    )
  }

  async revision(id: string): Promise<Revision | null> {
    return this.#db.get<Revision>(`SELECT v.text, ${REVISION} WHERE v.id = ?`, id) ?? null
  }

  async view(revision: string): Promise<RevisionView | null> {
    const head = this.#db.get<{ row: RowId; id: string; number: number; at: string | null }>(
      'SELECT row, id, number, at FROM revision WHERE id = ?',
      revision,
    )
    return head === undefined ? null : this.#fresh().views.view(head)
  }

  async concept(id: string): Promise<Concept | null> {
    const reader = this.#fresh()
    const row = reader.names.conceptRow(id)
    if (row === null) return null
    const { id: present, label } = reader.names.conceptCells(row)
    const members = reader.names.members(row)
    return { id: present, label, aliases: aliasesOf(reader, members, label, null), page: pageOf(reader, members) }
  }

  async stale(analyser: string, after: string | null, limit: number): Promise<readonly string[]> {
    return staleDocuments(this.#db, analyser, after, limit)
  }

  async under(root: string): Promise<readonly string[]> {
    return documentsUnder(this.#db, root)
  }

  async judgements(question: JudgementQuestion): Promise<JudgementPage> {
    return listJudgements(this.#db, question)
  }

  async counts(): Promise<Counts> {
    return countsOf(this.#db)
  }

  /** Read on a connection of its own, so that the export is of one moment while others write. */
  async *export(options: ExportOptions): AsyncIterable<string> {
    const db = new Db(this.#db.path, true)
    try {
      db.exec('BEGIN')
      yield* records(new SqliteExport(db, options), options.withClocks ?? false)
      db.exec('COMMIT')
    } finally {
      db.close()
    }
  }

  async archive(document: string): Promise<Archive | null> {
    return readArchive(this.#db, this.#fresh().views, document)
  }

  async lead(redirects: readonly Redirect[]): Promise<void> {
    this.#db.write(() => leadAll(this.#db, redirects))
    this.#reader.clear()
  }

  async close(): Promise<void> {
    if (!this.#readOnly) emptyLog(this.#db)
    this.#db.close()
  }

  /** One transaction, settled before it ends: names, what responses are about, disagreements, tasks. The caller clears the reader. */
  #write<T>(learnedAt: Iso, work: (unit: Unit) => T): T {
    try {
      return this.#db.write(() => {
        const unit = new Unit(this.#db, this.#forms, learnedAt)
        const value = work(unit)
        settleNames(unit)
        for (const response of unit.opened) fileResponse(this.#db, response, true)
        for (const response of unit.reindexed) if (!unit.opened.has(response)) fileResponse(this.#db, response, false)
        settlePairs(unit)
        unit.marks.flush(this.#db)
        return value
      })
    } catch (error) {
      this.#forms.reset()
      throw error
    }
  }

  /** The reader, without what another process has changed. */
  #fresh(): Reader {
    return this.#reader.refresh()
  }
}
