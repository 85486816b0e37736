/** What reading needs: the connection, and what is remembered of it while nobody writes. */
import { forgetTexts } from '../folded.ts'
import type { Db } from './db.ts'
import { StoredNames } from './names.ts'
import { Views } from './views.ts'

export class Reader {
  readonly db: Db
  readonly views: Views
  readonly names: StoredNames
  #foreign: number

  constructor(db: Db) {
    this.db = db
    this.views = new Views(db)
    this.names = new StoredNames(db)
    this.#foreign = db.foreignWrites()
  }

  /** Forgets what another process may have changed. Called before each reading. */
  refresh(): this {
    const writes = this.db.foreignWrites()
    if (writes !== this.#foreign) this.clear()
    this.#foreign = writes
    return this
  }

  /** Called after a write of our own that may have changed documents. */
  clear(): void {
    this.views.clear()
    this.names.clear()
    forgetTexts()
  }

  /** Called after a write of our own that left documents, revisions and claims as they were. */
  clearNames(): void {
    this.names.clear()
  }
}
