/** About the server itself: what it answers, whether it is well, how it is doing, what its failures mean. */
import { z } from 'zod'
import type { Counts } from '../../../graph/index.ts'
import { didYouMean } from '../../nearest.ts'
import type { ProblemCode } from '../../problems.ts'
import { PROBLEMS, problem } from '../../problems.ts'
import { VERSION } from '../../version.ts'
import { openapi } from '../openapi.ts'
import { json, text } from '../reply.ts'
import type { Route } from '../route.ts'
import { route } from '../route.ts'
import type { Service } from '../service.ts'

const none = z.object({})

/** Counting a large store takes a while: once in so many milliseconds is enough for a gauge. */
const COUNT_MS = 10_000
const counted = new WeakMap<Service, { readonly at: number; readonly counts: Promise<Counts> }>()

function countsOf(service: Service): Promise<Counts> {
  const last = counted.get(service)
  if (last !== undefined && performance.now() - last.at < COUNT_MS) return last.counts
  const counts = service.store.counts()
  counted.set(service, { at: performance.now(), counts })
  return counts
}

async function gauges(service: Service): Promise<Record<string, readonly [string, number]>> {
  const counts = Object.entries(await countsOf(service)).map(([name, count]): [string, readonly [string, number]] => [
    `store_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
    [`Rows of the store: ${name}.`, count],
  ])
  return {
    ...Object.fromEntries(counts),
    jobs_waiting: ['Jobs that wait or run.', service.jobs.waiting],
    process_resident_bytes: ['Memory of the process.', process.memoryUsage.rss()],
    process_uptime_seconds: ['Seconds since the start.', Math.round(process.uptime())],
  }
}

/** The routes about all routes; the table is handed in, since they are part of it. */
export function aboutRoutes(table: () => readonly Route[]): readonly Route[] {
  return [
    route({
      path: '/',
      summary: 'What can be asked here',
      query: none,
      answers: {
        schema: z.object({
          name: z.string(),
          version: z.string(),
          addresses: z.array(z.object({ path: z.string(), summary: z.string() })),
        }),
      },
      handle() {
        const addresses = table().map(({ method, path, summary }) => ({ method: method.toUpperCase(), path, summary }))
        return json(
          { name: 'claimthread', version: VERSION, addresses },
          { links: { 'service-desc': '/openapi.json' } },
        )
      },
    }),
    route({
      path: '/health',
      summary: 'Whether the server and its store answer',
      query: none,
      answers: {
        schema: z.object({ status: z.literal('ok'), version: z.string(), store: z.string(), tasks: z.int() }),
      },
      async handle({ service }) {
        await service.store.setting('health')
        const { tasks } = await countsOf(service)
        const body = { status: 'ok', version: VERSION, store: service.store.address.split(':')[0], tasks }
        return json(body, { headers: { 'Cache-Control': 'no-store' } })
      },
    }),
    route({
      path: '/metrics',
      summary: 'Numbers about the server and the store, for Prometheus',
      query: none,
      answers: { types: ['text/plain'] },
      async handle({ service }) {
        const all = service.metrics.text(await gauges(service))
        return text('text/plain; version=0.0.4', all, { 'Cache-Control': 'no-store' })
      },
    }),
    route({
      path: '/openapi.json',
      summary: 'This description: OpenAPI 3.1',
      query: none,
      answers: { schema: z.object({ openapi: z.string() }) },
      handle: () => json(openapi(table())),
    }),
    route({
      path: '/problems/{code}',
      summary: 'What a problem means, and what to do about it',
      parts: { code: 'Code of the problem: the end of its `type`' },
      query: none,
      answers: { schema: z.object({ code: z.string(), status: z.int(), title: z.string(), todo: z.string() }) },
      handle({ path }) {
        const code = path.code ?? ''
        if (!Object.hasOwn(PROBLEMS, code)) {
          throw problem(
            'unknown-id',
            `there is no problem "${code.slice(0, 80)}".${didYouMean(code, Object.keys(PROBLEMS))}`,
          )
        }
        const [status, title, todo] = PROBLEMS[code as ProblemCode]
        return json({ code, status, title, todo })
      },
    }),
  ]
}
