/** Lists: one route for each kind of row, all answered the same way. */
import { KINDS } from '../../answers/kinds.ts'
import { pageOf } from '../../answers/page.ts'
import { listQuery, questionOf } from '../../answers/params.ts'
import { pageSchema, ROW_SCHEMAS } from '../../answers/schemas.ts'
import { memento } from '../memento.ts'
import { json } from '../reply.ts'
import type { Route } from '../route.ts'
import { route } from '../route.ts'

/** Words of kinds that have an address of their own. */
const LISTED = KINDS.filter(({ path, word }) => path === `/${word}`)

export const LISTS: readonly Route[] = LISTED.map(({ rows, path, act, help }) =>
  route({
    path,
    summary: help,
    query: listQuery(rows, act === null ? [] : ['act']),
    answers: { schema: pageSchema(ROW_SCHEMAS[rows]) },
    async handle({ service, params }) {
      const question = questionOf(rows, params, act)
      const body = pageOf(question, await service.store.ask(question))
      const { links, headers } = memento(question, body.self)
      const first = question.cursor === null ? null : body.self
      return json(body, { links: { next: body.next, first, ...links }, headers })
    },
  }),
)
