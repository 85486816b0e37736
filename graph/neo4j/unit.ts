/**
 * One unit of work on the store: a transaction, what it has touched, and what must be settled before it ends. Writers
 * take turns: each locks the store's own node first, so that what one reads no other changes (the database alone
 * promises only that what is read was committed), and two never wait for each other in a circle.
 */
import type { Iso } from '../model.ts'
import type { TaskKind } from '../store.ts'
import type { Tx } from './db.ts'
import type { FormIndex } from './forms.ts'

export class Unit {
  readonly tx: Tx
  readonly forms: FormIndex
  readonly learnedAt: Iso
  /** Documents to be linked, or whose states are to be computed, in the order in which that was found. */
  readonly marks: Readonly<Record<TaskKind, Set<string>>> = { link: new Set(), states: new Set() }
  /** Forms, and ids of concepts, whose senses or labels may have changed. */
  readonly touchedForms = new Set<string>()
  readonly touchedConcepts = new Set<string>()
  /** Element ids of responses that are new, and are filed under no name yet. */
  readonly filed = new Set<string>()
  /** Element ids of responses whose target bears other names than before. */
  readonly refiled = new Set<string>()
  /** Authors who object to each other more or less than before. */
  readonly pairs = new Map<string, { readonly author: string; readonly against: string }>()
  claimsAdded = 0
  claimsKept = 0
  claimsRemoved = 0
  #mark: number
  #row: number

  constructor(
    tx: Tx,
    forms: FormIndex,
    learnedAt: Iso,
    { mark, rows }: { readonly mark: number; readonly rows: number },
  ) {
    this.tx = tx
    this.forms = forms
    this.learnedAt = learnedAt
    this.#mark = mark
    this.#row = rows
  }

  /** The last mark that was given. */
  get mark(): number {
    return this.#mark
  }

  /** The next number of a version of a response: versions made later have larger ones. */
  nextRow(): number {
    return ++this.#row
  }

  notePair(author: string | null, against: string | null): void {
    if (author !== null && against !== null && author !== against)
      this.pairs.set(`${author}\0${against}`, { author, against })
  }

  /** Writes the marks, which rise through the whole store, so that the smallest is the oldest. */
  async flush(): Promise<void> {
    const marked = (['link', 'states'] as const).map((kind) => {
      const rows = [...this.marks[kind]].map((id) => ({ id, mark: ++this.#mark }))
      return this.tx.each(rows, `UNWIND $rows AS row MATCH (d:Document {id: row.id}) SET d.${kind}Mark = row.mark`)
    })
    const counted = this.tx.run("MATCH (s:Store {name: 'claimthread'}) SET s.mark = $mark, s.rows = $rows", {
      mark: this.#mark,
      rows: this.#row,
    })
    await Promise.all([...marked, counted])
  }
}

interface Counters {
  readonly names: number
  readonly mark: number
  readonly rows: number
}

/** Waits for the turn of this transaction among those that write. */
export async function lockWriters(tx: Tx): Promise<void> {
  await tx.run("MATCH (s:Store {name: 'claimthread'}) SET s.turn = coalesce(s.turn, 0) + 1")
}

/** Begins a unit of work when its turn has come. */
export async function begin(tx: Tx, forms: FormIndex, learnedAt: Iso): Promise<Unit> {
  const [, counters] = await Promise.all([
    lockWriters(tx),
    tx.get<Counters>("MATCH (s:Store {name: 'claimthread'}) RETURN s.names AS names, s.mark AS mark, s.rows AS rows"),
  ])
  await forms.refresh(tx, counters!.names)
  return new Unit(tx, forms, learnedAt, counters!)
}
