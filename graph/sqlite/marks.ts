/** Tasks: what is left to be done for which document. A mark rises with each change, through the whole store. */
import type { Task, TaskKind } from '../store.ts'
import type { Db, RowId } from './db.ts'

/** Tasks noted in one transaction; written together at its end. */
export class Marks {
  readonly #rows: Record<TaskKind, Set<RowId>> = { link: new Set(), states: new Set() }

  add(kind: TaskKind, ...documents: readonly RowId[]): void {
    for (const document of documents) this.#rows[kind].add(document)
  }

  documents(kind: TaskKind): readonly RowId[] {
    return [...this.#rows[kind]]
  }

  flush(db: Db): void {
    const last = lastMark(db)
    let mark = last
    for (const kind of ['link', 'states'] as const) {
      for (const document of this.#rows[kind]) {
        db.run(
          `INSERT INTO task (kind, document, mark) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET mark = excluded.mark`,
          ...[kind, document, ++mark],
        )
      }
      this.#rows[kind].clear()
    }
    // Kept apart from the tasks, so that a mark never comes back after its task is done.
    if (mark > last) db.run(`INSERT OR REPLACE INTO setting (name, value) VALUES ('mark', ?)`, String(mark))
  }
}

/** Open tasks of one kind, oldest first. */
export function openTasks(db: Db, kind: TaskKind, limit: number): readonly Task[] {
  return db
    .all<{ document: string; mark: number }>(
      `SELECT d.id AS document, t.mark FROM task t JOIN document d ON d.row = t.document
       WHERE t.kind = ? ORDER BY t.mark LIMIT ?`,
      ...[kind, limit],
    )
    .map(({ document, mark }) => ({ kind, document, mark }))
}

/** Those of these documents' tasks of one kind that are open. */
export function tasksOf(db: Db, kind: TaskKind, documents: readonly RowId[]): readonly Task[] {
  return documents.flatMap((row) =>
    db
      .all<{ document: string; mark: number }>(
        `SELECT d.id AS document, t.mark FROM task t JOIN document d ON d.row = t.document
         WHERE t.kind = ? AND t.document = ?`,
        ...[kind, row],
      )
      .map(({ document, mark }) => ({ kind, document, mark })),
  )
}

/**
 * Whether a reading is not older than one that was stored meanwhile: another process may have taken the same document
 * later, read more, and been faster. Then the task is closed, and nothing that changed since has opened it again.
 */
export function isTimely(db: Db, { kind, document, mark }: Task): boolean {
  // Marks begin at 1 and rise: what comes with another mark is of no task, and written as it is.
  if (mark === 0 || mark > lastMark(db)) return true
  const open = 'SELECT 1 AS one FROM task WHERE kind = ? AND document = (SELECT row FROM document WHERE id = ?)'
  return db.get(open, kind, document) !== undefined
}

function lastMark(db: Db): number {
  return Number(db.get<{ value: string }>(`SELECT value FROM setting WHERE name = 'mark'`)?.value ?? 0)
}

/** Closes a task, unless the document changed after it was taken. */
export function finish(db: Db, { kind, document, mark }: Task): void {
  db.run(
    `DELETE FROM task WHERE kind = ? AND mark <= ? AND document = (SELECT row FROM document WHERE id = ?)`,
    ...[kind, mark, document],
  )
}
