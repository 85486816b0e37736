/** What is wrong with a value that a source should not have given, in plain words. */
import type { z } from 'zod'

/** Names the first field that differs, what it is and what was expected. `what` is the thing: "an utterance". */
export function wrongField(error: z.ZodError, value: unknown, what: string): string {
  const [issue] = error.issues
  if (issue === undefined || issue.path.length === 0)
    return `${what} was expected, not ${shown(value)}; get the data again, or leave it out`
  const at = issue.path.reduce<unknown>(
    (inner, part) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[part],
    value,
  )
  const field = issue.path.map(String).join('.')
  const is = at === undefined ? 'is missing' : `is ${shown(at)}`
  return `${field} of ${what} ${is} (${issue.message.toLowerCase()}); get the data again, or mend the field`
}

/** A value as JSON, cut short. */
export function shown(value: unknown): string {
  const json = jsonOf(value)
  return json.length > 60 ? `${json.slice(0, 57)}…` : json
}

/** JSON.stringify walks down by calls, and runs out of them where JSON.parse did not. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return 'a value nested too deeply'
  }
}
