/** Sentences found by full text, the best first. */
import { cypherParams } from '../cypher.ts'
import type { Meant } from '../filters.ts'
import type { Tx } from './db.ts'
import type { Entry, Order } from './paging.ts'
import { quoted } from './values.ts'

/** Hits that a search without other filters ranks: the index gives the best first, and nobody pages further. */
const RANKED = 10_000

export async function hitsOf(
  tx: Tx,
  meant: Meant<string>,
  conditions: readonly string[],
  { limit, after }: Omit<Order, 'descending'>,
): Promise<readonly Entry[]> {
  const past = after === null ? [] : ['(key > $key OR (key = $key AND c.id > $id))']
  // Filters apply to all that is found: with them the best ten thousand may hold too few.
  const options = conditions.length === 0 ? '{limit: $ranked}' : '{}'
  return tx.all<Entry>(
    `CALL db.index.fulltext.queryNodes('claim_words', $query, ${options}) YIELD node AS c, score
     WITH c, -score AS key WHERE ${['true', ...conditions, ...past].join(' AND ')}
     RETURN key, c.id AS id, elementId(c) AS element ORDER BY key, id LIMIT $limit`,
    {
      ...cypherParams(meant),
      ...{ query: meant.search ?? quoted(['|', '|', '|']), limit, ranked: RANKED },
      ...{ key: after?.key ?? null, id: after?.id ?? null },
    },
  )
}
