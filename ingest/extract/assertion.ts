/** Does a sentence assert a contestable proposition? */
import { cued, FeatureList, features, type SentenceInput } from './features.ts'
import { fastModel, scoreHeads, sigmoid } from './linear.ts'

export interface AssertionInput extends Omit<SentenceInput, 'reply'> {
  /** Kind of the document that it stands in: post, comment, answer, question, wiki … */
  readonly documentKind: string
}

const REPLIES: ReadonlySet<string> = new Set(['comment', 'answer'])

const list = new FeatureList()
const scores = new Float64Array(16)

/** Probability that the sentence asserts something that can be true or false, good or bad, or ought to be done. */
export function assertionProbability(input: AssertionInput): number {
  if (input.kind === 'code' || input.kind === 'rule' || !/\p{L}/u.test(input.text)) return 0
  const model = fastModel()
  features(
    list,
    { ...input, reply: REPLIES.has(input.documentKind) },
    cued(input.text),
    input.previous === null ? null : cued(input.previous),
    input.next === null ? null : cued(input.next),
  )
  scoreHeads(model, list, scores)
  const { slope, shift } = model.file.calibration.claim!
  return sigmoid(slope * scores[model.file.heads.indexOf('claim')]! + shift)
}
