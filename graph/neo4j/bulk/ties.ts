/**
 * What ties nodes together that were created apart, found by the server from their own properties: no row crosses the network.
 * Each statement passes over what is tied already, so that one that was broken off is run again.
 */
import { ABOUT } from '../about.ts'
import type { Db } from '../db.ts'
import type { Cypher } from '../values.ts'

/** Rows a transaction. */
const ROWS = 2_000

/** Needs the keys of documents and claims. An author who is answered is the claim's, else the document's. */
export const TO_DOCUMENTS: readonly string[] = [
  `MATCH (d:Document) WHERE d.parent IS NOT NULL AND NOT EXISTS { (d)-[:REPLIES_TO]->() }
   CALL (d) { MATCH (p:Document {id: d.parent}) CREATE (d)-[:REPLIES_TO]->(p) } IN TRANSACTIONS OF ${ROWS} ROWS`,
  `MATCH (r:Response) WHERE NOT EXISTS { (r)-[:SAYS|TO]->() }
   CALL (r) {
     OPTIONAL MATCH (c:Claim {id: r.claim})
     OPTIONAL MATCH (t:Claim {id: r.toClaim})
     OPTIONAL MATCH (o:Document {id: r.toDocument})
     FOREACH (_ IN CASE WHEN c IS NULL THEN [] ELSE [1] END | CREATE (r)-[:SAYS]->(c))
     FOREACH (_ IN CASE WHEN t IS NULL THEN [] ELSE [1] END | CREATE (r)-[:TO]->(t))
     FOREACH (_ IN CASE WHEN r.toClaim IS NOT NULL OR o IS NULL THEN [] ELSE [1] END | CREATE (r)-[:TO]->(o))
     SET r.toAuthor = coalesce(t.author, o.author)
   } IN TRANSACTIONS OF ${ROWS} ROWS`,
]

/** Needs the index of responses by id. */
export const TO_RESPONSES: readonly string[] = [
  `MATCH (r:Response) WHERE r.toAuthor IS NULL AND r.toResponse IS NOT NULL
   CALL (r) { MATCH (o:Response) WHERE o.id = r.toResponse AND o.open SET r.toAuthor = o.author } IN TRANSACTIONS OF ${ROWS} ROWS`,
]

/** Names in claims and titles, by full text as names are found that are learned later. */
export const MENTIONED: readonly string[] = [
  `UNWIND $given.rows AS row MATCH (f:Form {form: row.form})
   CALL db.index.fulltext.queryNodes('claim_words', row.query) YIELD node AS c
   CALL (c, f) {
     MERGE (c)-[m:MENTIONS]->(f) SET m.form = f.form, m.kind = c.kind, m.order = c.order
   } IN TRANSACTIONS OF ${ROWS} ROWS`,
  `UNWIND $given.rows AS row MATCH (f:Form {form: row.form})
   CALL db.index.fulltext.queryNodes('title_words', row.query) YIELD node AS d
   CALL (d, f) { MERGE (d)-[:TITLED]->(f) } IN TRANSACTIONS OF ${ROWS} ROWS`,
]

/** Needs names in claims and titles. */
export const FILED: readonly string[] = [
  `MATCH (r:Response) WHERE NOT EXISTS { (r)-[:ABOUT]->() } CALL (r) { ${ABOUT} } IN TRANSACTIONS OF ${ROWS} ROWS`,
]

/**
 * Forgets which names are known, and what responses are about: a filling that was ended after it had learned them goes on as if
 * it had not, since documents that come now tell of known names, and of names that were none then. Finds nothing to do before that.
 */
export const UNLEARN: readonly string[] = [
  `MATCH (f:Form) WHERE f.known CALL (f) { SET f.known = false } IN TRANSACTIONS OF ${ROWS} ROWS`,
  `MATCH (:Response)-[a:ABOUT]->() CALL (a) { DELETE a } IN TRANSACTIONS OF ${ROWS} ROWS`,
]

export async function tie(db: Db, statements: readonly string[], rows: readonly Cypher[] = []): Promise<void> {
  for (const statement of statements) await db.inTransactions(statement, { given: { rows } })
}
