/** What is known of the store as a whole. */
import type { Counts } from '../store.ts'
import { CLAIM_THRESHOLD } from '../views.ts'
import type { Tx } from './db.ts'

/** Documents whose analysis another analyser made, by id, those after `after`. */
export async function staleDocuments(
  tx: Tx,
  analyser: string,
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const others = (await distinct(tx, 'analyser', 'id')).filter((other) => other !== analyser)
  const found = await tx.from<{ id: string }>(
    others,
    `UNWIND $rows AS other
     CALL (other) { MATCH (d:Document) WHERE d.analyser = other AND d.id > $after
       RETURN d.id AS id ORDER BY d.analyser, d.id LIMIT $limit }
     RETURN id ORDER BY id LIMIT $limit`,
    { after: after ?? '', limit },
  )
  return found.map(({ id }) => id)
}

/** Documents of a thread that are not gone, the root too. */
export async function documentsUnder(tx: Tx, root: string): Promise<readonly string[]> {
  const found = await tx.all<{ id: string }>(
    `CALL () { MATCH (d:Document) USING INDEX SEEK d:Document(root, order) WHERE d.root = $root AND d.order IS NOT NULL RETURN d
       UNION MATCH (d:Document {id: $root}) RETURN d }
     WITH d WHERE NOT d.state IN ['deleted', 'unavailable'] RETURN d.id AS id ORDER BY id`,
    { root },
  )
  return found.map(({ id }) => id)
}

/** The few values of the first column of an index, each found by one step in it. */
export async function distinct(
  tx: Tx,
  column: 'analyser' | 'source',
  second: 'id' | 'order',
): Promise<readonly string[]> {
  const values: string[] = []
  for (let last = ''; ; last = values.at(-1)!) {
    const next = await tx.get<{ value: string }>(
      `MATCH (d:Document) WHERE d.${column} > $last AND d.${second} IS NOT NULL
       RETURN d.${column} AS value ORDER BY d.${column}, d.${second} LIMIT 1`,
      { last },
    )
    if (next === undefined) return values
    values.push(next.value)
  }
}

/** How much there is, as lists show it by default. */
export async function countsOf(tx: Tx): Promise<Counts> {
  const count = async (match: string): Promise<number> =>
    (await tx.get<{ n: number }>(`MATCH ${match} RETURN count(*) AS n`))!.n
  return {
    sources: (await distinct(tx, 'source', 'order')).length,
    authors: await count('(:Author)'),
    documents: await count('(:Document)'),
    revisions: await count('(:Revision)'),
    claims: await count(
      `(c:Claim) WHERE c.kind = 'assertion' AND c.probability >= ${CLAIM_THRESHOLD} AND c.id IS NOT NULL`,
    ),
    responses: await count('(r:Response) WHERE r.open = true AND r.act IS NOT NULL AND r.order IS NOT NULL'),
    concepts: await count('(k:Concept) WHERE k.weight > 0 AND k.id IS NOT NULL AND k.merged IS NULL'),
    promptedEdits: await count('(e:PromptedEdit) WHERE e.open'),
    judgements: await count('(:Judgement)'),
    tasks: (await count('(d:Document) WHERE d.linkMark > 0')) + (await count('(d:Document) WHERE d.statesMark > 0')),
  }
}
