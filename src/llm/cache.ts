/**
 * Answers that were checked, kept by the digest of what was asked: reading the same again asks nobody. It holds numbers
 * alone, no words of anybody's, so nothing has to be removed from it when a source deletes a text.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { MARKS, type Marks } from '../../ingest/index.ts'
import { Failure } from '../errors.ts'

export interface AnswerCache {
  get(key: string): Marks | null
  put(key: string, model: string, marks: Marks): void
  close(): void
}

/** Several processes may use one file at once. */
export function openCache(file: string): AnswerCache {
  const db = opened(file)
  const find = db.prepare('SELECT marks FROM answer WHERE key = ?')
  const keep = db.prepare('INSERT OR REPLACE INTO answer (key, model, marks) VALUES (?, ?, ?)')
  return {
    get(key) {
      const row = find.get(key)
      if (row === undefined) return null
      const parsed = MARKS.safeParse(JSON.parse(String(row.marks)))
      return parsed.success ? parsed.data : null
    },
    put(key, model, marks) {
      keep.run(key, model, JSON.stringify(marks))
    },
    close() {
      db.close()
    },
  }
}

function opened(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const db = new DatabaseSync(file)
    db.exec('PRAGMA busy_timeout = 10000')
    db.exec('PRAGMA journal_mode = WAL')
    db.exec('CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, model TEXT NOT NULL, marks TEXT NOT NULL)')
    return db
  } catch (error) {
    throw new Failure(
      `The cache of answers at ${file} cannot be used: ${(error as Error).message}. Name another with CLAIMTHREAD_LLM_CACHE.`,
    )
  }
}
