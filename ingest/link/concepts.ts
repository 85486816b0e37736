/** Names the concept of an objection or support: what both ends speak of. */
import type { LinkContext } from '../../graph/context.ts'
import type { Act, Response } from '../../graph/model.ts'
import { findForm } from '../extract/find-form.ts'

/** Acts that are for or against something. */
const TAKING_SIDES: ReadonlySet<Act> = new Set<Act>(['objection', 'support', 'concession'])

/**
 * A response that takes sides and names no concept yet gets the longest name that stands both in its own sentence and in
 * the sentence it answers; the first such in its own sentence where several are as long.
 */
export function withConcepts({ subject }: LinkContext, responses: readonly Response[]): readonly Response[] {
  return responses.map((response) => {
    const { exact } = response.to
    if (!TAKING_SIDES.has(response.act) || response.to.concept !== null || exact === null || response.claim === null)
      return response
    const shared = (subject.mentions.get(response.claim) ?? [])
      .filter((form) => findForm(exact, form) !== null)
      .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    const span = shared[0] === undefined ? null : findForm(response.exact, shared[0])
    return span === null
      ? response
      : { ...response, to: { ...response.to, concept: response.exact.slice(span.start, span.end) } }
  })
}
