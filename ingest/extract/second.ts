/** Second reading: a sentence again, now with what its document does as a whole and whom it answers. */
import { covered } from './align.ts'
import { hasCue } from './features.ts'
import { HEADS, SENTENCE_ACTS } from './heads.ts'
import { Named, type NamedModel, scoreNamed, sigmoid } from './linear.ts'
import { type Candidate, overlaps, type Thread } from './thread.ts'

/** Features of the own sentence at `index`; `acts` are the chances of each main act of its document. */
export function sentenceFeatures(
  thread: Thread,
  index: number,
  acts: Readonly<Record<string, number>>,
  answered: Candidate | null,
): Named {
  const out = new Named()
  const { own, reading } = thread
  const one = own[index]!
  const count = own.length
  out.add('bias')
  for (const head of HEADS) {
    const mine = reading.scores[index]![head]
    const others = reading.scores.filter((_, at) => at !== index).map((scores) => scores[head])
    out.add(`own:${head}`, mine / 4)
    if (index > 0) out.add(`previous:${head}`, reading.scores[index - 1]![head] / 4)
    if (index + 1 < count) out.add(`next:${head}`, reading.scores[index + 1]![head] / 4)
    if (others.length > 0) out.add(`above others:${head}`, (mine - Math.max(...others)) / 4)
    if (others.length > 0) out.add(`mean of others:${head}`, others.reduce((a, b) => a + sigmoid(b), 0) / others.length)
  }
  for (const [act, chance] of Object.entries(acts)) {
    out.add(`document:${act}`, chance)
    out.add(`document log:${act}`, Math.max(-4, Math.log(chance + 1e-6)) / 4)
    if (act !== 'other')
      out.add(`document and own:${act}`, chance * sigmoid(reading.scores[index]![act as 'objection']))
    if (count === 1) out.add(`document, alone:${act}`, chance)
  }
  for (const act of ['objection', 'edit_request', 'clarification', 'support'] as const)
    out.add(`asserts in:${act}`, sigmoid(reading.scores[index]!.claim) * (acts[act] ?? 0))
  out.add('first', index === 0)
  out.add('last', index === count - 1 && count > 1)
  out.add('only', count === 1)
  out.add('place', index / Math.max(1, count))
  out.add('long text', count > 8)
  out.add('just below a quotation', one.above !== null && own[index - 1]?.above !== one.above)
  out.add('below a quotation', one.above !== null)
  const previous = reading.cued[index - 1]
  out.add('after thanks', previous !== undefined && hasCue(previous, 'thanks'))
  out.add('short', reading.cued[index]!.tokens.length < 6)
  if (answered) {
    const best = overlaps(thread, answered)[index]!.reduce((most, each) => Math.max(most, each), 0)
    out.add('overlap', Math.min(2, best / 10))
    out.add(
      'covered',
      answered.passages.reduce((most, { bag }) => Math.max(most, covered(one.bag, bag, thread.rarity)), 0),
    )
  }
  return out
}

/** Probability of each act for the own sentence at `index`. */
export function readSentence(
  model: NamedModel,
  thread: Thread,
  index: number,
  acts: Readonly<Record<string, number>>,
  answered: Candidate | null,
): Readonly<Record<(typeof SENTENCE_ACTS)[number], number>> {
  const scores = scoreNamed(model, sentenceFeatures(thread, index, acts, answered))
  return Object.fromEntries(SENTENCE_ACTS.map((act) => [act, sigmoid(scores[model.classes.indexOf(act)]!)])) as Record<
    (typeof SENTENCE_ACTS)[number],
    number
  >
}
