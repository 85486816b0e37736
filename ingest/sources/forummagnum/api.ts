/** Asks the GraphQL API, by the forum's own rules: three seconds between two requests, errors in answers of status 200. */
import { z } from 'zod'
import type { Client } from '../../fetch/client.ts'
import { checked, UnexpectedAnswer } from '../live.ts'
import type { Instance } from './instances.ts'

/** robots.txt of LessWrong: Crawl-Delay: 3. */
const DELAY_MS = 3000

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string().optional() })).nullish(),
})

/** What the API says it cannot give, by whichever of its names. */
const MISSING = /missing_document|not_allowed|document_not_found|no.?permission/i

/** The API answered with an error of its own. */
export class GraphqlError extends UnexpectedAnswer {
  /** The document is not there, or not for everybody. */
  readonly missing: boolean
  constructor(message: string) {
    super(`the forum answers: ${message.slice(0, 300)}`)
    this.missing = MISSING.test(message)
  }
}

export interface Api {
  readonly instance: Instance
  /** Data of a query. Throws `GraphqlError`, `UnexpectedAnswer` and `FetchFailed`. */
  ask(query: string): Promise<{ readonly [name: string]: unknown }>
  /** Time on the server's clock at its last answer; ours where it says none. */
  now(): number
}

export function openApi(client: Client, instance: Instance): Api {
  let clock = Date.now()
  // LessWrong lets programs in by a header that it gives out on request; no other forum is to learn it.
  const isItsHost = new URL(instance.endpoint).hostname === 'www.lesswrong.com'
  const [header, ...value] = ((isItsHost ? client.secret('LW_GRAPHQL_ACCESS') : null) ?? '').split(':')
  const access = value.length > 0 ? { [header!.trim().toLowerCase()]: value.join(':').trim() } : {}
  return {
    instance,
    now: () => clock,
    async ask(query) {
      const name = /^query (\w+)/.exec(query)?.[1] ?? 'query'
      const reply = await client.fetch(instance.endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-apollo-operation-name': name, ...access },
        body: JSON.stringify({ operationName: name, query }),
        accept: 'application/json',
        delayMs: DELAY_MS,
        json: true,
      })
      const at = Date.parse(reply.headers.date ?? '')
      clock = Number.isNaN(at) ? Date.now() : at
      const { data, errors } = checked(reply, answer, 'the answer')
      if (errors != null && errors.length > 0) throw new GraphqlError(errors[0]?.message ?? 'an error without words')
      if (data == null) throw new GraphqlError('no data')
      return data
    },
  }
}

const results = z.object({ results: z.array(z.unknown()).nullish() }).nullish()

/** How many rows a list has, whatever their shape: a page that is not full is the last. */
export function countOf(value: unknown): number {
  return results.safeParse(value).data?.results?.length ?? 0
}

/** The rows of a list, each read by its shape; what has another shape is told to `odd`. */
export function rowsOf<T>(value: unknown, shape: z.ZodType<T>, odd: (reason: string) => void): readonly T[] {
  const rows = results.safeParse(value)
  return (rows.data?.results ?? []).flatMap((row) => {
    const read = shape.safeParse(row)
    if (read.success) return [read.data]
    const [issue] = read.error.issues
    odd(`${idOf(row)} has an unexpected ${issue?.path.join('.') || 'shape'}: ${issue?.message ?? ''}`)
    return []
  })
}

const idOf = (row: unknown): string => {
  const id = (row as { _id?: unknown } | null)?._id
  return typeof id === 'string' ? id : 'a row'
}
