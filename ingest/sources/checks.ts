/** `doctor SOURCE`: one small page, and what of it is not as we expect. */
import type { z } from 'zod'
import type { Check } from './source.ts'
import { messageOf } from './source.ts'

/** One request: fine, or why not. */
export async function attempted(what: string, ask: () => Promise<string>): Promise<Check> {
  try {
    return { what, state: 'ok', said: await ask() }
  } catch (error) {
    return { what, state: 'wrong', said: messageOf(error) }
  }
}

/** Throws with each field that a value has in another shape than expected. */
export function expectShape<T>(shape: z.ZodType<T>, value: unknown): T {
  const read = shape.safeParse(value)
  if (read.success) return read.data
  const said = read.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`)
  throw new Error(`differs from what is expected: ${said.join('; ')}`)
}

/** Fields that are named and not there at all; a null is there. */
export function missingFields(value: unknown, names: readonly string[]): readonly string[] {
  const there = (value ?? {}) as Readonly<Record<string, unknown>>
  return names.filter((name) => there[name] === undefined)
}
