/** The Neo4j store: the port's methods, each in one transaction or one reading. */
import type { Archive, Redirect } from '../archive.ts'
import type { LinkContext, RevisionView } from '../context.ts'
import type { Concept, Iso, Judgement, Revision } from '../model.ts'
import type { Answer, Clocks, JudgementPage, JudgementQuestion, Question, Row, RowKind, Thread } from '../question.ts'
import type {
  Counts,
  ExportOptions,
  Filling,
  Known,
  Put,
  PutReport,
  StateInputs,
  Store,
  Task,
  TaskKind,
} from '../store.ts'
import { fileResponses } from './about.ts'
import { readAddress } from './address.ts'
import { Ahead } from './ahead.ts'
import { readArchive } from './archive.ts'
import { answer } from './ask.ts'
import { fill } from './bulk/filling.ts'
import { REVISION, type RevisionCells } from './cells.ts'
import { settleNames } from './concepts.ts'
import { readContext } from './context.ts'
import { Db } from './db.ts'
import { settlePairs } from './disagreements.ts'
import { recordIn } from './documents.ts'
import { exportLines } from './export.ts'
import { FormIndex } from './forms.ts'
import { putJudgement } from './judgements.ts'
import { type LinkedTask, putLinked } from './links.ts'
import { openTasks, tasksOf } from './marks.ts'
import { putAnalyses } from './put.ts'
import { Reader } from './reader.ts'
import { redirect } from './redirects.ts'
import { readRow } from './row.ts'
import { conceptOf } from './rows/concept.ts'
import { listJudgements } from './rows/judgement.ts'
import { migrate } from './schema.ts'
import { readStateInputs } from './state-inputs.ts'
import { putStates, type SpelledTask } from './states.ts'
import { Texts } from './texts.ts'
import { readThread } from './thread.ts'
import { begin, type Unit } from './unit.ts'
import { countsOf, documentsUnder, staleDocuments } from './upkeep.ts'
import { headsOf, Views } from './views.ts'

export interface Neo4jOptions {
  /** Never writes: for readers beside a writer. The store must be there. */
  readonly readOnly?: boolean
  /** A store whose filling was broken off will do: to go on with it. Else it is `Unusable`. */
  readonly unfinished?: boolean
  /** How long one transaction may take, in milliseconds; the server ends one that takes longer. Default two minutes. */
  readonly timeout?: number
}

/**
 * Opens a store in a database of Neo4j, by an address as `neo4j://user:password@host:7687/database`. An empty database
 * is made a store. Throws `Unusable` with what to check: address, credentials, database, TLS.
 */
export async function openNeo4j(
  address: string,
  { readOnly = false, unfinished = false, timeout = 120_000 }: Neo4jOptions = {},
): Promise<Neo4jStore> {
  const db = new Db(readAddress(address), { readOnly, timeout })
  try {
    await db.connect()
    await migrate(db, { readOnly, unfinished })
  } catch (error) {
    await db.close()
    throw error
  }
  return new Neo4jStore(db)
}

/** Documents whose state inputs are read together. */
const AHEAD = 256

