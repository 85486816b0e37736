/** Options of readings as the parameters that they are over HTTP, and faults of readings as those of the command line. */
import type { z } from 'zod'
import { BadCursor, Unknown } from '../../graph/index.ts'
import { checked } from '../answers/check.ts'
import { Failure, UsageError } from '../errors.ts'
import { Problem } from '../problems.ts'
import type { Options } from './verb.ts'

/** Options as the parameters that they are over HTTP: `minConfidence` is `min-confidence`. */
export function parametersOf(options: Options): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || name === 'store' || name === 'json') continue
    query.set(
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      String(value),
    )
  }
  return query
}

/** Options as a schema takes them; faults are told as those of the command line. */
export function checkedOptions<S extends z.ZodObject>(schema: S, query: URLSearchParams, word: string): z.output<S> {
  try {
    return checked(schema, query)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'unknown-parameter') {
      const known = (error.extra.known as readonly string[]).map((name) => `--${name}`)
      throw new UsageError(`--${error.extra.parameter} is no option of "query ${word}". It takes ${known.join(', ')}.`)
    }
    const faults = error.extra.errors as readonly { readonly parameter: string; readonly detail: string }[]
    throw new UsageError(faults.map(({ parameter, detail }) => `--${parameter}: ${detail}`).join('\n'))
  }
}

/** Runs a reading, with its faults told as those of the command line. */
export async function told<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Unknown) {
      const alike = error.nearest.length === 0 ? '' : ` Did you mean ${error.nearest.join(' or ')}?`
      throw new Failure(`Nothing is known by the name "${error.asked}".${alike}`)
    }
    if (error instanceof BadCursor)
      throw new UsageError('--cursor does not belong to this question. Leave it out to begin anew.')
    throw error
  }
}
