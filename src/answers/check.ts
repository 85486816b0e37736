/** Parameters of an address, checked against a route's schema; every fault is named, with what was meant. */
import type { z } from 'zod'
import { didYouMean, nearest } from '../nearest.ts'
import { problem } from '../problems.ts'

interface Fault {
  readonly parameter: string
  readonly detail: string
}

/** The checked values of a query; throws `unknown-parameter` or `bad-parameter`. */
export function checked<S extends z.ZodObject>(schema: S, query: URLSearchParams): z.output<S> {
  const names = Object.keys(schema.shape)
  for (const name of query.keys()) {
    if (names.includes(name)) continue
    const said = `there is no parameter "${name.slice(0, 80)}" here.${didYouMean(name, names)}`
    throw problem('unknown-parameter', said, {
      extra: { parameter: name, nearest: nearest(name, names), known: names },
    })
  }
  const raw = Object.fromEntries([...new Set(query.keys())].map((name) => [name, single(query.getAll(name))]))
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  const errors = result.error.issues.map((issue) => fault(issue, raw))
  const detail = errors.map(({ parameter, detail: said }) => `${parameter}: ${said}`).join('; ')
  throw problem('bad-parameter', detail, { extra: { errors } })
}

function single(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? values[0]! : values
}

function fault(issue: z.core.$ZodIssue, raw: Readonly<Record<string, unknown>>): Fault {
  const parameter = String(issue.path[0] ?? '')
  if (!(parameter in raw)) return { parameter, detail: 'is needed' }
  if (issue.code === 'invalid_type' && Array.isArray(raw[parameter]))
    return { parameter, detail: 'is given more than once' }
  return { parameter, detail: issue.message.replace(/^Invalid (?:input|option): /, '') }
}