export class Neo4jStore implements Store {
  readonly address: string
  readonly #db: Db
  readonly #texts = new Texts()
  readonly #forms = new FormIndex()
  readonly #ahead = new Ahead<StateInputs>(AHEAD, (ids) => this.#db.read((tx) => readStateInputs(tx, this.#texts, ids)))
  /** Units of work wait for each other here, since they share what is known of names. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(db: Db) {
    this.#db = db
    this.address = db.address.shown
  }

  // -- writing ------------------------------------------------------------------------------------------------

  async known(documents: readonly string[]): Promise<ReadonlyMap<string, Known>> {
    const found = await this.#db.read((tx) =>
      tx.from<{ id: string; record: Int8Array; digest: string; analyser: string }>(
        documents,
        `UNWIND $rows AS id MATCH (d:Document {id: id})
         RETURN id, d.record AS record, d.digest AS digest, d.analyser AS analyser`,
      ),
    )
    return new Map(
      found.map(({ id, record, digest, analyser }) => [id, { record: recordIn(record), digest, analyser }]),
    )
  }

  async put(puts: readonly Put[], learnedAt: Iso): Promise<PutReport> {
    return this.#write(learnedAt, async (unit) => {
      const outcomes = await putAnalyses(unit, puts)
      const claims = { added: unit.claimsAdded, kept: unit.claimsKept, removed: unit.claimsRemoved }
      return { outcomes, claims }
    })
  }

  async tasks(kind: TaskKind, limit: number): Promise<readonly Task[]> {
    const tasks = await this.#db.read((tx) => openTasks(tx, kind, limit))
    if (kind === 'states') this.#ahead.expect(tasks.map(({ document }) => document))
    return tasks
  }

  async linkContext(document: string): Promise<LinkContext | null> {
    return this.#db.read((tx) => readContext(tx, this.#texts, document))
  }

  async putLinks(links: readonly LinkedTask[], learnedAt: Iso): Promise<void> {
    await this.#write(learnedAt, (unit) => putLinked(unit, links))
  }

  async stateInputs(document: string): Promise<StateInputs | null> {
    return this.#ahead.get(document)
  }

  async putSpells(spells: readonly SpelledTask[]): Promise<void> {
    // Spells are today's reading and carry no clock of ours.
    await this.#write('', (unit) => putStates(unit, spells))
  }

  async judge(judgement: Judgement): Promise<readonly Task[]> {
    const documents = await this.#write(judgement.at, async (unit) => {
      await putJudgement(unit, judgement)
      return [...unit.marks.states]
    })
    return this.#db.read((tx) => tasksOf(tx, 'states', documents))
  }

  async setting(name: string, value?: string): Promise<string | null> {
    const key = `app:${name}`
    if (value !== undefined)
      await this.#db.write((tx) => tx.run('MERGE (s:Setting {name: $key}) SET s.value = $value', { key, value }))
    const found = await this.#db.read((tx) =>
      tx.get<{ value: string }>('MATCH (s:Setting {name: $key}) RETURN s.value AS value', { key }),
    )
    return found?.value ?? null
  }

  // -- reading ------------------------------------------------------------------------------------------------

  async ask<K extends RowKind>(question: Question<K>): Promise<Answer<K>> {
    return this.#read((reader) => answer(reader, question))
  }

  async row<K extends RowKind>(kind: K, id: string, clocks: Clocks): Promise<Row<K> | null> {
    return this.#read((reader) => readRow(reader, kind, id, clocks))
  }

  async thread(claim: string, clocks: Clocks, limit: number): Promise<Thread | null> {
    return this.#read((reader) => readThread(reader, claim, clocks, limit))
  }

  async revisions(document: string, asOf: Iso | null): Promise<readonly Omit<Revision, 'text'>[]> {
    const found = await this.#db.read((tx) =>
      tx.all<{ cells: RevisionCells }>(
        `MATCH (:Document {id: $document})<-[:OF]-(v:Revision) WHERE $asOf IS NULL OR v.at IS NULL OR v.at <= $asOf
         WITH v ORDER BY v.number RETURN v{${REVISION}} AS cells`,
        { document, asOf },
      ),
    )
    return found.map(({ cells }) => ({ ...cells, document }))
  }

  async revision(id: string): Promise<Revision | null> {
    const found = await this.#db.read((tx) =>
      tx.get<{ cells: RevisionCells & { text: string }; document: string }>(
        `MATCH (v:Revision {id: $id})-[:OF]->(d:Document) RETURN v{${REVISION}, .text} AS cells, d.id AS document`,
        { id },
      ),
    )
    return found === undefined ? null : { ...found.cells, document: found.document }
  }

  async view(revision: string): Promise<RevisionView | null> {
    return this.#db.read(async (tx) => {
      const found = await tx.get<{ document: string }>(
        'MATCH (:Revision {id: $revision})-[:OF]->(d:Document) RETURN d.id AS document',
        { revision },
      )
      if (found === undefined) return null
      const heads = (await headsOf(tx, [found.document])).get(found.document) ?? []
      const head = heads.find(({ id }) => id === revision)!
      return (await Views.read(tx, this.#texts, [head])).view(head)
    })
  }

  async concept(id: string): Promise<Concept | null> {
    return this.#read(async (reader) => {
      const root = await reader.names.rootNamed(id)
      return root === null ? null : conceptOf(reader, root, await reader.names.members(root), null)
    })
  }

  async stale(analyser: string, after: string | null, limit: number): Promise<readonly string[]> {
    return this.#db.read((tx) => staleDocuments(tx, analyser, after, limit))
  }

  async under(root: string): Promise<readonly string[]> {
    return this.#db.read((tx) => documentsUnder(tx, root))
  }

  async judgements(question: JudgementQuestion): Promise<JudgementPage> {
    return this.#db.read((tx) => listJudgements(tx, question))
  }

  async counts(): Promise<Counts> {
    return this.#db.read(countsOf)
  }

  export(options: ExportOptions): AsyncIterable<string> {
    return exportLines(this.#db, options)
  }

  async archive(document: string): Promise<Archive | null> {
    return this.#db.read((tx) => readArchive(tx, document))
  }

  async lead(redirects: readonly Redirect[]): Promise<void> {
    await this.#write('', (unit) => redirect(unit, redirects))
  }

  async fill(from: string): Promise<Filling | null> {
    return fill(this.#db, from)
  }

  async close(): Promise<void> {
    await this.#db.close()
  }

  #read<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    return this.#db.read((tx) => work(new Reader(tx, this.#texts)))
  }

  /** One unit of work, settled before it ends: names, what responses are about, disagreements, tasks. */
  #write<T>(learnedAt: Iso, work: (unit: Unit) => Promise<T>): Promise<T> {
    const done = this.#turn.then(async () => {
      this.#ahead.forget()
      const result = await this.#db.write(async (tx) => {
        const unit = await begin(tx, this.#forms, learnedAt)
        const value = await work(unit)
        await settleNames(unit)
        await fileResponses(tx, unit)
        await settlePairs(unit)
        await unit.flush()
        return value
      })
      this.#forms.committed()
      this.#ahead.forget()
      return result
    })
    this.#turn = done.catch(() => undefined)
    return done
  }
}
