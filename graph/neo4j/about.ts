/**
 * The index of what responses are about: one edge for each name that a response's target bears, so that "objections
 * to a concept, newest first" reads one range for each of the concept's names. A response is about the
 * name that it gives itself, the names in the claim that it answers, and, where it answers a document as a whole, the
 * names in its title. `place` is the document in which the name is read, whose own definition wins.
 */
import type { Tx } from './db.ts'
import type { Unit } from './unit.ts'

/** For a response `r`. */
export const ABOUT = `CALL (r) {
    MATCH (r)-[:FROM]->(d:Document) MATCH (f:Form {form: r.toForm}) RETURN f, d.id AS place, 0 AS nth
    UNION ALL
    MATCH (r)-[:TO]->(c:Claim)-[:MENTIONS]->(f:Form) MATCH (c)-[:IN]->(d:Document) RETURN f, d.id AS place, 1 AS nth
    UNION ALL
    MATCH (r)-[:TO]->(d:Document)-[:TITLED]->(f:Form) WHERE r.toResponse IS NULL RETURN f, d.id AS place, 2 AS nth }
  WITH r, f, place, nth ORDER BY nth
  WITH r, f, head(collect(place)) AS place
  CREATE (r)-[:ABOUT {form: f.form, open: r.open, act: r.act, order: r.order, place: place}]->(f)`

const FILE = `UNWIND $rows AS element MATCH (r:Response) WHERE elementId(r) = element ${ABOUT}`

/** Files responses under the names of their targets: new ones, and those of whose targets the names have changed. */
export async function fileResponses(tx: Tx, { filed, refiled }: Pick<Unit, 'filed' | 'refiled'>): Promise<void> {
  const again = [...refiled].filter((element) => !filed.has(element))
  await tx.each(again, 'UNWIND $rows AS element MATCH (r:Response)-[a:ABOUT]->() WHERE elementId(r) = element DELETE a')
  await tx.each([...filed, ...again], FILE)
}
