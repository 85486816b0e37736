/** What people said, as it is shown with its subject and as it is listed. */
import { cursorOf, readCursor } from '../../cursor.ts'
import type { Condition } from '../../filters.ts'
import type {
  Clocks,
  JudgementBrief,
  JudgementFilters,
  JudgementPage,
  JudgementQuestion,
  JudgementRow,
} from '../../question.ts'
import type { Db } from '../db.ts'
import { presentId } from '../verdicts.ts'

/** The latest word on a subject by then. */
export function judgementBy(db: Db, subject: string, { knownBy }: Clocks): JudgementBrief | null {
  return (
    db.get<JudgementBrief>(
      `SELECT verdict, act, target, "by", at FROM judgement WHERE subject = ? AND at <= ? ORDER BY at DESC, id DESC LIMIT 1`,
      ...[subject, knownBy ?? '9999'],
    ) ?? null
  )
}

const COLUMNS: Readonly<Record<keyof JudgementFilters, string>> = {
  subject: 'j.subject = ?',
  verdict: 'j.verdict = ?',
  by: 'j."by" = ?',
  document: 'j.document = ?',
  since: 'j.at >= ?',
  before: 'j.at < ?',
}

/** Judgements, the newest first. Throws `BadCursor` for a cursor of another question. */
export function listJudgements(db: Db, question: JudgementQuestion): JudgementPage {
  const { filters, knownBy, limit } = question
  const after = readCursor(question)
  const asked = Object.entries(COLUMNS).flatMap(([key, sql]): Condition[] => {
    const value = filters[key as keyof JudgementFilters]
    if (value === undefined) return []
    return [{ sql, values: [key === 'subject' ? presentId(db, value) : value] }]
  })
  const conditions = [
    ...asked,
    ...(knownBy === null ? [] : [{ sql: 'j.at <= ?', values: [knownBy] }]),
    ...(after === null ? [] : [{ sql: '(j.at, j.id) < (?, ?)', values: [after.key, after.id] }]),
  ]
  const where = ['TRUE', ...conditions.map(({ sql }) => sql)].join(' AND ')
  const rows = db.all<JudgementRow>(
    `SELECT j.id, CASE WHEN EXISTS (SELECT 1 FROM claim WHERE id = j.subject) THEN 'claim' ELSE 'response' END AS kind,
       j.subject, j.verdict, j.act, j.target, j."by", j.at, j.exact, j.target_exact AS targetExact, j.document, j.answered
     FROM judgement j WHERE ${where} ORDER BY j.at DESC, j.id DESC LIMIT ?`,
    ...[...conditions.flatMap(({ values }) => values), limit + 1],
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const next = rows.length > limit && last !== undefined ? cursorOf(question, { key: last.at, id: last.id }) : null
  return { rows: page, next }
}
