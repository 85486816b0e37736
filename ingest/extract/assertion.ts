/** Does a sentence assert a contestable proposition? */
import { type Cued, cued, FeatureList, features, type SentenceInput } from './features.ts'
import { fastModel, scoreHeads, sigmoid } from './linear.ts'

export interface AssertionInput extends Omit<SentenceInput, 'reply'> {
  /** Kind of the document that it stands in: post, comment, answer, question, wiki … */
  readonly documentKind: string
}

const REPLIES: ReadonlySet<string> = new Set(['comment', 'answer'])

/** The last few sentences read: each comes three times, as itself and as its neighbours' neighbour. */
const recent: Cued[] = []
const RECENT = 4

function remembered(text: string): Cued {
  const known = recent.find((one) => one.text === text)
  if (known) return known
  const read = cued(text)
  recent.push(read)
  if (recent.length > RECENT) recent.shift()
  return read
}

const list = new FeatureList()
const scores = new Float64Array(16)

/** Probability that the sentence asserts something that can be true or false, good or bad, or ought to be done. */
export function assertionProbability(input: AssertionInput): number {
  if (input.kind === 'code' || input.kind === 'rule' || !/\p{L}/u.test(input.text)) return 0
  const model = fastModel()
  features(
    list,
    { ...input, reply: REPLIES.has(input.documentKind) },
    remembered(input.text),
    input.previous === null ? null : remembered(input.previous),
    input.next === null ? null : remembered(input.next),
  )
  scoreHeads(model, list, scores)
  const { slope, shift } = model.file.calibration.claim!
  return sigmoid(slope * scores[model.file.heads.indexOf('claim')]! + shift)
}
