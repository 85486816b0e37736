/** Who objects to whom: edges kept up to date pair by pair, so that the question never reads all objections. */
import { digest } from '../ids.ts'
import { RESPONSE_THRESHOLD } from '../views.ts'
import type { Unit } from './unit.ts'

/** Objections of one person to another, as sure as a list shows them; what was known when is for the caller to say. */
export const PAIR = `MATCH (r:Response) USING INDEX SEEK r:Response(author, toAuthor, open, act)
  WHERE r.author = author AND r.toAuthor = against AND r.open IS NOT NULL AND r.act = 'objection'
  AND (r.confidence >= ${RESPONSE_THRESHOLD} OR r.main) AND coalesce(r.verdict, '') <> 'rejected'`

/** Counts the touched pairs anew. A pair that has none left stays, at zero: as of another day it may have had some. */
export async function settlePairs({ tx, pairs }: Unit): Promise<void> {
  const rows = [...pairs.values()].map(({ author, against }) => ({
    ...{ author, against, id: `d${digest('disagreement', author, against)}` },
  }))
  await tx.each(
    rows,
    `UNWIND $rows AS row
     WITH row, row.author AS author, row.against AS against
     CALL (author, against) { ${PAIR} AND r.open = true
       RETURN count(r) AS objections, count(CASE WHEN r.state = 'open' THEN 1 END) AS open,
         max(substring(r.order, 0, 20)) AS newest }
     MATCH (a:Author {id: author}) MATCH (b:Author {id: against})
     MERGE (a)-[g:OBJECTS_TO]->(b) ON CREATE SET g.id = row.id, g.author = author, g.against = against, g.newest = ''
     SET g.objections = objections, g.open = open, g.newest = coalesce(newest, g.newest)`,
  )
  pairs.clear()
}
