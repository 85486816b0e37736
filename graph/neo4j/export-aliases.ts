/** How the other names of a concept are written. */
import type { Tx } from './db.ts'
import type { StoredNames } from './names.ts'

/** One way of writing for each form but the label's: the one in most documents. */
export async function aliasWritings(
  tx: Tx,
  names: StoredNames,
  members: readonly string[],
  root: string,
): Promise<readonly string[]> {
  const label = names.cells(root).form
  const forms = (await names.formsOf(members, root)).map(({ form }) => form).filter((form) => form !== label)
  const found = await tx.from<{ written: string | null }>(
    forms,
    `UNWIND $rows AS form
     CALL (form) {
       OPTIONAL MATCH (d:Document)-[n:DEFINES]->(k:Concept) WHERE n.form = form AND n.open AND k.id IN $members
       WITH n.name AS name, count(DISTINCT d) AS many ORDER BY many DESC, name LIMIT 1 RETURN name }
     OPTIONAL MATCH (k:Concept {form: form})
     RETURN coalesce(name, k.label) AS written`,
    { members },
  )
  return found.flatMap(({ written }) => (written === null ? [] : [written])).sort()
}
