/** How well a model reads what people judged, before and after: each lesson read by a model that was not taught its thread. */
import { digest } from '../../graph/ids.ts'
import type { Act } from '../../graph/model.ts'
import { RESPONSE_THRESHOLD } from '../../graph/views.ts'
import { SENTENCE_ACTS } from '../extract/heads.ts'
import type { FastModel } from '../extract/linear.ts'
import { type ReplyReading, readReply } from '../extract/reply.ts'
import { adapt, PENALTY, type Penalty } from './adapt.ts'
import { changed } from './changes.ts'
import { eachOf, type Lesson, oneOf } from './lessons.ts'
import { bounds, resamples } from './resamples.ts'

export interface Figure {
  readonly before: number
  readonly after: number
  /** The middle 95 % of the difference over draws of the units with replacement. */
  readonly gain: { readonly low: number; readonly high: number }
}

export interface Comparison {
  readonly judged: number
  /** What was kept apart: whole threads, or documents where there are too few threads; and how many there are. */
  readonly apart: 'thread' | 'document'
  readonly units: number
  /** Share of the judged responses of which the model now says what the people said. */
  readonly right: Figure
  /** Of objections among those of which people said whether they are one. */
  readonly objectionF1: Figure
  /** Mean surprise at what people said, in nats: lower is better. */
  readonly logLoss: Figure
}

/** What a model makes of one lesson. */
export interface Verdict {
  readonly right: boolean
  /** Null: nobody said whether it is one. */
  readonly objection: { readonly is: boolean; readonly read: boolean } | null
  readonly loss: number
}

const FOLDS = 5

/** Before and after, by cross-validation; null where all judgements stand in one document: nothing can be kept apart. */
export function compare(base: FastModel, lessons: readonly Lesson[], penalty: Penalty = PENALTY): Comparison | null {
  const threads = new Set(lessons.map(({ group }) => group)).size
  const apart = threads >= FOLDS ? 'thread' : 'document'
  const unitOf = ({ group, context }: Lesson): string => (apart === 'thread' ? group : context.subject.document.id)
  const units = [...new Set(lessons.map(unitOf))].toSorted((a, b) => (digest(a) < digest(b) ? -1 : 1))
  if (units.length < 2) return null
  const folds = Math.min(FOLDS, units.length)
  const foldOf = new Map(units.map((unit, at) => [unit, at % folds]))
  const inUnits = new Map<string, Pair[]>(units.map((unit) => [unit, []]))
  for (let fold = 0; fold < folds; fold++) {
    const taught = lessons.filter((lesson) => foldOf.get(unitOf(lesson)) !== fold)
    const after = changed(base, adapt(base, taught, penalty))
    const left = lessons.filter((one) => foldOf.get(unitOf(one)) === fold)
    const [one, two] = [verdictsOf(base, left), verdictsOf(after, left)]
    for (const [at, lesson] of left.entries()) inUnits.get(unitOf(lesson))!.push({ before: one[at]!, after: two[at]! })
  }
  return { judged: lessons.length, apart, units: units.length, ...figuresOf([...inUnits.values()]) }
}

/** Whether a comparison speaks for the adapted model: surprised less by what people said, and right no less often. */
export function helps({ right, logLoss }: Pick<Comparison, 'right' | 'logLoss'>): boolean {
  return logLoss.after < logLoss.before && right.after >= right.before
}

interface Pair {
  readonly before: Verdict
  readonly after: Verdict
}

/** What the model says of each lesson's sentence or document, against what people said. */
export function verdictsOf(model: FastModel, lessons: readonly Lesson[]): Verdict[] {
  const contexts = new Set(lessons.map(({ context }) => context))
  const readings = new Map([...contexts].map((context) => [context, readReply(context, null, model)]))
  return lessons.map((lesson) => verdictOf(readings.get(lesson.context)!, lesson))
}

function verdictOf(reading: ReplyReading, lesson: Lesson): Verdict {
  const { act, not, main, sentence, context } = lesson
  const claim = sentence === null ? null : context.subject.sentences[sentence]!.claim
  const acts = reading.sentences.find((one) => one.sentence.claim === claim)?.acts ?? null
  const best = acts === null ? null : SENTENCE_ACTS.reduce((top, one) => (acts[one] > acts[top] ? one : top))
  const shown: Act | null = main ? reading.act : best !== null && acts![best] >= RESPONSE_THRESHOLD ? best : null
  return {
    right: act === null ? shown !== not : shown === act,
    objection: act === null && not !== 'objection' ? null : { is: act === 'objection', read: shown === 'objection' },
    loss: main || acts === null ? documentLoss(reading.acts, lesson) : sentenceLoss(acts, lesson),
  }
}

const LEAST = 1e-9

function documentLoss(acts: Readonly<Record<string, number>>, lesson: Lesson): number {
  const classes = Object.keys(acts)
  const may = oneOf(classes, lesson)
  return -Math.log(classes.reduce((sum, one, at) => sum + acts[one]! * may[at]!, LEAST))
}

function sentenceLoss(acts: Readonly<Record<string, number>>, lesson: Lesson): number {
  const classes = Object.keys(acts)
  return eachOf(classes, lesson).reduce<number>((sum, said, at) => {
    const chance = acts[classes[at]!]!
    return said === null ? sum : sum - Math.log((said === 1 ? chance : 1 - chance) + LEAST)
  }, 0)
}

function figuresOf(units: readonly (readonly Pair[])[]): Pick<Comparison, 'right' | 'objectionF1' | 'logLoss'> {
  const drawn = resamples(units).map((one) => one.flat())
  const all = units.flat()
  const figure = (of: (verdicts: readonly Verdict[]) => number): Figure => {
    const both = (pairs: readonly Pair[]) => [of(pairs.map((one) => one.before)), of(pairs.map((one) => one.after))]
    const [before = 0, after = 0] = both(all)
    const gains = drawn.map((pairs) => {
      const [one = 0, two = 0] = both(pairs)
      return two - one
    })
    const { low, high } = bounds(gains)
    return { before: rounded(before), after: rounded(after), gain: { low: rounded(low), high: rounded(high) } }
  }
  return { right: figure(share), objectionF1: figure(f1), logLoss: figure(loss) }
}

function share(verdicts: readonly Verdict[]): number {
  return verdicts.filter(({ right }) => right).length / Math.max(1, verdicts.length)
}

function f1(verdicts: readonly Verdict[]): number {
  const said = verdicts.flatMap(({ objection }) => objection ?? [])
  const hits = said.filter(({ is, read }) => is && read).length
  const wrong = said.filter(({ is, read }) => is !== read).length
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong)
}

function loss(verdicts: readonly Verdict[]): number {
  return verdicts.reduce((sum, one) => sum + one.loss, 0) / Math.max(1, verdicts.length)
}

function rounded(value: number): number {
  return Number(value.toFixed(4))
}
