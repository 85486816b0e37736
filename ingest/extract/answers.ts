/** Which document a reply answers: in flat threads an earlier comment beside it, else its parent. */
import { answerFeatures, relationIn } from './answer-features.ts'
import { type NamedModel, scoreNamed, softmax } from './linear.ts'
import { type Candidate, order, type Thread } from './thread.ts'

export interface Answered {
  readonly candidate: Candidate
  readonly probability: number
}

const POSSIBLE = new Set(['parent', 'ancestor', 'root', 'sibling'])

/** Documents that the reply may answer as a whole. */
export function answerCandidates({ candidates, context: { subject } }: Thread): Candidate[] {
  return candidates.filter(({ context }) => POSSIBLE.has(relationIn(context, subject.document)))
}

/** Candidates with the probability that each is what the reply answers, likeliest first. */
export function readAnswers(model: NamedModel, thread: Thread): Answered[] {
  const candidates = answerCandidates(thread)
  const scores = answerFeatures(thread, candidates).map((one) => scoreNamed(model, one)[0]!)
  const chances = softmax(scores)
  return candidates
    .map((candidate, index) => ({ candidate, probability: chances[index]! }))
    .toSorted(
      (a, b) =>
        b.probability - a.probability || order(a.candidate.context.document.id, b.candidate.context.document.id),
    )
}
