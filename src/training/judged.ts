/** What people said, by the latest word on each thing, with the reading that each word was about. */
import type { Act, JudgementQuestion, JudgementRow, ResponseRow, Store } from '../../graph/index.ts'

const NOW = { asOf: null, knownBy: null } as const
const PAGE = 200

/** The latest word on each subject, in order of ids. People judge one by one: there are not too many to hold. */
export async function latestJudgements(store: Store): Promise<readonly JudgementRow[]> {
  const found = new Map<string, JudgementRow>()
  let cursor: string | null = null
  do {
    const asked: JudgementQuestion = { kind: 'judgement', filters: {}, sort: 'newest', limit: PAGE, cursor, ...NOW }
    const page = await store.judgements(asked)
    for (const row of page.rows) if (!found.has(row.subject)) found.set(row.subject, row)
    cursor = page.next
  } while (cursor !== null)
  return [...found.values()].sort((a, b) => (a.subject < b.subject ? -1 : 1))
}

export interface JudgedResponse {
  /** As it stood when it was judged: what was read since is not what the person saw. */
  readonly row: ResponseRow
  readonly reading: NonNullable<ResponseRow['reading']>
  /** What it does; null: not what the machine took it for, and nobody says what else. */
  readonly act: Act | null
  /** What it does not. */
  readonly not: Act | null
}

/** A judged response; null where it is not known any more what was judged. */
export async function judgedResponse(store: Store, said: JudgementRow): Promise<JudgedResponse | null> {
  const then = { asOf: null, knownBy: said.at }
  const row = (await store.row('response', said.subject, then)) ?? (await store.row('response', said.subject, NOW))
  if (row === null || row.reading === null) return null
  const { reading, act } = row
  const rejected = said.verdict === 'rejected'
  return { row, reading, act: rejected ? null : act, not: rejected || act !== reading.act ? reading.act : null }
}

/** Root of the discussion that a document is of: rows of one discussion belong on one side of a split. */
export async function discussionOf(store: Store, document: string): Promise<string> {
  return (await store.row('document', document, NOW))?.root?.id ?? document
}
