/** Lists: one route for each kind of row, all answered the same way. */
import type { Row, RowKind } from '../../../graph/index.ts'
import { KINDS } from '../../answers/kinds.ts'
import type { Page } from '../../answers/page.ts'
import { pageOf } from '../../answers/page.ts'
import { listQuery, questionOf } from '../../answers/params.ts'
import { pageSchema, ROW_SCHEMAS } from '../../answers/schemas.ts'
import { feed } from '../feed.ts'
import { memento } from '../memento.ts'
import { json, text } from '../reply.ts'
import type { Route } from '../route.ts'
import { route } from '../route.ts'

/** Words of kinds that have an address of their own. */
const LISTED = KINDS.filter(({ path, word }) => path === `/${word}`)

export const LISTS: readonly Route[] = LISTED.map(({ rows, path, act, help }) =>
  route({
    path,
    summary: help,
    query: listQuery(rows, act === null ? [] : ['act']),
    answers: { schema: pageSchema(ROW_SCHEMAS[rows]), types: ['application/atom+xml'] },
    feed(body, { address }) {
      const { rows: listed, asked } = body as Page
      return text('application/atom+xml', feed(rows, listed as unknown as readonly Row<RowKind>[], asked, address))
    },
    async handle({ service, params }) {
      const question = questionOf(rows, params, act)
      const body = pageOf(question, await service.store.ask(question))
      const { links, headers } = memento(question, body.self)
      const first = question.cursor === null ? null : body.self
      return json(body, { links: { next: body.next, first, ...links }, headers })
    },
  }),
)
