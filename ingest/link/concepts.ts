/** Names the concept of an objection or support: what both ends speak of, else the subject of the page as a whole. */
import type { LinkContext } from '../../graph/context.ts'
import type { Act, Response, Target } from '../../graph/model.ts'
import { findForm } from '../extract/find-form.ts'

/** Acts that are for or against something. */
const TAKING_SIDES: ReadonlySet<Act> = new Set<Act>(['objection', 'support', 'concession'])

/**
 * A response that takes sides and names no concept yet gets the longest name that stands both in its own sentence and in
 * the sentence it answers; the first such in its own sentence where several are as long. One that answers a wiki page as
 * a whole is about what the page is about: its title.
 */
export function withConcepts(context: LinkContext, responses: readonly Response[]): readonly Response[] {
  return responses.map((response) => {
    if (!TAKING_SIDES.has(response.act) || response.to.concept !== null) return response
    const concept = sharedName(context, response) ?? pageTitle(context, response.to)
    return concept === null ? response : { ...response, to: { ...response.to, concept } }
  })
}

function sharedName({ subject }: LinkContext, { to, claim, exact: own }: Response): string | null {
  const { exact } = to
  if (exact === null || claim === null) return null
  const shared = (subject.mentions.get(claim) ?? [])
    .filter((form) => findForm(exact, form) !== null)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const span = shared[0] === undefined ? null : findForm(own, shared[0])
  return span === null ? null : own.slice(span.start, span.end)
}

function pageTitle({ documents }: LinkContext, to: Target): string | null {
  if (to.claim !== null || to.response !== null || to.document === null) return null
  const page = documents.find(({ document }) => document.id === to.document)?.document
  return page?.kind === 'wiki' && page.state === 'live' ? page.title : null
}
