/** Which sentence of a document a reply's sentence is aimed at. */
import { memo } from '../memo.ts'
import { aimsOf, standsIn } from './aims.ts'
import { covered, sharedPairs } from './align.ts'
import { hasCue } from './features.ts'
import { chancesOf } from './first.ts'
import { Named, type NamedModel, scoreNamed, sigmoid, softmax } from './linear.ts'
import type { Passage } from './passage.ts'
import { cuesOf, PASSAGE_CUES, POINTING } from './passage-cues.ts'
import { startsRow } from './stem-index.ts'
import { type Candidate, coverage, type OwnSentence, overlaps, type Rows, type Thread } from './thread.ts'

export interface AimedPassage {
  /** Null: the document as a whole. */
  readonly passage: Passage | null
  readonly probability: number
  readonly rule: 'quote' | 'anchor' | 'reference' | 'align' | 'document'
}

/** Names of features that tell long documents from short ones, and of cues: made once, they are looked up fast. */
const NAMES = { long: namesFor('long'), short: namesFor('short') }
const SAYS = PASSAGE_CUES.map((cue) => ({ says: `says ${cue}`, attacked: `attacked, says ${cue}` }))

function namesFor(size: 'long' | 'short') {
  return {
    ...{ overlap: `overlap ${size}`, shareOfOverlap: `share of overlap ${size}` },
    ...{ whole: `overlap of whole ${size}`, shareOfWhole: `share of whole ${size}` },
    ...{ title: `title of ${size}`, first: `first of ${size}`, last: `last of ${size}`, place: `place in ${size}` },
    ...{ pointedLast: `pointed at, last of ${size}`, pointedFirst: `pointed at, first of ${size}` },
    ...{ pointedPlace: `pointed at, place in ${size}` },
  }
}

const wholeOf = memo<Rows, readonly number[]>()

/** Mean overlap of all own sentences with each passage. */
function meansOf(rows: Rows, passages: readonly Passage[]): readonly number[] {
  return wholeOf.of(rows, '', () =>
    passages.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / Math.max(1, rows.length)),
  )
}

/** Features of "this sentence is aimed at this passage", one for each passage. */
export function passageFeatures(
  thread: Thread,
  own: OwnSentence,
  candidate: Candidate,
): { features: Named[]; rules: AimedPassage['rule'][] } {
  const { passages } = candidate
  const { rarity } = thread
  const aims = aimsOf(thread, own, candidate)
  const index = thread.own.indexOf(own)
  const rows = overlaps(thread, candidate)
  const near = [rows[index - 1], rows[index + 1]].filter((row) => row !== undefined)
  const mine = rows[index]!
  const nearby = passages.map((_, at) => near.reduce((sum, row) => sum + row[at]!, 0))
  const whole = meansOf(rows, passages)
  const top = { mine: Math.max(1e-9, ...mine), nearby: Math.max(1e-9, ...nearby), whole: Math.max(1e-9, ...whole) }
  const long = passages.length > 12
  const names = NAMES[long ? 'long' : 'short']
  const said = cuesOf(candidate)
  const ownCues = thread.reading.cued[index]!
  const scores = thread.reading.scores[index]!
  const points = hasCue(ownCues, 'deixis') && POINTING.test(own.sentence.exact)
  const attacks = sigmoid(scores.objection)
  const asking = sigmoid(scores.question)
  const clarifies = sigmoid(scores.clarification)
  const by = coverage(thread, candidate)[index]!
  const starts = startsRow(own.bag, candidate.index, rarity)
  const mostStarts = Math.max(1e-9, ...starts)
  const chances = candidate.reading === null ? null : chancesOf(candidate.reading)
  const rules: AimedPassage['rule'][] = []
  const features = passages.map((passage, at) => {
    const out = new Named()
    const quoted = standsIn(passage, aims.above, candidate)
    const anchored = standsIn(passage, aims.anchor, candidate)
    const inline = aims.inline.some((one) => standsIn(passage, one, candidate))
    const referred = aims.reference === at
    // Where no stem is shared, nothing else can be.
    const meet = mine[at]! > 0
    out.add('quoted above', quoted)
    out.add('last quoted', quoted && !standsIn(passages[at + 1], aims.above, candidate))
    out.add('anchored', anchored)
    out.add('quoted inline', inline)
    out.add('referred to', referred)
    out.add(names.overlap, mine[at]! / 10)
    out.add(names.shareOfOverlap, mine[at]! / top.mine)
    out.add('best overlap', mine[at] === top.mine)
    out.add('overlap of neighbours', nearby[at]! / 10)
    out.add('share of neighbours', nearby[at]! / top.nearby)
    out.add(names.whole, whole[at]! / 10)
    out.add(names.shareOfWhole, whole[at]! / top.whole)
    out.add('best of whole', whole[at] === top.whole)
    out.add('covered', by[at]!)
    out.add('covers', meet ? covered(passage.bag, own.bag, rarity) : 0)
    out.add('pairs', meet ? Math.min(3, sharedPairs(own.bag, passage.bag)) : 0)
    const claim = passage.sentence.probability
    out.add('asserts', claim)
    out.add('asserts and overlaps', (claim * mine[at]!) / top.mine)
    out.add('title', passage.title)
    out.add(names.title, passage.title)
    out.add('opens', passage.opens)
    out.add(names.first, at === 0)
    out.add(names.last, at === passages.length - 1)
    out.add(names.place, at / Math.max(1, passages.length))
    out.add('asks', passage.asks)
    out.add('brief', passage.bag.length < 4)
    out.add('length', Math.min(2, passage.bag.length / 15))
    const says = said[at]!
    for (let cue = 0; cue < SAYS.length; cue++) if (says[cue]) out.add(SAYS[cue]!.says)
    for (let cue = 0; cue < SAYS.length; cue++) if (says[cue]) out.add(SAYS[cue]!.attacked, attacks)
    out.add('attacked, asserts', attacks * claim)
    out.add('attacked, asks', passage.asks ? attacks : 0)
    out.add('asked, asserts', asking * claim)
    if (points) {
      out.add(names.pointedLast, at === passages.length - 1)
      out.add(names.pointedFirst, at === 0)
      out.add(names.pointedPlace, at / Math.max(1, passages.length))
      out.add('pointed at, asserts', claim)
      out.add('pointed at, share of overlap', mine[at]! / top.mine)
    }
    out.add('starts', starts[at]! / 10)
    out.add('share of starts', starts[at]! / mostStarts)
    if (chances !== null) {
      const objects = chances.objection[at]!
      const questions = chances.question[at]!
      out.add('objects', objects)
      out.add('questions', questions)
      out.add('clarifies', chances.clarification[at]!)
      out.add('attacked, objects', attacks * objects)
      out.add('answered, questions', clarifies * questions)
    }
    const order = Math.abs(at / Math.max(1, passages.length) - index / Math.max(1, thread.own.length))
    if (!long) out.add('order kept', 1 - order)
    rules.push(quoted || inline ? 'quote' : anchored ? 'anchor' : referred ? 'reference' : 'align')
    return out
  })
  return { features, rules }
}

