/** Rows of a question beyond one page. */
import type { Answer, Question, Row, RowKind, Store } from '../../graph/index.ts'

const PAGE = 1_000
/** The rows that are read at most. */
export const MOST = 2_000

/** The first MOST rows of a question, and whether there are `more`. Its own limit and cursor do not matter. */
export async function allOf<K extends RowKind>(
  store: Store,
  question: Question<K>,
): Promise<{ readonly rows: readonly Row<K>[]; readonly more: boolean }> {
  const rows: Row<K>[] = []
  let cursor: string | null = null
  do {
    const page: Answer<K> = await store.ask({ ...question, limit: PAGE, cursor })
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== null && rows.length < MOST)
  return { rows, more: cursor !== null }
}
