/** Training in stages: sentence heads, the document's act, the sentences again, what is answered, which passage. */
import { ACTS } from '../../graph/model.ts'
import { answerFeatures } from '../../ingest/extract/answer-features.ts'
import { type Answered, answerCandidates, readAnswers } from '../../ingest/extract/answers.ts'
import { documentFeatures } from '../../ingest/extract/dialogue.ts'
import { SENTENCE_ACTS } from '../../ingest/extract/heads.ts'
import type { Named } from '../../ingest/extract/linear.ts'
import { type Calibration, type FastModel, type NamedModel, scoreNamed, softmax } from '../../ingest/extract/linear.ts'
import { passageFeatures, wholeFeatures } from '../../ingest/extract/passages.ts'
import { sentenceFeatures } from '../../ingest/extract/second.ts'
import { readThread, type Thread } from '../../ingest/extract/thread.ts'
import { type ClassRow, fitClasses } from '../../ingest/learning/classes.ts'
import { calibrate, rescaled, temperature } from './calibrate.ts'
import { type ChoiceRow, fitChoice } from './choice.ts'
import { type Example, examples } from './contexts.ts'
import type { GoldThread } from './gold.ts'
import { actRows, actsOf, claimCalibration, claimRows, claimsBy, fitHeads, numberOf } from './sentences.ts'
import { FOLDS, foldOf, HABITS, SETTINGS, type Settings, weightOf } from './settings.ts'

export interface Trained {
  readonly model: FastModel
  /** For each fold a model that did not see its threads. */
  readonly folds: readonly FastModel[]
}

/** A row with the thread that it is of, so that folds never share one. */
interface Grouped<T> {
  readonly row: T
  readonly group: string
}

type Stage = 'document' | 'sentence' | 'answers' | 'passage'

/** Trains everything on the threads. */
export function train(threads: readonly GoldThread[], settings: Settings = SETTINGS): Trained {
  const claims = claimRows(threads, settings)
  const bare = threads.flatMap((thread) => examples(thread, () => 0, 'siblings'))
  const acts = actRows(bare, settings)
  const tables = Array.from({ length: FOLDS }, (_, fold) => fitHeads(claims, acts, settings, fold))
  const full = fitHeads(claims, acts, settings, null)
  const real = new Set(threads.filter(({ corpus }) => corpus !== 'own').map(({ page }) => page))
  const calibration = claimCalibration(claims, tables, real)

  const all = threads
    .filter(({ corpus }) => weightOf(settings, corpus) > 0)
    .flatMap((thread) => examples(thread, claimsBy(tables[foldOf(thread.page)]!, calibration, thread), 'siblings'))
  const read = all.map((example) => readThread(tables[foldOf(example.thread.page)]!, example.context))
  const weights = all.map(({ thread }) => weightOf(settings, thread.corpus))

  const answers = inFolds(
    all.flatMap((example, at) => answerRows(example, read[at]!, weights[at]!)),
    (rows) => fitChoice(rows, settings.penalty.answers),
  )
  // As when reading: by a model that did not see the thread.
  const answered = all.map(({ thread }, at) => readAnswers(answers.folds[foldOf(thread.page)]!, read[at]!))
  const documents = all.map((example, at) =>
    grouped(example, documentRow(example, read[at]!, answered[at]!, weights[at]!)),
  )
  const document = inFolds(documents, (rows) => fitClasses(ACTS, rows, settings.penalty.document, 'softmax'))
  const sentences = all.flatMap((example, at) => {
    const model = document.folds[foldOf(example.thread.page)]!
    const chances = softmax(scoreNamed(model, documents[at]!.row.features))
    const byAct = Object.fromEntries(ACTS.map((act) => [act, chances[model.classes.indexOf(act)]!]))
    return sentenceRows(example, read[at]!, byAct, weights[at]!)
  })
  const stages: Record<Stage, { full: NamedModel; folds: NamedModel[] }> = {
    document: straightened(document, documents, real, 'softmax'),
    sentence: straightened(
      inFolds(sentences, (rows) => fitClasses(SENTENCE_ACTS, rows, settings.penalty.sentence, 'heads')),
      sentences,
      real,
      'heads',
    ),
    answers,
    passage: inFolds(
      all.flatMap((example, at) => passageRows(example, read[at]!, weights[at]!)),
      (rows) => fitChoice(rows, settings.penalty.passage),
    ),
  }
  const assembled = ({ file, table }: FastModel, pick: (stage: Stage) => NamedModel): FastModel => ({
    file: {
      ...file,
      calibration: { claim: calibration },
      models: {
        document: pick('document'),
        sentence: pick('sentence'),
        answers: pick('answers'),
        passage: pick('passage'),
      },
    },
    table,
  })
  return {
    model: assembled(full, (stage) => stages[stage].full),
    folds: tables.map((table, fold) => assembled(table, (stage) => stages[stage].folds[fold]!)),
  }
}

