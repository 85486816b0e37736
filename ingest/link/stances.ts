/** Adds what a document's sentences say for or against a concept, reply or not. */
import type { LinkContext } from '../../graph/context.ts'
import { responseId } from '../../graph/ids.ts'
import type { Response } from '../../graph/model.ts'
import { wordKey } from '../../graph/words.ts'
import { type Stance, stances } from '../extract/stance.ts'

export const STANCE_MODEL = 'rules@1'

type Sentence = LinkContext['subject']['sentences'][number]

/**
 * A stance in a sentence that already responds with the same act names its concept; one of another act, surer than
 * the reading of the sentence, replaces the act (of the main response too: its sentence is what shows it); a sentence
 * that did not respond yet now does, to the concept alone.
 */
export function withStances({ subject }: LinkContext, replies: readonly Response[]): readonly Response[] {
  if (subject.document.language !== 'en') return replies
  const byClaim = new Map(replies.map((response) => [response.claim, response]))
  const added: Response[] = []
  const counts = new Map<string, number>()
  for (const sentence of subject.sentences) {
    const key = wordKey(sentence.exact)
    const nth = counts.get(key) ?? 0
    counts.set(key, nth + 1)
    const stance = stances(sentence.exact, subject.mentions.get(sentence.claim) ?? [])[0]
    if (stance === undefined || sentence.change === 'struck') continue
    const reply = byClaim.get(sentence.claim)
    if (reply === undefined) added.push(ofStance(subject.document.id, sentence, stance, nth))
    else byClaim.set(sentence.claim, merged(reply, stance))
  }
  return [...replies.map((reply) => byClaim.get(reply.claim) ?? reply), ...added]
}

function merged(reply: Response, stance: Stance): Response {
  const to = { ...reply.to, concept: stance.concept }
  if (reply.act === stance.act)
    return { ...reply, to, confidence: Math.max(reply.confidence, stance.confidence), evidence: stance.evidence }
  if (reply.confidence >= stance.confidence) return reply
  return {
    ...reply,
    act: stance.act,
    to,
    confidence: stance.confidence,
    rule: stance.rule,
    model: STANCE_MODEL,
    evidence: stance.evidence,
  }
}

function ofStance(document: string, sentence: Sentence, stance: Stance, nth: number): Response {
  return {
    id: responseId(document, sentence.exact, nth),
    act: stance.act,
    document,
    claim: sentence.claim,
    revision: sentence.revision,
    start: sentence.start,
    end: sentence.end,
    exact: sentence.exact,
    author: sentence.author,
    at: sentence.at,
    to: {
      document: null,
      claim: null,
      concept: stance.concept,
      response: null,
      revision: null,
      start: null,
      end: null,
      exact: null,
    },
    confidence: stance.confidence,
    rule: stance.rule,
    model: STANCE_MODEL,
    evidence: stance.evidence,
    main: false,
  }
}
