/** Second reading: a sentence again, now with what its document does as a whole and whom it answers. */
import { hasCue } from './features.ts'
import { chancesOf, performedOf, scoresOf } from './first.ts'
import { HEADS, type Head, SENTENCE_ACTS } from './heads.ts'
import { Named, type NamedModel, scoreNamed, sigmoid } from './linear.ts'
import { type Candidate, coverage, overlaps, type Thread } from './thread.ts'

/** Names of features by head: made once, they are looked up fast. */
const NAMES = Object.fromEntries(HEADS.map((head) => [head, namesOf(head)])) as Record<Head, ReturnType<typeof namesOf>>

function namesOf(head: Head) {
  return {
    ...{ own: `own:${head}`, previous: `previous:${head}`, next: `next:${head}` },
    ...{ above: `above others:${head}`, mean: `mean of others:${head}` },
  }
}

function mostBeside(column: readonly number[], index: number): number {
  let most = Number.NEGATIVE_INFINITY
  for (let at = 0; at < column.length; at++) if (at !== index) most = Math.max(most, column[at]!)
  return most
}

function sumBeside(column: readonly number[], index: number): number {
  let sum = 0
  for (let at = 0; at < column.length; at++) if (at !== index) sum += column[at]!
  return sum
}

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
  const scores = scoresOf(reading)
  const chances = chancesOf(reading)
  for (const head of HEADS) {
    const names = NAMES[head]
    const column = scores[head]
    const mine = column[index]!
    out.add(names.own, mine / 4)
    if (index > 0) out.add(names.previous, column[index - 1]! / 4)
    if (index + 1 < count) out.add(names.next, column[index + 1]! / 4)
    if (count === 1) continue
    out.add(names.above, (mine - mostBeside(column, index)) / 4)
    out.add(names.mean, sumBeside(chances[head], index) / (count - 1))
  }
  for (const act of performedOf(reading)[index]!) {
    out.add(`performs:${act}`)
    out.add(`performs, alone:${act}`, count === 1)
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
      coverage(thread, answered)[index]!.reduce((most, each) => Math.max(most, each), 0),
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
