/** Versions of responses that no longer hold are closed, never changed. */
import type { Iso } from '../model.ts'
import type { StoredResponse } from './responses.ts'
import type { Unit } from './unit.ts'

export async function closeVersions(unit: Unit, responses: readonly StoredResponse[], learnedAt: Iso): Promise<void> {
  const { tx, refiled } = unit
  const concepts = await tx.from<{ id: string }>(
    responses.map(({ element }) => element),
    `UNWIND $rows AS element MATCH (r:Response) WHERE elementId(r) = element
     SET r.open = false, r.learnedTo = $learnedAt
     WITH r MATCH (k:Concept {form: r.toForm}) RETURN DISTINCT k.id AS id`,
    { learnedAt },
  )
  for (const { id } of concepts) unit.touchedConcepts.add(id)
  for (const { element, document, to, act, author, toAuthor } of responses) {
    refiled.add(element)
    touch(unit, document, to.document)
    if (act === 'objection') unit.notePair(author, toAuthor)
  }
}

/** States hang on who answers whom: those of the document's own responses, and of the document that it answers. */
export function touch({ marks }: Unit, document: string, other: string | null): void {
  marks.states.add(document)
  if (other !== null) marks.states.add(other)
}
