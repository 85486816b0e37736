/** A connection to a SQLite file: prepared once, transactions whole or not at all. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { Unusable } from '../store.ts'

export type Value = SQLInputValue
/** A row id. Row ids stay inside this folder; outside, things have text ids. */
export type RowId = number

/** How long a writer waits for another, in milliseconds. */
export const PATIENCE = 30_000
/** Statements kept prepared; beyond that the questions of a day, no two alike, would pile up. */
const PREPARED = 600

const PRAGMAS = `
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -65536;
  PRAGMA wal_autocheckpoint = 4000;`

/** SQLite's primary result codes that tell what is wrong with a file. */
const FAULTS: ReadonlyMap<number, string> = new Map([
  [8, 'it may not be written (permissions, or a read-only disk)'],
  [14, 'it cannot be opened (does its folder exist, and is it a file?)'],
  [26, 'it is no SQLite database'],
])

export class Db {
  readonly path: string
  readonly address: string
  readonly #db: DatabaseSync
  readonly #prepared = new Map<string, StatementSync>()

  /** Opens a file, or makes it. Throws `Unusable`. */
  constructor(path: string, readOnly: boolean) {
    this.path = path
    this.address = `sqlite:${path}`
    try {
      this.#db = new DatabaseSync(path, { readOnly, timeout: PATIENCE })
      if (!readOnly) this.#db.exec('PRAGMA journal_mode = WAL')
      this.#db.exec(PRAGMAS)
      // The first true read of the file: a file that is no database is found here.
      this.#db.prepare('SELECT count(*) FROM sqlite_schema').get()
    } catch (error) {
      throw this.fault(error)
    }
  }

  /** What is wrong, in words, where SQLite's code tells that the file cannot be used. */
  fault(error: unknown): unknown {
    const code = error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0
    const reason = FAULTS.get(code & 0xff)
    return reason === undefined ? error : new Unusable(this.address, reason)
  }

  exec(sql: string): void {
    this.#db.exec(sql)
  }

  get<T>(sql: string, ...values: readonly Value[]): T | undefined {
    return this.#statement(sql).get(...values) as T | undefined
  }

  all<T>(sql: string, ...values: readonly Value[]): T[] {
    return this.#statement(sql).all(...values) as T[]
  }

  /** Runs a statement; gives the id of the row it inserted last. */
  run(sql: string, ...values: readonly Value[]): RowId {
    return Number(this.#statement(sql).run(...values).lastInsertRowid)
  }

  /** Rows one by one, for what does not fit in memory. The statement is its own, so that readings may nest. */
  each<T>(sql: string, ...values: readonly Value[]): IterableIterator<T> {
    return this.#db.prepare(sql).iterate(...values) as IterableIterator<T>
  }

  /** Runs `work` in one transaction; what it throws undoes all of it. */
  write<T>(work: () => T): T {
    try {
      this.exec('BEGIN IMMEDIATE')
    } catch (error) {
      throw this.fault(error)
    }
    try {
      const result = work()
      this.exec('COMMIT')
      return result
    } catch (error) {
      this.exec('ROLLBACK')
      throw this.fault(error)
    }
  }

  /** Changes whenever another connection has written to the file. */
  foreignWrites(): number {
    return this.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0
  }

  close(): void {
    this.#prepared.clear()
    this.#db.close()
  }

  #statement(sql: string): StatementSync {
    const known = this.#prepared.get(sql)
    if (known !== undefined) return known
    if (this.#prepared.size >= PREPARED) this.#prepared.clear()
    const statement = this.#db.prepare(sql)
    this.#prepared.set(sql, statement)
    return statement
  }
}
