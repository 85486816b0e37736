/** The graph taken away: whole as an export, or its newest responses as a feed. */
import { z } from 'zod'
import { sentenceOf } from '../../../graph/index.ts'
import { listQuery, questionOf } from '../../answers/params.ts'
import { exportStream } from '../export-stream.ts'
import { feed } from '../feed.ts'
import { stream, text } from '../reply.ts'
import type { Route } from '../route.ts'
import { route } from '../route.ts'

const flag = z.stringbool({ truthy: ['true', '1', ''], falsy: ['false', '0'] })

export const TAKING: readonly Route[] = [
  route({
    path: '/export',
    summary: 'The whole graph as JSON lines, in a fixed order: the same bytes for the same input',
    query: z.object({
      format: z.enum(['jsonl']).default('jsonl').describe('Form of the export'),
      'min-confidence': z.coerce
        .number('must be a number from 0 to 1')
        .min(0)
        .max(1)
        .optional()
        .describe('Show claims and responses from this probability on'),
      'with-clocks': flag.optional().describe('Our own clocks too: when each row was observed and learned'),
    }),
    answers: { types: ['application/x-ndjson'] },
    handle({ service, params }) {
      const min = params['min-confidence']
      const options = {
        ...(min === undefined ? {} : { minConfidence: min }),
        ...(params['with-clocks'] ? { withClocks: true } : {}),
      }
      return stream('application/x-ndjson', exportStream(service.address, options))
    },
  }),
  route({
    path: '/feed',
    summary: 'The newest responses as an Atom feed; takes the filters of /responses',
    query: listQuery('response').omit({ sort: true, cursor: true }),
    answers: { types: ['application/atom+xml'] },
    async handle({ service, params, address }) {
      const question = questionOf('response', { ...params, sort: 'newest' }, null)
      const { rows, target } = await service.store.ask(question)
      return text('application/atom+xml', feed('response', rows, sentenceOf(question, target), address))
    },
  }),
]
