/** Judgements: what people confirm, reject and correct, told and listed. */
import { z } from 'zod'
import {
  JUDGEMENT_QUERY,
  JUDGEMENT_SCHEMA,
  judgementOf,
  judgementQuestion,
  judgementsPage,
  SAID,
  shownJudgement,
} from '../../answers/judgements.ts'
import { problem } from '../../problems.ts'
import { now } from '../../time.ts'
import { readForm, readJson } from '../body.ts'
import { json, redirect } from '../reply.ts'
import type { Asked, Route } from '../route.ts'
import { route } from '../route.ts'
import { backFrom, isForm, saidCookie } from '../session.ts'

/** Longest body of a judgement, in bytes. */
const MOST = 65_536

const listing = route({
  path: '/judgements',
  summary: 'What people said of responses and claims, the newest first; with subject, the history of one',
  query: JUDGEMENT_QUERY,
  answers: {
    schema: z.object({
      self: z.string(),
      knownBy: z.string().nullable(),
      rows: z.array(JUDGEMENT_SCHEMA),
      next: z.string().nullable().describe('Address of the next page'),
    }),
  },
  async handle({ service, params }) {
    const question = judgementQuestion(params)
    const body = judgementsPage(question, await service.store.judgements(question))
    return json(body, { links: { next: body.next, first: question.cursor === null ? null : body.self } })
  },
})

const telling = route({
  method: 'post',
  path: '/judgements',
  summary: 'Confirms, rejects or corrects a response or claim, in the name of the token; the same word twice is one',
  token: true,
  accepts: ['application/json', 'application/x-www-form-urlencoded'],
  query: z.object({}),
  answers: { status: 201, schema: JUDGEMENT_SCHEMA },
  async handle(asked) {
    const { service, by } = asked
    const form = isForm(asked.headers) ? await readForm(asked, MOST) : null
    const said = SAID.safeParse(form === null ? await readJson(asked, MOST) : filled(form))
    if (!said.success) throw problem('bad-body', z.prettifyError(said.error).replace(/\s+/g, ' '))
    const judgement = await judgementOf(service.store, said.data, by, now())
    if (judgement !== null) await service.writer.judge(judgement)
    if (form !== null)
      return redirect(backFrom(form, '/judgements'), { 'Set-Cookie': saidCookie(said.data.verdict, asked.headers) })
    return shown(asked, judgement?.subject ?? said.data.subject, judgement === null ? 200 : 201)
  },
})

/**
 * What a form says. Buttons beside many things share one form: the one that was pressed says "VERDICT SUBJECT", and fields of
 * a correction count for a correction alone.
 */
function filled(form: FormData): object {
  const [verdict = form.get('verdict'), subject = form.get('subject')] =
    String(form.get('said') ?? '').match(/\S+/g) ?? []
  const corrects = verdict === 'corrected' ? (['act', 'target'] as const) : []
  const fields = corrects.map((name) => [name, form.get(name)] as const)
  const given = fields.filter(([, value]) => typeof value === 'string' && value.trim() !== '')
  return { subject, verdict, ...Object.fromEntries(given) }
}

async function shown({ service }: Asked<unknown>, subject: string, status: number) {
  const question = judgementQuestion({ subject, limit: 1 })
  const { rows } = await service.store.judgements(question)
  const body = shownJudgement(rows[0]!)
  return json(body, { status, headers: { Location: body.self } })
}

export const JUDGING: readonly Route[] = [listing, telling]
