/** What people said of readings, as it is asked for and answered: lists of judgements, and new ones that are checked. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type {
  ClaimRow,
  Judgement,
  JudgementFilters,
  JudgementPage,
  JudgementQuestion,
  JudgementRow,
  ResponseRow,
  Store,
} from '../../graph/index.ts'
import { ACTS, fromMs, VERDICTS } from '../../graph/index.ts'
import { problem } from '../problems.ts'
import { addressOf } from './addresses.ts'
import { CLOCKS, PAGING, time } from './params.ts'

const name = z.string().trim().min(1, 'must not be empty').max(500, 'must have 500 characters at most')

/** Parameters of the list of judgements. */
export const JUDGEMENT_QUERY = z.object({
  subject: name.optional().describe('The response or claim that was judged: its id'),
  verdict: z.enum(VERDICTS).optional().describe('What was said of it'),
  by: name.optional().describe('Who said it: the name of a token'),
  document: name.optional().describe('The document that the subject stands in: its id'),
  since: time.optional().describe('Judged at this time or later'),
  before: time.optional().describe('Judged earlier than this time'),
  limit: PAGING.limit,
  cursor: PAGING.cursor,
  'known-by': CLOCKS['known-by'],
})

type Asked = z.output<typeof JUDGEMENT_QUERY>
const FILTERS = [
  'subject',
  'verdict',
  'by',
  'document',
  'since',
  'before',
] as const satisfies (keyof JudgementFilters)[]

export function judgementQuestion(asked: Asked): JudgementQuestion {
  const filters = Object.fromEntries(FILTERS.flatMap((key) => (asked[key] === undefined ? [] : [[key, asked[key]]])))
  const { limit, cursor = null, 'known-by': knownBy = null } = asked
  return { kind: 'judgement', filters, sort: 'newest', limit, cursor, asOf: null, knownBy }
}

/** Address of a question, without its cursor. */
function judgementsAddress({ filters, limit, knownBy }: JudgementQuestion): string {
  const query = new URLSearchParams(filters as Record<string, string>)
  if (limit !== 50) query.set('limit', String(limit))
  if (knownBy !== null) query.set('known-by', knownBy)
  return query.size === 0 ? '/judgements' : `/judgements?${query}`
}

/** A page of judgements as it is answered. */
export function judgementsPage(question: JudgementQuestion, { rows, next }: JudgementPage) {
  const self = judgementsAddress(question)
  const more = next === null ? null : `${self}${self.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}`
  return { self, knownBy: question.knownBy, rows: rows.map(shownJudgement), next: more }
}

/** A judgement as it is answered, with the address of its subject. */
export function shownJudgement(row: JudgementRow) {
  return {
    ...row,
    self: `/judgements?${new URLSearchParams({ subject: row.subject })}`,
    of: addressOf(row.kind, row.subject),
  }
}

export const JUDGEMENT_SCHEMA = z.object({
  id: z.string(),
  self: z.string().describe('Everything that was said of its subject'),
  of: z.string().describe('Address of its subject'),
  kind: z.enum(['response', 'claim']),
  subject: z.string(),
  verdict: z.enum(VERDICTS),
  act: z.enum(ACTS).nullable().describe('Of a correction: the act that it is'),
  target: z.string().nullable().describe('Of a correction: the claim or document that it answers'),
  by: z.string().describe('Name of the token'),
  at: z.string(),
  exact: z.string().describe('The words of the subject when it was judged'),
  targetExact: z.string().nullable().describe('The words that it answered then'),
  document: z.string(),
  answered: z.string().nullable(),
})

/** A new judgement as it is sent. */
export const SAID = z.strictObject({
  subject: name.describe('Id of a response or claim'),
  verdict: z.enum(VERDICTS),
  act: z.enum(ACTS).nullish().describe('Of a correction: the act that it is'),
  target: name.nullish().describe('Of a correction: the claim or document that it answers'),
})
export type Said = z.output<typeof SAID>

const NOW = { asOf: null, knownBy: null } as const

type Subject =
  | { readonly kind: 'response'; readonly row: ResponseRow }
  | { readonly kind: 'claim'; readonly row: ClaimRow }

async function subjectOf(store: Store, id: string): Promise<Subject> {
  const response = await store.row('response', id, NOW)
  if (response !== null) return { kind: 'response', row: response }
  const claim = await store.row('claim', id, NOW)
  if (claim !== null) return { kind: 'claim', row: claim }
  throw problem('unknown-id', `no response or claim has the id "${id.slice(0, 200)}"`, { extra: { id } })
}

/** What is said of a subject, with both quotes as they stand; null where the same person's last word on it was the same. */
export async function judgementOf(store: Store, said: Said, by: string, now: string): Promise<Judgement | null> {
  const subject = await subjectOf(store, said.subject)
  const { id, judgement: last } = subject.row
  const act = said.act ?? null
  const target = said.target ?? null
  await refuse(store, subject, { ...said, act, target })
  const { verdict } = said
  if (last !== null && last.by === by && last.verdict === verdict && last.act === act && last.target === target)
    return null
  const at = last !== null && last.at >= now ? fromMs(Date.parse(last.at) + 1000) : now
  const key = createHash('sha256')
    .update(JSON.stringify([id, verdict, act, target, by, at]))
    .digest('hex')
  const words =
    subject.kind === 'response'
      ? { exact: subject.row.exact, targetExact: subject.row.to.exact }
      : { exact: subject.row.text, targetExact: null }
  return { id: `j${key.slice(0, 20)}`, subject: id, verdict, act, target, by, at, ...words }
}

/** What cannot be said of a subject. */
async function refuse(
  store: Store,
  subject: Subject,
  { verdict, act, target }: Required<Pick<Said, 'verdict' | 'act' | 'target'>>,
): Promise<void> {
  const given = act !== null || target !== null
  if (verdict !== 'corrected' && given)
    throw problem('bad-body', `act and target belong to "corrected", not to "${verdict}"`)
  if (verdict !== 'corrected') return
  if (subject.kind === 'claim') throw problem('bad-body', 'a claim has no act or target: confirm or reject it')
  if (!given) throw problem('bad-body', 'a correction names the act, the target, or both')
  if (act === 'other' && !subject.row.main) {
    throw problem('bad-body', '"other" is for the main act of a document: reject this response')
  }
  if (target === null || target === undefined) return
  const known = (await store.row('claim', target, NOW)) ?? (await store.row('document', target, NOW))
  if (known === null)
    throw problem('unknown-id', `no claim or document has the id "${target.slice(0, 200)}"`, { extra: { id: target } })
}
