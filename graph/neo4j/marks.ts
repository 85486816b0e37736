/** Tasks: what is left to be done for which document, as marks on the documents. */
import type { Task, TaskKind } from '../store.ts'
import type { Tx } from './db.ts'

/** Open tasks of one kind, oldest first. */
export async function openTasks(tx: Tx, kind: TaskKind, limit: number): Promise<readonly Task[]> {
  const found = await tx.all<{ document: string; mark: number }>(
    `MATCH (d:Document) USING INDEX SEEK d:Document(${kind}Mark) WHERE d.${kind}Mark > 0 RETURN d.id AS document, d.${kind}Mark AS mark ORDER BY d.${kind}Mark LIMIT $limit`,
    { limit },
  )
  return found.map(({ document, mark }) => ({ kind, document, mark }))
}

/** Those of these documents' tasks of one kind that are open. */
export async function tasksOf(tx: Tx, kind: TaskKind, documents: readonly string[]): Promise<readonly Task[]> {
  const found = await tx.from<{ document: string; mark: number }>(
    documents,
    `UNWIND $rows AS id MATCH (d:Document {id: id}) WHERE d.${kind}Mark > 0 RETURN id AS document, d.${kind}Mark AS mark`,
  )
  return found.map(({ document, mark }) => ({ kind, document, mark }))
}

/**
 * Tasks whose reading is not older than one that was stored meanwhile: another process may have taken the same document
 * later, read more, and been faster. Those of documents that are not there are left out.
 */
export async function timely<T extends { readonly task: Task }>(tx: Tx, given: readonly T[]): Promise<readonly T[]> {
  const kind = given[0]?.task.kind ?? 'link'
  const found = await tx.from<{ id: string; done: number }>(
    given.map(({ task }) => task.document),
    `UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN id, coalesce(d.${kind}Done, 0) AS done`,
  )
  const done = new Map(found.map((row) => [row.id, row.done]))
  // Marks begin at 1: a mark of 0 is of no task, and what comes with it is written as it is.
  return given.filter(
    ({ task: { document, mark } }) => done.has(document) && (mark === 0 || mark >= done.get(document)!),
  )
}

/** Closes tasks, but for those whose document changed after they were taken. `mark` is the last that was given. */
export async function finish(tx: Tx, tasks: readonly Task[], mark: number): Promise<void> {
  for (const [kind, of] of Map.groupBy(tasks, (task) => task.kind)) {
    await tx.each(
      of.filter((task) => task.mark > 0).map((task) => ({ document: task.document, mark: Math.min(task.mark, mark) })),
      `UNWIND $rows AS row MATCH (d:Document {id: row.document}) SET d.${kind}Done = row.mark
       WITH d, row WHERE d.${kind}Mark <= row.mark REMOVE d.${kind}Mark`,
    )
  }
}
