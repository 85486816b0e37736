/** What people said, as it is shown with its subject and as it is listed. */
import { cursorOf, readCursor } from '../../cursor.ts'
import type {
  Clocks,
  JudgementBrief,
  JudgementFilters,
  JudgementPage,
  JudgementQuestion,
  JudgementRow,
} from '../../question.ts'
import type { Tx } from '../db.ts'
import { presentIds } from '../redirects.ts'

/** The latest word on each subject by then. */
export async function judgementsBy(
  tx: Tx,
  subjects: readonly string[],
  { knownBy }: Clocks,
): Promise<ReadonlyMap<string, JudgementBrief>> {
  const found = await tx.from<{ id: string; judgement: JudgementBrief }>(
    [...new Set(subjects)],
    `UNWIND $rows AS id MATCH (j:Judgement) WHERE j.subject = id AND j.at <= $by
     WITH id, j ORDER BY j.at DESC, j.id DESC
     RETURN id, head(collect(j{.verdict, .act, .target, .by, .at})) AS judgement`,
    { by: knownBy ?? '9999' },
  )
  return new Map(found.map(({ id, judgement }) => [id, judgement]))
}

const CONDITIONS: Readonly<Record<keyof JudgementFilters, string>> = {
  subject: 'j.subject = $subject',
  verdict: 'j.verdict = $verdict',
  by: 'j.by = $by',
  document: 'j.document = $document',
  since: 'j.at >= $since',
  before: 'j.at < $before',
}

/** Judgements, the newest first. Throws `BadCursor` for a cursor of another question. */
export async function listJudgements(tx: Tx, question: JudgementQuestion): Promise<JudgementPage> {
  const { filters, knownBy, limit } = question
  const after = readCursor(question)
  const subject =
    filters.subject === undefined
      ? undefined
      : ((await presentIds(tx, [filters.subject])).get(filters.subject) ?? filters.subject)
  const conditions = [
    "j.at >= ''",
    ...Object.entries(CONDITIONS).flatMap(([key, cypher]) =>
      filters[key as keyof JudgementFilters] === undefined ? [] : [cypher],
    ),
    ...(knownBy === null ? [] : ['j.at <= $knownBy']),
    ...(after === null ? [] : ['(j.at < $key OR (j.at = $key AND j.id < $id))']),
  ]
  const rows = await tx.all<{ judgement: JudgementRow }>(
    `MATCH (j:Judgement) WHERE ${conditions.join(' AND ')} WITH j ORDER BY j.at DESC, j.id DESC LIMIT toInteger($limit)
     RETURN j{.id, kind: CASE WHEN EXISTS { MATCH (:Claim {id: j.subject}) } THEN 'claim' ELSE 'response' END,
       .subject, .verdict, .act, .target, .by, .at, .exact, .targetExact, .document, .answered} AS judgement
     ORDER BY j.at DESC, j.id DESC`,
    { ...filters, ...(subject === undefined ? {} : { subject }), knownBy, limit: limit + 1, ...after },
  )
  const page = rows.slice(0, limit).map(({ judgement }) => judgement)
  const last = page.at(-1)
  const next = rows.length > limit && last !== undefined ? cursorOf(question, { key: last.at, id: last.id }) : null
  return { rows: page, next }
}
