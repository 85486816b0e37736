/** The stages of training: sentence heads, the document's act, the sentences again, what is answered, which passage. */
import { ACTS } from '../../graph/model.ts'
import { answerCandidates, answerFeatures } from '../../ingest/extract/answers.ts'
import { documentFeatures } from '../../ingest/extract/dialogue.ts'
import { cued, FEATURES, FeatureList, features, type SentenceInput } from '../../ingest/extract/features.ts'
import { HEADS, SENTENCE_ACTS } from '../../ingest/extract/heads.ts'
import {
  type Calibration,
  type FastModel,
  featurePrint,
  type ModelFile,
  type Named,
  type NamedModel,
  scoreHeads,
  scoreNamed,
  sigmoid,
  softmax,
} from '../../ingest/extract/linear.ts'
import { passageFeatures, wholeFeatures } from '../../ingest/extract/passages.ts'
import { sentenceFeatures } from '../../ingest/extract/second.ts'
import { readThread, type Thread } from '../../ingest/extract/thread.ts'
import { type Example, examples, plainSentences } from './contexts.ts'
import {
  type ChoiceRow,
  type ClassRow,
  calibrate,
  fitChoice,
  fitClasses,
  fitLogistic,
  type Row,
  type Sparse,
} from './fit.ts'
import type { GoldThread } from './gold.ts'

export const FOLDS = 5

export interface Settings {
  readonly penalty: Readonly<Record<'claim' | 'act' | 'document' | 'sentence' | 'answers' | 'passage', number>>
  /** Weight of a corpus's rows; the name's first word counts. */
  readonly weights: Readonly<Record<string, number>>
}

export const SETTINGS: Settings = {
  penalty: { claim: 1, act: 1, document: 1, sentence: 3, answers: 1, passage: 1 },
  weights: { train: 1, talk: 0.5, own: 1, issues: 0.3 },
}

export interface Claims {
  readonly text: string
  readonly asserts: boolean
  readonly group: string
}

interface SentenceRow {
  readonly x: Sparse
  readonly group: string
  readonly weight: number
  readonly y: Readonly<Partial<Record<(typeof HEADS)[number], number>>>
}

const buffer = new FeatureList()

function vector(input: SentenceInput): Sparse {
  features(
    buffer,
    input,
    cued(input.text),
    input.previous === null ? null : cued(input.previous),
    input.next === null ? null : cued(input.next),
  )
  return { ids: buffer.ids.slice(0, buffer.length), values: buffer.values.slice(0, buffer.length) }
}

export function weightOf(settings: Settings, corpus: string): number {
  return settings.weights[corpus.split(' ')[0]!] ?? 1
}

/** Fold of a group, by a hash that never changes. */
export function foldOf(group: string): number {
  let hash = 7
  for (let at = 0; at < group.length; at++) hash = Math.imul(hash, 31) + group.charCodeAt(at)
  return (hash >>> 0) % FOLDS
}

/** Rows of the claim head: every sentence of each reply as it stands, quoted ones too. */
function claimRows(threads: readonly GoldThread[], issues: readonly Claims[], settings: Settings): SentenceRow[] {
  const rows: SentenceRow[] = []
  for (const thread of threads) {
    for (const comment of thread.comments) {
      const sentences = plainSentences(comment.sentences, 'S')
      for (const [index, { text, kind, quoted }] of sentences.entries()) {
        if (quoted > 0) continue
        const x = vector({
          text,
          kind,
          previous: sentences[index - 1]?.text ?? null,
          next: sentences[index + 1]?.text ?? null,
          index,
          count: sentences.length,
          reply: true,
        })
        const claim = comment.claims.includes(index + 1) ? 1 : 0
        rows.push({ x, group: thread.page, weight: weightOf(settings, thread.corpus), y: { claim } })
      }
    }
  }
  for (const { text, asserts, group } of issues) {
    const input = { text, kind: 'paragraph' as const, previous: null, next: null, index: 1, count: 4, reply: true }
    rows.push({
      x: vector(input),
      group: `issue ${group}`,
      weight: settings.weights.issues ?? 0,
      y: { claim: asserts ? 1 : 0 },
    })
  }
  return rows
}

/** Rows of the act heads: own sentences, read as readReply reads them. */
function actRows(all: readonly Example[], settings: Settings): SentenceRow[] {
  return all.flatMap((example) => {
    const own = example.context.subject.sentences
    return own.map((sentence, index) => ({
      x: vector({
        text: sentence.exact,
        kind: 'paragraph',
        previous: own[index - 1]?.exact ?? null,
        next: own[index + 1]?.exact ?? null,
        index,
        count: own.length,
        reply: true,
      }),
      group: example.thread.page,
      weight: weightOf(settings, example.thread.corpus),
      y: Object.fromEntries(SENTENCE_ACTS.map((act) => [act, actsOf(example, sentence.claim).has(act) ? 1 : 0])),
    }))
  })
}