/** Features of "the document as a whole". */
export function wholeFeatures(thread: Thread, own: OwnSentence, candidate: Candidate): Named {
  const out = new Named()
  const aims = aimsOf(thread, own, candidate)
  const best = overlaps(thread, candidate)[thread.own.indexOf(own)]!.reduce((most, one) => Math.max(most, one), 0)
  out.add('whole')
  out.add('whole quoted', aims.above !== null || aims.anchor !== null)
  out.add('whole overlap', best / 10)
  out.add('whole size', Math.log1p(candidate.passages.length))
  out.add('whole brief', own.bag.length < 4)
  return out
}

/**
 * A passage is named rather than the whole document unless the whole is this much likelier: whoever asks is
 * helped more by a likely sentence, with its probability, than by a page.
 */
const WHOLE_LEAD = 2.5

/** Share of a neighbouring sentence's reading that counts, where it does the same act: people aim at one thing for a while. */
const NEIGHBOUR = 0.5

/**
 * For each own sentence the passage that it is likeliest aimed at, or the document as a whole, with the probability.
 * `acts` are the sentences' likeliest acts: neighbours that do the same are read together.
 */
export function readPassages(
  model: NamedModel,
  thread: Thread,
  candidate: Candidate,
  acts: readonly string[],
): AimedPassage[] {
  const read = thread.own.map((own) => {
    const { features, rules } = passageFeatures(thread, own, candidate)
    const scores = [...features, wholeFeatures(thread, own, candidate)].map((one) => scoreNamed(model, one)[0]!)
    return { logs: logSoftmax(scores), rules }
  })
  return read.map(({ logs, rules }, index) => {
    const together = [index - 1, index + 1].filter(
      (at) => acts[at] === acts[index] && thread.own[at]?.above === thread.own[index]!.above,
    )
    const pooled = logs.map((log, at) => together.reduce((sum, one) => sum + NEIGHBOUR * read[one]!.logs[at]!, log))
    return likeliest(softmax(pooled), rules, candidate)
  })
}

function logSoftmax(scores: readonly number[]): number[] {
  return softmax(scores).map((chance) => Math.log(chance + 1e-9))
}

function likeliest(
  chances: readonly number[],
  rules: readonly AimedPassage['rule'][],
  { passages }: Candidate,
): AimedPassage {
  const whole: AimedPassage = { passage: null, probability: chances.at(-1)!, rule: 'document' }
  let best = -1
  for (let at = 0; at < passages.length; at++) if (best < 0 || chances[at]! > chances[best]!) best = at
  if (best < 0 || whole.probability / WHOLE_LEAD > chances[best]!) return whole
  return { passage: passages[best]!, probability: chances[best]!, rule: rules[best]! }
}
