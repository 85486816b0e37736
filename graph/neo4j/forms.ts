/** All known names in memory, to find which of them stand in a text. */
import { wordsOfForm } from '../search.ts'
import type { Tx } from './db.ts'

interface Form {
  readonly form: string
  readonly words: readonly string[]
}

export interface FormChange {
  readonly form: string
  readonly known: boolean
}

export class FormIndex {
  readonly #byFirst = new Map<string, Form[]>()
  #generation = -1
  /** The generation that the transaction in work will make; null where it changed no name. */
  #staged: number | null = null

  /** Takes in what others have changed. Called when a unit of work begins, by when `generation` stands. */
  async refresh(tx: Tx, generation: number): Promise<void> {
    // A transaction that was undone left names in here that are none: all is read again.
    if (this.#staged !== null) this.#forget()
    if (generation === this.#generation) return
    const changes = await tx.all<FormChange>(
      this.#generation < 0
        ? 'MATCH (f:Form) WHERE f.changed > -1 AND f.known RETURN f.form AS form, f.known AS known'
        : 'MATCH (f:Form) WHERE f.changed > $generation RETURN f.form AS form, f.known AS known',
      { generation: this.#generation },
    )
    this.#take(changes)
    this.#generation = generation
  }

  /** Forms that stand in these words, longest and shorter ones alike. */
  match(words: readonly string[], found: Set<string>): void {
    for (let start = 0; start < words.length; start++) {
      for (const { form, words: wanted } of this.#byFirst.get(words[start]!) ?? []) {
        if (wanted.every((word, index) => words[start + index] === word)) found.add(form)
      }
    }
  }

  /** Writes which names are known from now on. */
  async change(tx: Tx, changes: readonly FormChange[]): Promise<void> {
    if (changes.length === 0) return
    this.#staged = (this.#staged ?? this.#generation) + 1
    this.#take(changes)
    await tx.each(
      changes.map(({ form, known }) => ({ form, known })),
      'UNWIND $rows AS row MATCH (f:Form {form: row.form}) SET f.known = row.known, f.changed = $generation',
      { generation: this.#staged },
    )
    await tx.run("MATCH (s:Store {name: 'claimthread'}) SET s.names = $generation", { generation: this.#staged })
  }

  /** The transaction in work stands. */
  committed(): void {
    this.#generation = this.#staged ?? this.#generation
    this.#staged = null
  }

  #forget(): void {
    this.#byFirst.clear()
    this.#generation = -1
    this.#staged = null
  }

  #take(changes: readonly FormChange[]): void {
    for (const { form, known } of changes) {
      const words = wordsOfForm(form)
      const first = words[0]
      if (first === undefined) continue
      const others = (this.#byFirst.get(first) ?? []).filter((other) => other.form !== form)
      if (known) others.push({ form, words })
      this.#byFirst.set(first, others)
    }
  }
}
