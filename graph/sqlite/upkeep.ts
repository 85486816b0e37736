/** What is known of the store as a whole. */
import type { Counts } from '../store.ts'
import { CLAIM_THRESHOLD } from '../views.ts'
import type { Db } from './db.ts'

const GONE = `'deleted', 'unavailable'`

/** Documents whose analysis another analyser made, by id, those after `after`. */
export function staleDocuments(db: Db, analyser: string, after: string | null, limit: number): readonly string[] {
  const found = distinct(db, 'analyser')
    .filter((other) => other !== analyser)
    .flatMap((other) =>
      db.all<{ id: string }>(
        'SELECT id FROM document INDEXED BY document_analyser WHERE analyser = ? AND id > ? ORDER BY id LIMIT ?',
        ...[other, after ?? '', limit],
      ),
    )
  return found
    .map(({ id }) => id)
    .sort((a, b) => (a < b ? -1 : 1))
    .slice(0, limit)
}

/** Documents of a thread that are not gone, the root too. */
export function documentsUnder(db: Db, root: string): readonly string[] {
  const found = db.all<{ id: string }>(
    `SELECT id FROM document INDEXED BY document_root WHERE root = ? AND state NOT IN (${GONE})
     UNION SELECT id FROM document WHERE id = ? AND state NOT IN (${GONE}) ORDER BY id`,
    ...[root, root],
  )
  return found.map(({ id }) => id)
}

/** The few values of an indexed column, each found by one step in the index. */
function distinct(db: Db, column: 'analyser' | 'source'): readonly string[] {
  const values: string[] = []
  const next = (after: string) =>
    db.get<{ value: string | null }>(`SELECT min(${column}) AS value FROM document WHERE ${column} > ?`, after)
      ?.value ?? null
  for (let value = next(''); value !== null; value = next(value)) values.push(value)
  return values
}

/** How much there is, as lists show it by default. */
export function countsOf(db: Db): Counts {
  const count = (from: string) => db.get<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)!.n
  return {
    sources: distinct(db, 'source').length,
    authors: count('author'),
    documents: count('document'),
    revisions: count('revision'),
    claims: count(`claim WHERE kind = 'assertion' AND probability >= ${CLAIM_THRESHOLD}`),
    responses: count('response WHERE open = 1'),
    concepts: count('concept WHERE merged IS NULL AND weight > 0'),
    promptedEdits: count('prompted_edit WHERE open = 1'),
    judgements: count('judgement'),
    tasks: count('task'),
  }
}