/** Labelled acts of an own sentence, by its claim id. */
export function actsOf({ comment }: Example, claim: string): Set<string> {
  const number = Number(claim.slice(claim.lastIndexOf('#S') + 2))
  return new Set(comment.responses.filter(({ s }) => s.includes(number)).map(({ act }) => act))
}

/** Sentence heads fitted on rows outside `without`. */
function fitHeads(
  claims: readonly SentenceRow[],
  acts: readonly SentenceRow[],
  settings: Settings,
  without: number | null,
): FastModel {
  const table = new Float64Array(FEATURES * HEADS.length)
  for (const [head, name] of HEADS.entries()) {
    const rows = (name === 'claim' ? claims : acts).filter(
      ({ group, weight }) => weight > 0 && foldOf(group) !== without,
    )
    const labelled: Row[] = rows.map(({ x, weight, y }) => ({ x, weight, y: y[name]! }))
    const w = fitLogistic(labelled, FEATURES, settings.penalty[name === 'claim' ? 'claim' : 'act'])
    for (let at = 0; at < FEATURES; at++) table[at * HEADS.length + head] = w[at]!
  }
  return { file: emptyFile(), table }
}

function emptyFile(): ModelFile {
  return {
    version: '',
    trainedOn: { digest: '', seed: 0, rows: {} },
    figures: {},
    features: featurePrint(),
    heads: HEADS,
    steps: HEADS.map(() => 1),
    calibration: { claim: { slope: 1, shift: 0 } },
    models: {},
  }
}

export interface Trained {
  readonly model: FastModel
  /** Each example read by models that did not see its thread. */
  readonly outOfFold: readonly OutOfFold[]
}

export interface OutOfFold {
  readonly example: Example
  readonly acts: Readonly<Record<string, number>>
  readonly sentences: readonly Readonly<Record<string, number>>[]
  readonly claims: readonly number[]
}

/** Trains everything on the threads. */
export function train(
  threads: readonly GoldThread[],
  issues: readonly Claims[],
  settings: Settings = SETTINGS,
): Trained {
  const claims = claimRows(threads, issues, settings)
  const bare = threads.flatMap((thread) => examples(thread, () => 0))
  const acts = actRows(bare, settings)
  const folds = Array.from({ length: FOLDS }, (_, fold) => fitHeads(claims, acts, settings, fold))
  const full = fitHeads(claims, acts, settings, null)
  const calibration = claimCalibration(claims, folds)

  const all = threads.flatMap((thread) => examples(thread, claimsBy(folds[foldOf(thread.page)]!, calibration, thread)))
  const read = all.map((example) => readThread(folds[foldOf(example.thread.page)]!, example.context))
  const weights = all.map(({ thread }) => weightOf(settings, thread.corpus))

  const documents: ClassRow[] = all.map(({ comment }, at) => ({
    features: documentFeatures(read[at]!),
    target: ACTS.map((act) => Number(act === comment.act)),
    weight: weights[at]!,
  }))
  const document = fitClasses(ACTS, documents, settings.penalty.document, 'softmax')
  const outer = byFold(all, documents, (rows) => fitClasses(ACTS, rows, settings.penalty.document, 'softmax'))
  const chances = all.map((_, at) => {
    const p = softmax(scoreNamed(outer[at]!, documents[at]!.features))
    return Object.fromEntries(ACTS.map((act, index) => [act, p[index]!]))
  })

  const sentences: (ClassRow & { of: number })[] = all.flatMap((example, at) =>
    example.context.subject.sentences.map((sentence, index) => ({
      of: at,
      features: sentenceFeatures(read[at]!, index, chances[at]!, answeredBy(read[at]!, example.comment.answers)),
      target: SENTENCE_ACTS.map((act) => Number(actsOf(example, sentence.claim).has(act))),
      weight: weights[at]!,
    })),
  )
  const sentence = fitClasses(SENTENCE_ACTS, sentences, settings.penalty.sentence, 'heads')
  const sentenceExamples = sentences.map(({ of }) => all[of]!)
  const inner = byFold(sentenceExamples, sentences, (rows) =>
    fitClasses(SENTENCE_ACTS, rows, settings.penalty.sentence, 'heads'),
  )
  const outOfFold = all.map((example, at) => ({
    example,
    acts: chances[at]!,
    sentences: sentences.flatMap((row, index) =>
      row.of === at
        ? [
            Object.fromEntries(
              scoreNamed(inner[index]!, row.features).map((raw, one) => [SENTENCE_ACTS[one]!, sigmoid(raw)]),
            ),
          ]
        : [],
    ),
    claims: claimChances(folds[foldOf(example.thread.page)]!, calibration, example.comment.sentences),
  }))

  const models: Record<string, NamedModel> = {
    document,
    sentence,
    answers: fitChoice(answerRows(all, read, weights), settings.penalty.answers),
    passage: fitChoice(passageRows(all, read, weights), settings.penalty.passage),
  }
  const file: ModelFile = { ...emptyFile(), calibration: { claim: calibration }, models }
  return { model: { file, table: full.table }, outOfFold }
}

