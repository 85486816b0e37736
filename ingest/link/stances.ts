/** Adds what a document's sentences say for or against a concept, reply or not. */
import type { LinkContext } from '../../graph/context.ts'
import type { Response } from '../../graph/model.ts'
import { numbered } from '../extract/numbered.ts'
import { type Stance, stances } from '../extract/stance.ts'
import { type Found, overruled, ruleResponse } from './rule-response.ts'

/**
 * A stance in a sentence that already responds with the same act names its concept; one of another act, surer than
 * the reading of the sentence, replaces the act (of the main response too: its sentence is what shows it); a sentence
 * that did not respond yet now does, to the concept alone.
 */
export function withStances({ subject }: LinkContext, replies: readonly Response[]): readonly Response[] {
  if (subject.document.language !== 'en') return replies
  const byClaim = new Map(replies.map((response) => [response.claim, response]))
  const added: Response[] = []
  for (const sentence of numbered(subject.sentences, ({ exact }) => exact)) {
    const stance = stances(sentence.exact, subject.mentions.get(sentence.claim) ?? [])[0]
    if (stance === undefined || sentence.change === 'struck') continue
    const reply = byClaim.get(sentence.claim)
    if (reply === undefined)
      added.push(ruleResponse(subject.document.id, sentence, foundIn(stance), { concept: stance.concept }))
    else byClaim.set(sentence.claim, merged(reply, stance))
  }
  return [...replies.map((reply) => byClaim.get(reply.claim) ?? reply), ...added]
}

function merged(reply: Response, stance: Stance): Response {
  const named = { ...reply, to: { ...reply.to, concept: stance.concept } }
  if (reply.act === stance.act)
    return { ...named, confidence: Math.max(reply.confidence, stance.confidence), evidence: stance.evidence }
  return reply.confidence >= stance.confidence ? reply : overruled(named, foundIn(stance))
}

function foundIn({ act, confidence, rule, evidence }: Stance): Found {
  return { act, confidence, rule, evidence }
}
