/** All known names in memory, to find which of them stand in a text. */
import { wordsOfForm } from '../search.ts'
import type { Db, RowId } from './db.ts'

interface Form {
  readonly row: RowId
  readonly words: readonly string[]
}

/** Setting that changes with the set of known names: another process may have learned some. */
const GENERATION = 'names'

export class FormIndex {
  readonly #byFirst = new Map<string, Form[]>()
  #generation = ''

  /** Reads the names again where another connection changed them. Called at the start of each transaction. */
  refresh(db: Db): void {
    const generation = generationOf(db)
    if (generation === this.#generation) return
    this.#byFirst.clear()
    for (const { row, form } of db.all<{ row: RowId; form: string }>('SELECT row, form FROM form WHERE known = 1'))
      this.#add(row, form)
    this.#generation = generation
  }

  /** Rows of the forms that stand in these words, longest and shorter ones alike. */
  match(words: readonly string[], found: Set<RowId>): void {
    for (let start = 0; start < words.length; start++) {
      for (const { row, words: form } of this.#byFirst.get(words[start]!) ?? []) {
        if (form.every((word, index) => words[start + index] === word)) found.add(row)
      }
    }
  }

  /** Takes in names learned and forgotten in this transaction. */
  change(
    db: Db,
    learned: readonly { row: RowId; form: string }[],
    forgotten: readonly { row: RowId; form: string }[],
  ): void {
    if (learned.length + forgotten.length === 0) return
    for (const { row, form } of learned) this.#add(row, form)
    for (const { row, form } of forgotten) {
      const first = wordsOfForm(form)[0] ?? ''
      this.#byFirst.set(
        first,
        (this.#byFirst.get(first) ?? []).filter((other) => other.row !== row),
      )
    }
    this.#generation = String(Number(generationOf(db)) + 1)
    db.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', GENERATION, this.#generation)
  }

  /** Forgets everything: the transaction that taught it was undone. */
  reset(): void {
    this.#generation = ''
  }

  #add(row: RowId, form: string): void {
    const words = wordsOfForm(form)
    const first = words[0]
    if (first === undefined) return
    const others = this.#byFirst.get(first)
    if (others === undefined) this.#byFirst.set(first, [{ row, words }])
    else others.push({ row, words })
  }
}

function generationOf(db: Db): string {
  return db.get<{ value: string }>('SELECT value FROM setting WHERE name = ?', GENERATION)?.value ?? '0'
}