function byFold<T extends ClassRow>(
  all: readonly Example[],
  rows: readonly T[],
  make: (rows: T[]) => NamedModel,
): NamedModel[] {
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    make(rows.filter((_, at) => foldOf(all[at]!.thread.page) !== fold)),
  )
  return rows.map((_, at) => models[foldOf(all[at]!.thread.page)]!)
}

function answeredBy(thread: Thread, answers: string | null) {
  return thread.candidates.find(({ context }) => context.document.id === answers) ?? thread.parent
}

function claimCalibration(rows: readonly SentenceRow[], folds: readonly FastModel[]): Calibration {
  return calibrate(
    rows
      .filter(({ group, weight }) => weight > 0 && !group.startsWith('issue '))
      .map(({ x, group, weight, y }) => ({ score: rawClaim(folds[foldOf(group)]!, x), y: y.claim!, weight })),
  )
}

function rawClaim(model: FastModel, x: Sparse): number {
  let sum = 0
  for (let at = 0; at < x.ids.length; at++) sum += model.table[x.ids[at]! * HEADS.length]! * x.values[at]!
  return sum
}

/** Chances that the sentences of a reply assert, in order. */
function claimChances(
  model: FastModel,
  { slope, shift }: Calibration,
  raw: readonly string[],
  prefix: 'S' | 'P' = 'S',
): number[] {
  const sentences = plainSentences(raw, prefix)
  return sentences.map(({ text, kind }, index) => {
    const input = {
      text,
      kind,
      previous: sentences[index - 1]?.text ?? null,
      next: sentences[index + 1]?.text ?? null,
      index,
      count: sentences.length,
      reply: prefix === 'S',
    }
    return sigmoid(slope * rawClaim(model, vector(input)) + shift)
  })
}

/** Claim chances of a thread's sentences by document and key, as analyse would have stored them. */
export function claimsBy(
  model: FastModel,
  calibration: Calibration,
  thread: GoldThread,
): (document: string, key: string) => number {
  const chances = new Map<string, number>()
  const note = (document: string, raw: readonly string[], prefix: 'S' | 'P') => {
    for (const [index, chance] of claimChances(model, calibration, raw, prefix).entries())
      chances.set(`${document}#${prefix}${index + 1}`, chance)
  }
  note(thread.page, thread.sentences, 'P')
  for (const comment of thread.comments) note(comment.id, comment.sentences, 'S')
  return (document, key) => chances.get(`${document}#${key}`) ?? 0.7
}

function answerRows(all: readonly Example[], read: readonly Thread[], weights: readonly number[]): ChoiceRow[] {
  return all.flatMap(({ comment }, at) => {
    const candidates = answerCandidates(read[at]!)
    const right = candidates.map(({ context }) => context.document.id === comment.answers)
    if (candidates.length < 2 || !right.includes(true)) return []
    return [{ options: answerFeatures(read[at]!, candidates), right, weight: weights[at]! }]
  })
}

/** One row for each labelled response with a document of the context; no target sentence means the document as a whole. */
function passageRows(all: readonly Example[], read: readonly Thread[], weights: readonly number[]): ChoiceRow[] {
  return all.flatMap(({ comment }, at) => {
    const thread = read[at]!
    return comment.responses.flatMap(({ s, doc, target }) => {
      const candidate = thread.candidates.find(({ context }) => context.document.id === doc)
      if (!candidate) return []
      const goals = new Set(
        target.flatMap((key) => (key === 'TITLE' ? ['TITLE', 'SUBTITLE'] : [key])).map((key) => `${doc}#${key}`),
      )
      const right = [...candidate.passages.map(({ sentence }) => goals.has(sentence.claim)), goals.size === 0]
      if (!right.includes(true)) return []
      const owns = thread.own.filter(({ sentence }) =>
        s.includes(Number(sentence.claim.slice(sentence.claim.lastIndexOf('#S') + 2))),
      )
      return owns.map((own) => ({
        options: [
          ...passageFeatures(thread, own, candidate).features,
          wholeFeatures(thread, own, candidate),
        ] as Named[],
        right,
        weight: weights[at]! / owns.length,
      }))
    })
  })
}

/** Scores of the heads for a vector, for tests of the table's rounding. */
export function headScores(model: FastModel, input: SentenceInput): Float64Array {
  const out = new Float64Array(HEADS.length)
  vector(input)
  scoreHeads(model, buffer, out)
  return out
}
