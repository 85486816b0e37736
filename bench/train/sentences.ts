/** First stage of training: the sentence heads (asserting, and each act), from a sentence and its neighbours. */
import {
  cued,
  FEATURES,
  FeatureList,
  features,
  HABIT_FEATURES,
  type SentenceInput,
} from '../../ingest/extract/features.ts'
import { inputAt } from '../../ingest/extract/first.ts'
import { HEADS, SENTENCE_ACTS } from '../../ingest/extract/heads.ts'
import { type Calibration, type FastModel, featurePrint, type ModelFile, sigmoid } from '../../ingest/extract/linear.ts'
import { fitLogistic, type Row, type Sparse } from '../../ingest/learning/logistic.ts'
import { calibrate } from './calibrate.ts'
import { type Assertions, type Example, plainSentences } from './contexts.ts'
import type { GoldThread } from './gold.ts'
import { foldOf, HABITS, type Settings, weightOf } from './settings.ts'

export interface SentenceRow {
  readonly x: Sparse
  readonly group: string
  readonly weight: number
  readonly y: Readonly<Partial<Record<(typeof HEADS)[number], number>>>
}

const buffer = new FeatureList()

function vector(input: SentenceInput, corpus = ''): Sparse {
  features(
    buffer,
    input,
    cued(input.text),
    input.previous === null ? null : cued(input.previous),
    input.next === null ? null : cued(input.next),
  )
  for (const [name, feature] of HABITS) if (corpus.startsWith(name)) buffer.push(HABIT_FEATURES[feature], 1)
  return { ids: buffer.ids.slice(0, buffer.length), values: buffer.values.slice(0, buffer.length) }
}

/** The sentences of a labelled text as the assertion head is given them; quoted ones are left out. */
function assertionInputs(raw: readonly string[], reply: boolean): { index: number; input: SentenceInput }[] {
  const sentences = plainSentences(raw, 'S')
  return sentences.flatMap(({ text, kind, quoted }, index) => {
    if (quoted > 0) return []
    const previous = sentences[index - 1]?.text ?? null
    const next = sentences[index + 1]?.text ?? null
    return [{ index, input: { text, kind, previous, next, index, count: sentences.length, reply } }]
  })
}

/** Rows of the assertion head. */
export function claimRows(threads: readonly GoldThread[], settings: Settings): SentenceRow[] {
  return threads.flatMap((thread) =>
    thread.comments.flatMap(({ sentences, claims }) =>
      assertionInputs(sentences, true).map(({ index, input }) => ({
        x: vector(input, thread.corpus),
        group: thread.page,
        weight: weightOf(settings, thread.corpus),
        y: { claim: Number(claims.includes(index + 1)) },
      })),
    ),
  )
}

/** Rows of the act heads: own sentences, as readReply reads them. */
export function actRows(all: readonly Example[], settings: Settings): SentenceRow[] {
  return all.flatMap((example) => {
    const own = example.context.subject.sentences
    const texts = own.map(({ exact }) => exact)
    return own.map((sentence, index) => ({
      x: vector(inputAt(texts, index, true), example.thread.corpus),
      group: example.thread.page,
      weight: weightOf(settings, example.thread.corpus),
      y: {
        ...Object.fromEntries(SENTENCE_ACTS.map((act) => [act, Number(actsOf(example, sentence.claim).has(act))])),
        other: Number(example.comment.act === 'other'),
      },
    }))
  })
}

/** Number of the sentence (from 1) that a claim id of contexts.ts names. */
export function numberOf(claim: string): number {
  return Number(claim.slice(claim.lastIndexOf('#S') + 2))
}

/** Labelled acts of an own sentence, by its claim id. */
export function actsOf({ comment }: Example, claim: string): Set<string> {
  return new Set(comment.responses.filter(({ s }) => s.includes(numberOf(claim))).map(({ act }) => act))
}

/** Heads fitted on all rows but those of one fold. */
export function fitHeads(
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

/** Straightening of the assertion head, from rows of real threads read by models that did not see their thread. */
export function claimCalibration(
  rows: readonly SentenceRow[],
  folds: readonly FastModel[],
  real: ReadonlySet<string>,
): Calibration {
  return calibrate(
    rows
      .filter(({ group, weight }) => weight > 0 && real.has(group))
      .map(({ x, group, weight, y }) => ({ score: rawClaim(folds[foldOf(group)]!, x), y: y.claim!, weight })),
  )
}

function rawClaim(model: FastModel, x: Sparse): number {
  let sum = 0
  for (let at = 0; at < x.ids.length; at++) sum += model.table[x.ids[at]! * HEADS.length]! * x.values[at]!
  return sum
}

/** Chances that the sentences of a thread assert, by document and key, as analyse would have stored them. */
export function claimsBy(model: FastModel, { slope, shift }: Calibration, thread: GoldThread): Assertions {
  const chances = new Map<string, number>()
  const note = (document: string, raw: readonly string[], prefix: 'S' | 'P') => {
    for (const { index, input } of assertionInputs(raw, prefix === 'S'))
      chances.set(`${document}#${prefix}${index + 1}`, sigmoid(slope * rawClaim(model, vector(input)) + shift))
  }
  note(thread.page, thread.sentences, 'P')
  for (const comment of thread.comments) note(comment.id, comment.sentences, 'S')
  return (document, key) => chances.get(`${document}#${key}`) ?? 0.7
}
