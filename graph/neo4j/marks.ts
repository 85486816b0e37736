/** Tasks: what is left to be done for which document, as marks on the documents. */
import type { Task, TaskKind } from '../store.ts'
import type { Tx } from './db.ts'

/** Open tasks of one kind, oldest first. */
export async function openTasks(tx: Tx, kind: TaskKind, limit: number): Promise<readonly Task[]> {
  const found = await tx.all<{ document: string; mark: number }>(
    `MATCH (d:Document) USING INDEX d:Document(${kind}Mark) WHERE d.${kind}Mark > 0 RETURN d.id AS document, d.${kind}Mark AS mark ORDER BY d.${kind}Mark LIMIT $limit`,
    { limit },
  )
  return found.map(({ document, mark }) => ({ kind, document, mark }))
}

/** Closes tasks, but for those whose document changed after they were taken. */
export async function finish(tx: Tx, tasks: readonly Task[]): Promise<void> {
  for (const [kind, of] of Map.groupBy(tasks, (task) => task.kind)) {
    await tx.each(
      of.map(({ document, mark }) => ({ document, mark })),
      `UNWIND $rows AS row MATCH (d:Document {id: row.document}) WHERE d.${kind}Mark <= row.mark REMOVE d.${kind}Mark`,
    )
  }
}
