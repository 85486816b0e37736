/** Which sentence of a document a reply's sentence is aimed at. */
import { covered, sharedPairs, sharedStarts } from './align.ts'
import { namedSentence, ordinalIn } from './explicit.ts'
import { hasCue } from './features.ts'
import { Named, type NamedModel, scoreNamed, sigmoid, softmax } from './linear.ts'
import { cuesOf, PASSAGE_CUES, POINTING } from './passage-cues.ts'
import type { QuotedPassage } from './quotes.ts'
import { type Candidate, type OwnSentence, overlaps, type Passage, type Thread } from './thread.ts'

export interface AimedPassage {
  /** Null: the document as a whole. */
  readonly passage: Passage | null
  readonly probability: number
  readonly rule: 'quote' | 'anchor' | 'reference' | 'align' | 'document'
}

interface Aims {
  readonly above: QuotedPassage | null
  readonly anchor: QuotedPassage | null
  readonly inline: readonly QuotedPassage[]
  readonly reference: number
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
  const whole = passages.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / Math.max(1, rows.length))
  const top = { mine: Math.max(1e-9, ...mine), nearby: Math.max(1e-9, ...nearby), whole: Math.max(1e-9, ...whole) }
  const long = passages.length > 12
  const size = long ? 'long' : 'short'
  const words = cuesOf(candidate)
  const ownCues = thread.reading.cued[index]!
  const scores = thread.reading.scores[index]!
  const points = hasCue(ownCues, 'deixis') && POINTING.test(own.sentence.exact)
  const attacks = sigmoid(scores.objection)
  const asking = sigmoid(scores.question)
  const starts = passages.map(({ bag }) => sharedStarts(own.bag, bag, rarity))
  const mostStarts = Math.max(1e-9, ...starts)
  const rules: AimedPassage['rule'][] = []
  const features = passages.map((passage, at) => {
    const out = new Named()
    const quoted = standsIn(passage, aims.above, candidate)
    const anchored = standsIn(passage, aims.anchor, candidate)
    const inline = aims.inline.some((one) => standsIn(passage, one, candidate))
    const referred = aims.reference === at
    out.add('quoted above', quoted)
    out.add('last quoted', quoted && !standsIn(passages[at + 1], aims.above, candidate))
    out.add('anchored', anchored)
    out.add('quoted inline', inline)
    out.add('referred to', referred)
    out.add(`overlap ${size}`, mine[at]! / 10)
    out.add(`share of overlap ${size}`, mine[at]! / top.mine)
    out.add('best overlap', mine[at] === top.mine)
    out.add('overlap of neighbours', nearby[at]! / 10)
    out.add('share of neighbours', nearby[at]! / top.nearby)
    out.add(`overlap of whole ${size}`, whole[at]! / 10)
    out.add(`share of whole ${size}`, whole[at]! / top.whole)
    out.add('best of whole', whole[at] === top.whole)
    out.add('covered', covered(own.bag, passage.bag, rarity))
    out.add('covers', covered(passage.bag, own.bag, rarity))
    out.add('pairs', Math.min(3, sharedPairs(own.bag, passage.bag)))
    const claim = passage.sentence.probability
    out.add('asserts', claim)
    out.add('asserts and overlaps', (claim * mine[at]!) / top.mine)
    out.add('title', passage.title)
    out.add(`title of ${size}`, passage.title)
    out.add('opens', passage.opens)
    out.add(`first of ${size}`, at === 0)
    out.add(`last of ${size}`, at === passages.length - 1)
    out.add(`place in ${size}`, at / Math.max(1, passages.length))
    out.add('asks', passage.text.trimEnd().endsWith('?'))
    out.add('brief', passage.bag.length < 4)
    out.add('length', Math.min(2, passage.bag.length / 15))
    const mineWords = words[at]!
    for (const cue of PASSAGE_CUES) out.add(`says ${cue}`, hasCue(mineWords, cue))
    for (const cue of PASSAGE_CUES) out.add(`attacked, says ${cue}`, hasCue(mineWords, cue) ? attacks : 0)
    out.add('attacked, asserts', attacks * claim)
    out.add('attacked, asks', passage.text.trimEnd().endsWith('?') ? attacks : 0)
    out.add('asked, asserts', asking * claim)
    out.add(`pointed at, last of ${size}`, points && at === passages.length - 1)
    out.add(`pointed at, first of ${size}`, points && at === 0)
    out.add(`pointed at, place in ${size}`, points ? at / Math.max(1, passages.length) : 0)
    out.add('pointed at, asserts', points ? claim : 0)
    out.add('pointed at, share of overlap', points ? mine[at]! / top.mine : 0)
    out.add('starts', starts[at]! / 10)
    out.add('share of starts', starts[at]! / mostStarts)
    const itsReading = candidate.reading?.scores[at]
    if (itsReading) {
      out.add('objects', sigmoid(itsReading.objection))
      out.add('questions', sigmoid(itsReading.question))
      out.add('clarifies', sigmoid(itsReading.clarification))
      out.add('attacked, objects', attacks * sigmoid(itsReading.objection))
      out.add('answered, questions', sigmoid(scores.clarification) * sigmoid(itsReading.question))
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

function aimsOf(thread: Thread, own: OwnSentence, candidate: Candidate): Aims {
  const { id } = candidate.context.document
  const here = thread.quoted.filter((passage) => passage.document === id)
  const ordinal = ordinalIn(own.sentence.exact)
  // Titles are not counted: "your second sentence" is the second of the body.
  const titles = candidate.passages.filter(({ title }) => title).length
  const body = candidate.passages.slice(titles)
  const breaks = body.flatMap(({ opens }, at) => (opens ? [at] : []))
  const referred = ordinal
    ? namedSentence(
        ordinal,
        body.map(({ text }) => text),
        breaks,
      )
    : -1
  return {
    above: own.above?.document === id ? own.above : null,
    anchor: here.find(({ rule }) => rule === 'anchor') ?? null,
    inline: here.filter(
      ({ quote }) =>
        quote.kind === 'inline' &&
        quote.revision === own.sentence.revision &&
        quote.span !== null &&
        quote.span.start >= own.sentence.start &&
        quote.span.end <= own.sentence.end,
    ),
    reference: referred < 0 ? -1 : referred + titles,
  }
}

function standsIn(passage: Passage | undefined, quoted: QuotedPassage | null, candidate: Candidate): boolean {
  if (!passage || !quoted || quoted.document !== candidate.context.document.id) return false
  if (quoted.revision.id !== candidate.context.seen.id)
    return quoted.revision.text.slice(quoted.start, quoted.end).includes(passage.text)
  const shared = Math.min(passage.sentence.end, quoted.end) - Math.max(passage.sentence.start, quoted.start)
  return shared > 0 && shared >= 0.3 * Math.min(passage.text.length, quoted.end - quoted.start)
}

/**
 * A passage is named rather than the whole document unless the whole is this much likelier: whoever asks is
 * helped more by a likely sentence, with its probability, than by a page.
 */
const WHOLE_LEAD = 2.5

/** Share of a neighbouring sentence's reading that counts, where it does the same act: people aim at one thing for a while. */
const NEIGHBOUR = 0.5

/**
 * For each own sentence the passages with the probability that it is aimed at each, and the document as a whole, best first.
 * `acts` are the sentences' likeliest acts: neighbours that do the same are read together.
 */
export function readPassages(
  model: NamedModel,
  thread: Thread,
  candidate: Candidate,
  acts: readonly string[],
): AimedPassage[][] {
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
    return ranked(softmax(pooled), rules, candidate)
  })
}

function logSoftmax(scores: readonly number[]): number[] {
  return softmax(scores).map((chance) => Math.log(chance + 1e-9))
}

function ranked(
  chances: readonly number[],
  rules: readonly AimedPassage['rule'][],
  candidate: Candidate,
): AimedPassage[] {
  const aimed: AimedPassage[] = candidate.passages.map((passage, at) => ({
    passage,
    probability: chances[at]!,
    rule: rules[at]!,
  }))
  aimed.push({ passage: null, probability: chances.at(-1)!, rule: 'document' })
  const lead = ({ passage, probability }: AimedPassage) => (passage === null ? probability / WHOLE_LEAD : probability)
  return aimed.toSorted((a, b) => lead(b) - lead(a))
}
