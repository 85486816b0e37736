/** What the source deleted leaves no words: not in the document's own nodes, and not where others' repeat them. */
import { type Judged, VERDICTS } from '../model.ts'
import type { Unit } from './unit.ts'

/**
 * Takes the words of documents out of all versions of derived nodes: their own responses, the passages that others'
 * responses answer, evidence on both sides, judgements of them, closed definitions. Shape and ids stay.
 */
export async function scrub(unit: Unit, documents: readonly string[]): Promise<void> {
  const { tx } = unit
  const answering = 'r.toDocument = id AND r.open IS NOT NULL AND r.act IS NOT NULL AND r.order IS NOT NULL'
  await tx.each(documents, `UNWIND $rows AS id MATCH (j:Judgement) WHERE j.document = id SET j.exact = ''`)
  await tx.each(documents, 'UNWIND $rows AS id MATCH (j:Judgement) WHERE j.answered = id REMOVE j.targetExact')
  await tx.each(
    documents,
    `UNWIND $rows AS id MATCH (d:Document {id: id})
     CALL (d) { MATCH (d)<-[:FROM]-(r:Response) SET r.exact = '' REMOVE r.evidence }
     CALL (id) { MATCH (r:Response) WHERE ${answering} REMOVE r.toExact, r.evidence }
     CALL (id) { MATCH (e:PromptedEdit) WHERE e.document = id REMOVE e.evidence }
     CALL (id) { MATCH (e:PromptedEdit) WHERE e.edited = id REMOVE e.evidence }`,
  )
  await scrubReadings(unit, documents)
  const closed = await tx.from<{ form: string; own: string }>(
    documents,
    `UNWIND $rows AS id MATCH (:Document {id: id})-[n:DEFINES]->(k:Concept) WHERE NOT n.open
     RETURN n.form AS form, k.form AS own`,
  )
  await tx.each(documents, 'UNWIND $rows AS id MATCH (:Document {id: id})-[n:DEFINES]->() WHERE NOT n.open DELETE n')
  for (const { form, own } of closed) unit.touchedForms.add(form).add(own)
}

/** What the machine read of judged responses repeats the passages that it took them to answer. */
async function scrubReadings({ tx }: Unit, documents: readonly string[]): Promise<void> {
  const found = await tx.all<{ element: string; judged: string }>(
    `MATCH (r:Response) USING INDEX SEEK r:Response(verdict, open, act, order)
     WHERE r.verdict IN $verdicts AND r.open IS NOT NULL AND r.act IS NOT NULL AND r.order IS NOT NULL
     RETURN elementId(r) AS element, r.judged AS judged`,
    { verdicts: VERDICTS },
  )
  const gone = new Set(documents)
  const scrubbed = found.flatMap(({ element, judged }) => {
    const reading = JSON.parse(judged) as Judged
    if (!gone.has(reading.to.document ?? '')) return []
    return [{ element, judged: JSON.stringify({ ...reading, to: { ...reading.to, exact: null } }) }]
  })
  await tx.each(
    scrubbed,
    'UNWIND $rows AS row MATCH (r:Response) WHERE elementId(r) = row.element SET r.judged = row.judged',
  )
}
