/** Questions in plain words. */
import { z } from 'zod'
import { CLOCKS, clocksOf, PAGING } from '../../answers/params.ts'
import { pageSchema, ROW_SCHEMAS } from '../../answers/schemas.ts'
import { ask } from '../../ask/answer.ts'
import { memento } from '../memento.ts'
import { json } from '../reply.ts'
import type { Route } from '../route.ts'
import { route } from '../route.ts'

const ASKED = z.object({
  q: z.string(),
  understood: z.boolean().describe('False: it was searched for instead, and `note` says why'),
  form: z.string().describe('The form of question that fitted'),
  note: z.string().nullable(),
  unknown: z.string().nullable().describe('The name that is not known, as the question has it'),
  nearest: z.array(z.string()).describe('Names that are like it'),
  count: z
    .object({ rows: z.int(), more: z.boolean().describe('There are more than that') })
    .nullable()
    .describe('How many rows there are, where the question asks how many'),
})

const rows = z.union(Object.values(ROW_SCHEMAS))

export const ASKING: readonly Route[] = [
  route({
    path: '/ask',
    summary:
      'Answers a question in plain words, and says how it was understood; what is not understood is searched for',
    query: z.object({
      q: z
        .string()
        .max(10_000, 'must have 10,000 characters at most')
        .describe('The question: "which objections target IDA"'),
      limit: PAGING.limit,
      ...CLOCKS,
    }),
    answers: { schema: ASKED.extend({ ...pageSchema(ROW_SCHEMAS.response).shape, rows: z.array(rows) }) },
    async handle({ service, params, address }) {
      const { limit, q } = params
      const { body } = await ask(service.store, q, { limit, now: new Date(), ...clocksOf(params) })
      const { links, headers } = memento(body, address)
      return json(body, { links: { next: body.next, alternate: body.self, ...links }, headers })
    },
  }),
]