function inFolds<T>(
  rows: readonly Grouped<T>[],
  make: (rows: T[]) => NamedModel,
): { full: NamedModel; folds: NamedModel[] } {
  const folds = Array.from({ length: FOLDS }, (_, fold) =>
    make(rows.filter(({ group }) => foldOf(group) !== fold).map(({ row }) => row)),
  )
  return { full: make(rows.map(({ row }) => row)), folds }
}

/**
 * A model and its folds with scores that mean what they say, by the out-of-fold scores of real threads: what was written for
 * training is easier to read than what people write, and would make the model too sure.
 */
function straightened(
  stage: { full: NamedModel; folds: NamedModel[] },
  rows: readonly Grouped<ClassRow>[],
  real: ReadonlySet<string>,
  kind: 'softmax' | 'heads',
): { full: NamedModel; folds: NamedModel[] } {
  const kept = rows.filter(({ group }) => real.has(group))
  const scored = kept.map(({ row, group }) => scoreNamed(stage.folds[foldOf(group)]!, row.features))
  const targets = kept.map(({ row }) => row.target.map((one) => one ?? 0))
  const weights = kept.map(({ row }) => row.weight)
  const lines =
    kind === 'softmax'
      ? temperature(scored, targets, weights)
      : stage.full.classes.map((_, at) => platt(scored, targets, weights, at))
  return { full: rescaled(stage.full, lines), folds: stage.folds.map((model) => rescaled(model, lines)) }
}

function platt(
  scored: readonly number[][],
  targets: readonly (readonly number[])[],
  weights: readonly number[],
  at: number,
): Calibration {
  return calibrate(scored.map((scores, row) => ({ score: scores[at]!, y: targets[row]![at]!, weight: weights[row]! })))
}

function grouped<T>({ thread }: Example, row: T): Grouped<T> {
  return { row, group: thread.page }
}

function addHabits(features: Named, { corpus }: GoldThread): void {
  for (const [name, feature] of HABITS) features.add(feature, corpus.startsWith(name))
}

function documentRow(
  { comment, thread }: Example,
  read: Thread,
  answered: readonly Answered[],
  weight: number,
): ClassRow {
  const features = documentFeatures(read, answered)
  addHabits(features, thread)
  return { features, target: ACTS.map((act) => Number(act === comment.act)), weight }
}

function sentenceRows(
  example: Example,
  read: Thread,
  acts: Readonly<Record<string, number>>,
  weight: number,
): Grouped<ClassRow>[] {
  const answered = read.candidates.find(({ context }) => context.document.id === example.comment.answers) ?? read.parent
  return example.context.subject.sentences.map((sentence, index) => {
    const labelled = actsOf(example, sentence.claim)
    const features = sentenceFeatures(read, index, acts, answered)
    addHabits(features, example.thread)
    return grouped(example, { features, target: SENTENCE_ACTS.map((act) => Number(labelled.has(act))), weight })
  })
}

function answerRows(example: Example, read: Thread, weight: number): Grouped<ChoiceRow>[] {
  const candidates = answerCandidates(read)
  const right = candidates.map(({ context }) => context.document.id === example.comment.answers)
  if (candidates.length < 2 || !right.includes(true)) return []
  return [grouped(example, { options: answerFeatures(read, candidates), right, weight })]
}

/** One row for each own sentence of a labelled response; no target sentence means the document as a whole. */
function passageRows(example: Example, read: Thread, weight: number): Grouped<ChoiceRow>[] {
  return example.comment.responses.flatMap(({ s, doc, target }) => {
    const candidate = read.candidates.find(({ context }) => context.document.id === doc)
    if (!candidate) return []
    const keys = target.flatMap((key) => (key === 'TITLE' ? ['TITLE', 'SUBTITLE'] : [key]))
    const goals = new Set(keys.map((key) => `${doc}#${key}`))
    const right = [...candidate.passages.map(({ sentence }) => goals.has(sentence.claim)), goals.size === 0]
    if (!right.includes(true)) return []
    const owns = read.own.filter(({ sentence }) => s.includes(numberOf(sentence.claim)))
    return owns.map((own) => {
      const options = [...passageFeatures(read, own, candidate).features, wholeFeatures(read, own, candidate)]
      return grouped(example, { options, right, weight: weight / owns.length })
    })
  })
}
