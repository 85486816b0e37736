/**
 * Fills an empty store with what another has. Indexes are taken away first and built when all is there, each by one
 * reading of the whole; nodes are created without looking for any; what ties them together is found by the server. A
 * mark on the store's own node says that this is under way and how far it has come, in the transaction that came so far.
 */
import type { Archive, Learned } from '../../archive.ts'
import { type Filling, Unusable } from '../../store.ts'
import type { Db, Tx } from '../db.ts'
import { FormIndex } from '../forms.ts'
import { ensureAuthors } from '../people.ts'
import { buildAll, buildKeys, takeAway } from '../schema.ts'
import { begin } from '../unit.ts'
import { learnAll, sumUp, writeNames } from './names.ts'
import { creation, type FilledDocument, filledDocument } from './rows.ts'
import { FILED, TO_DOCUMENTS, TO_RESPONSES, tie, UNLEARN } from './ties.ts'

/** Rows that make a transaction, about. */
const ROWS = 4_000

interface Mark {
  readonly from: string
  readonly after: string | null
  readonly done: number
}

const READ = `MATCH (s:Store {name: 'claimthread'}) WHERE s.filling IS NOT NULL
  RETURN s.filling AS from, s.fillingAfter AS after, s.fillingDone AS done`

/** What is done after the last document, in order. */
const FINISH: readonly ((db: Db) => Promise<void>)[] = [
  buildKeys,
  (db) => tie(db, TO_DOCUMENTS),
  buildAll,
  (db) => tie(db, TO_RESPONSES),
  learnAll,
  (db) => tie(db, FILED),
  sumUp,
]

/** Begins to fill the store, or goes on; null where it has something in it. Throws `Unusable` where another filling was begun. */
export async function fill(db: Db, from: string): Promise<Filling | null> {
  const begun = await db.read((tx) => tx.get<Mark>(READ))
  if (begun !== undefined && begun.from !== from)
    throw new Unusable(db.address.shown, `it holds the beginning of a copy of ${begun.from}: finish that, or empty it`)
  if (begun !== undefined) {
    // Nothing was written: whether the indexes were taken away is not told.
    if (begun.after === null) await takeAway(db)
    await tie(db, UNLEARN)
    return new Neo4jFilling(db, begun)
  }
  const used = await db.read((tx) =>
    tx.get('MATCH (n) WHERE NOT n:Store AND NOT n:Setting AND NOT n:ClaimthreadTest RETURN 1 AS one LIMIT 1'),
  )
  if (used !== undefined) return null
  const mark = { from, after: null, done: 0 }
  await db.write((tx) => setMark(tx, mark))
  await takeAway(db)
  return new Neo4jFilling(db, mark)
}

function setMark(tx: Tx, { from, after, done }: Mark): Promise<void> {
  return tx.run(
    "MATCH (s:Store {name: 'claimthread'}) SET s.filling = $from, s.fillingAfter = $after, s.fillingDone = $done",
    { from, after, done },
  )
}

class Neo4jFilling implements Filling {
  readonly #db: Db
  readonly #forms = new FormIndex()
  /** Of the last document that was taken, not yet written. */
  #mark: Mark
  /** The last document that was written. */
  #written: string | null
  #archives: Archive[] = []
  #rows = 0
  /** The transaction under way: the next documents are read meanwhile. */
  #writing: Promise<void> = Promise.resolve()

  constructor(db: Db, mark: Mark) {
    this.#db = db
    this.#mark = mark
    this.#written = mark.after
  }

  get after(): string | null {
    return this.#mark.after
  }

  get done(): number {
    return this.#mark.done
  }

  async add(archives: readonly Archive[]): Promise<void> {
    for (const archive of archives.map(held)) {
      const { document, revisions, claims } = archive.analysis
      this.#archives.push(archive)
      this.#rows += 1 + revisions.length + claims.length + archive.responses.length
      this.#mark = { ...this.#mark, after: document.id, done: this.#mark.done + 1 }
    }
    if (this.#rows >= ROWS) await this.#flush()
  }

  async rest(): Promise<void> {
    await this.#flush()
    await this.#writing
  }

  async finish(): Promise<void> {
    await this.rest()
    for (const step of FINISH) await step(this.#db)
    await this.#db.write((tx) =>
      tx.run("MATCH (s:Store {name: 'claimthread'}) REMOVE s.filling, s.fillingAfter, s.fillingDone"),
    )
  }

  /** Waits for the transaction before, and begins the next. */
  async #flush(): Promise<void> {
    const [archives, mark] = [this.#archives, this.#mark]
    await this.#writing
    this.#archives = []
    this.#rows = 0
    if (archives.length === 0) return
    this.#writing = this.#write(archives, mark)
    // Whoever waits for it next is told; until then it must not end the process.
    this.#writing.catch(() => {})
  }

  async #write(archives: readonly Archive[], mark: Mark): Promise<void> {
    await this.#db.write(async (tx) => {
      const unit = await begin(tx, this.#forms, '')
      const stored = await tx.get<Mark>(READ)
      // It was committed, and the answer was lost.
      if (stored?.after === mark.after) return
      if (stored?.after !== this.#written)
        throw new Unusable(this.#db.address.shown, 'another copy into it is under way')
      const documents: FilledDocument[] = []
      for (const archive of archives) documents.push(filledDocument(archive, this.#forms, () => unit.nextRow()))
      const { cypher, rows } = creation(documents)
      await ensureAuthors(
        unit,
        archives.map(({ analysis }) => analysis),
      )
      await Promise.all([tx.each(rows, cypher), writeSaid(tx, archives)])
      await writeNames(unit, archives)
      await Promise.all([unit.flush(), setMark(tx, mark)])
    })
    this.#written = mark.after
  }
}

/** Without versions that never held at any time. */
function held(archive: Archive): Archive {
  const { definitions, responses, promptedEdits } = archive
  const did = ({ learnedFrom, learnedTo }: Learned): boolean => learnedFrom !== learnedTo
  return {
    ...archive,
    definitions: definitions.filter(did),
    responses: responses.filter(did),
    promptedEdits: promptedEdits.filter(did),
  }
}

/** What people said, and former ids. */
async function writeSaid(tx: Tx, archives: readonly Archive[]): Promise<void> {
  const judgements = archives.flatMap(({ analysis, responses, judgements: given }) =>
    given.map(({ id, subject, verdict, act, target, by, at, exact, targetExact }) => {
      const judged = responses.find((response) => response.id === subject && response.learnedTo === null)
      const place = { document: analysis.document.id, answered: judged?.to.document ?? null }
      return { id, cells: { subject, verdict, act, target, by, at, exact, targetExact, ...place } }
    }),
  )
  await tx.each(judgements, 'UNWIND $rows AS row MERGE (j:Judgement {id: row.id}) SET j += row.cells')
  await tx.each(
    archives.flatMap(({ redirects }) => redirects.map(({ former, id }) => ({ former, id }))),
    'UNWIND $rows AS row MERGE (x:Redirect {former: row.former}) SET x.id = row.id',
  )
}
