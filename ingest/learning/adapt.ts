/**
 * Adapts the fast model to judgements: logistic regressions as in training, in the same order of stages, with a squared
 * penalty on what is added to the shipped weights. So few judgements move little, what no judgement touches stays as it
 * is, and no judgements give the shipped model. Nothing is random.
 */
import { ACTS } from '../../graph/model.ts'
import { readAnswers } from '../extract/answers.ts'
import { documentFeatures } from '../extract/dialogue.ts'
import { FEATURES } from '../extract/features.ts'
import { featuresAt } from '../extract/first.ts'
import { SENTENCE_ACTS } from '../extract/heads.ts'
import { type FastModel, type NamedModel, scoreNamed, softmax } from '../extract/linear.ts'
import { sentenceFeatures } from '../extract/second.ts'
import { readThread, type Thread } from '../extract/thread.ts'
import { type Changes, changed, type HeadChange, NO_CHANGES } from './changes.ts'
import { type ClassRow, fitClasses } from './classes.ts'
import { eachOf, type Lesson, oneOf } from './lessons.ts'
import { fitLogistic, type Row } from './logistic.ts'

/** Penalties of the three stages. */
export interface Penalty {
  readonly heads: number
  readonly document: number
  readonly sentence: number
}

/** Chosen by cross-validation on judged Arbital threads (docs/decisions.md). */
export const PENALTY: Penalty = { heads: 100, document: 100, sentence: 30 }

/** Every feature that is met counts, and the bias is held like the others: judged responses are no fair sample. */
const OVER_SHIPPED = { least: 1, bias: 1 } as const

/** Step of what is added to the sentence heads: what is less is nothing, so that a store keeps little. */
const STEP = 1e-4

/** What to add to `base`, so that it reads the lessons better. */
export function adapt(base: FastModel, lessons: readonly Lesson[], penalty: Penalty = PENALTY): Changes {
  const heads = Object.fromEntries(SENTENCE_ACTS.map((act) => [act, headChange(base, lessons, act, penalty.heads)]))
  const read = changed(base, { ...NO_CHANGES, heads })
  const contexts = new Set(lessons.map(({ context }) => context))
  const threads = new Map([...contexts].map((context) => [context, readThread(read, context)]))
  const document = added(
    base.file.models.document!,
    lessons.flatMap((lesson) =>
      lesson.main ? [documentRow(lesson, threads.get(lesson.context)!, read.file.models)] : [],
    ),
    penalty.document,
    'softmax',
  )
  const models = changed(read, { ...NO_CHANGES, models: { document } }).file.models
  const sentence = added(
    base.file.models.sentence!,
    lessons.flatMap((lesson) => sentenceRow(lesson, threads.get(lesson.context)!, models)),
    penalty.sentence,
    'heads',
  )
  return { heads, models: { document, sentence } }
}

type Models = FastModel['file']['models']
type Features = Pick<ClassRow, 'features' | 'target'>

/** First reading: sentences by themselves. */
function headChange(
  base: FastModel,
  lessons: readonly Lesson[],
  act: (typeof SENTENCE_ACTS)[number],
  penalty: number,
): HeadChange {
  const count = base.file.heads.length
  const head = base.file.heads.indexOf(act)
  const rows = lessons.flatMap((lesson): Row[] => {
    const [y = null] = eachOf([act], lesson)
    if (y === null || lesson.sentence === null) return []
    const { document, sentences } = lesson.context.subject
    const texts = sentences.map(({ exact }) => exact)
    const x = featuresAt(texts, lesson.sentence, document.parent !== null)
    let offset = 0
    for (const [at, id] of x.ids.entries()) offset += base.table[id * count + head]! * x.values[at]!
    return [{ x, y, weight: 1, offset }]
  })
  const fitted = fitLogistic(rows, FEATURES, penalty, OVER_SHIPPED.least)
  const added = Array.from(fitted, (one) => Math.round(one / STEP) * STEP)
  const ids = [...added.keys()].filter((id) => added[id] !== 0)
  return { ids, added: ids.map((id) => Number(added[id]!.toFixed(4))) }
}

function documentRow(lesson: Lesson, thread: Thread, models: Models): Features {
  return { features: documentFeatures(thread, readAnswers(models.answers!, thread)), target: oneOf(ACTS, lesson) }
}

/** The sentence again, with what its document does. */
function sentenceRow(lesson: Lesson, thread: Thread, models: Models): Features[] {
  const target = eachOf(SENTENCE_ACTS, lesson)
  if (lesson.sentence === null || target.every((one) => one === null)) return []
  const document = models.document!
  const answers = readAnswers(models.answers!, thread)
  const chances = softmax(scoreNamed(document, documentFeatures(thread, answers)))
  const acts = Object.fromEntries(ACTS.map((act) => [act, chances[document.classes.indexOf(act)]!]))
  return [{ features: sentenceFeatures(thread, lesson.sentence, acts, answers[0]?.candidate ?? null), target }]
}

/** What is added to a shipped model over named features. */
function added(shipped: NamedModel, rows: readonly Features[], penalty: number, kind: 'softmax' | 'heads'): NamedModel {
  const classes = kind === 'softmax' ? ACTS : SENTENCE_ACTS
  const place = classes.map((act) => shipped.classes.indexOf(act))
  const withOffsets = rows.map((row) => {
    const scores = scoreNamed(shipped, row.features)
    return { ...row, weight: 1, offset: place.map((at) => scores[at]!) }
  })
  return fitClasses(classes, withOffsets, penalty, kind, OVER_SHIPPED)
}
