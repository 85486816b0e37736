/**
 * Undercuts: an objection that denies a step points at the response that takes it, not only at its words. Which response
 * that is follows from its words alone, as its id does, so nothing needs to be known of how the reply was linked; a store
 * shows it once there is such a response.
 */
import type { ContextDocument, LinkContext, RevisionView } from '../../graph/context.ts'
import { claimId, responseId } from '../../graph/ids.ts'
import type { Response } from '../../graph/model.ts'
import { wordKey } from '../../graph/words.ts'
import { firstReading } from '../extract/first.ts'
import { deniedStep } from '../extract/inference.ts'
import { fastModel } from '../extract/linear.ts'

/** Sentences of one document with the same words: more than these are not told apart. */
const SAME = 4

/** Objections that deny a step of somebody else's reply name the response that it is. */
export function withUndercuts(
  { subject, documents }: LinkContext,
  responses: readonly Response[],
): readonly Response[] {
  const { author, language } = subject.document
  if (language !== 'en') return responses
  return responses.map((response) => {
    const denied = response.act === 'objection' ? deniedStep(response.exact) : null
    const answered = documents.find(({ document }) => document.id === response.to.document)
    if (denied === null || answered === undefined || answered.document.parent === null) return response
    if (author !== null && answered.document.author === author) return response
    // Words that only repeat what is answered are a quotation without marks.
    if (response.to.exact !== null && wordKey(response.to.exact) === wordKey(response.exact)) return response
    const step = stepIn(answered, response.to.claim)
    return step === null
      ? response
      : { ...response, to: { ...response.to, response: step }, rule: `undercut/${denied.name}`, evidence: denied.words }
  })
}

/** Id of the response that a sentence of a reply is, or that its plainest sentence for or against something is. */
function stepIn({ document, seen, newest, older }: ContextDocument, claim: string | null): string | null {
  const views = [seen, newest, ...older]
  const sentence = claim ?? plainest(seen)
  for (const view of views) {
    const exact = wordsIn(view, sentence)
    if (exact === null) continue
    // The claim's id is of its earliest words, the response's too: a wording that gives the one gives the other.
    for (let nth = 0; nth < SAME; nth++)
      if (claimId(document.id, exact, nth) === sentence) return responseId(document.id, exact, nth)
  }
  return null
}

function wordsIn({ sentences, text }: RevisionView, claim: string | null): string | null {
  const found = sentences.find((one) => one.claim === claim)
  return found === undefined ? null : text.slice(found.start, found.end)
}

/** The claim that takes sides most plainly, read alone. */
function plainest({ sentences, text }: RevisionView): string | null {
  const own = sentences.filter(({ change }) => change !== 'struck')
  const { scores } = firstReading(
    fastModel(),
    own.map(({ start, end }) => text.slice(start, end)),
    true,
  )
  const sides = scores.map(({ objection, support }) => Math.max(objection, support))
  return own[sides.indexOf(Math.max(...sides))]?.claim ?? null
}
