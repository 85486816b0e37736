/**
 * Whether an edit of a sentence changes its content or its surface, on revised student essays (ArgRewrite): `--fit` fits the
 * model on the train part and writes the weights that ship, with their figures in ten folds by essay.
 */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { contentProbability } from '../../graph/rewording.ts'
import { REWORDING_FEATURES, rewordingOf } from '../../graph/rewording-features.ts'
import { jsonLines, print, type Row, share, shared } from './data.ts'

const FOLDS = 10
const RIDGE = 1
const STEPS = 1500

interface Edit {
  readonly group: string
  readonly parent_text: string
  readonly text: string
  readonly level: 'surface' | 'content'
}

/** A revised sentence: its features, and 1 where its content changed. */
interface Example {
  readonly edit: Edit
  readonly values: readonly number[]
  readonly right: number
}

/** An edit judged: what is right, and the probability that was given. */
interface Judged {
  readonly content: boolean
  readonly probability: number
}

/** Accuracy and macro-F1 on dev, over all edits and over those of a sentence that stood before and after. */
export function rewordingRows(): Row[] {
  const edits = read('dev')
  const judged = (list: readonly Edit[]): Judged[] =>
    list.map(({ parent_text, text, level }) => ({
      content: level === 'content',
      probability: contentProbability(parent_text, text),
    }))
  return [
    ...figures('ArgRewrite dev: content or surface', edits, judged(edits)),
    ...figures('ArgRewrite dev: the same, reworded alone', edits.filter(isReworded), judged(edits.filter(isReworded))),
  ]
}

/** The trivial answer: what was added or deleted is content, what was reworded is surface. */
function figures(name: string, edits: readonly Edit[], judged: readonly Judged[]): Row[] {
  if (edits.length === 0) return []
  const trivial = edits.map((edit, n) => ({ content: judged[n]!.content, probability: isReworded(edit) ? 0 : 1 }))
  const n = edits.length
  return [
    share(`${name}, accuracy`, hits(judged), n, hits(trivial) / n),
    { name: `${name}, macro-F1`, value: macroF1(judged), n, trivial: macroF1(trivial) },
    { name: `${name}, calibration error`, value: calibrationError(judged), n },
  ]
}

function isReworded({ parent_text, text }: Edit): boolean {
  return parent_text.trim() !== '' && text.trim() !== ''
}

function hits(judged: readonly Judged[]): number {
  return judged.filter(({ content, probability }) => content === probability >= 0.5).length
}

function macroF1(judged: readonly Judged[]): number {
  const f1 = (side: boolean): number => {
    const said = judged.filter(({ probability }) => probability >= 0.5 === side)
    const are = judged.filter(({ content }) => content === side)
    const both = said.filter(({ content }) => content === side)
    return said.length + are.length === 0 ? 0 : (2 * both.length) / (said.length + are.length)
  }
  return (f1(true) + f1(false)) / 2
}

/** Expected calibration error over ten bins of equal width. */
function calibrationError(judged: readonly Judged[]): number {
  const bins = Array.from({ length: 10 }, (_, bin) =>
    judged.filter(({ probability }) => Math.min(9, Math.floor(probability * 10)) === bin),
  )
  const gap = (bin: readonly Judged[]): number =>
    Math.abs(bin.reduce((sum, { content, probability }) => sum + (content ? 1 : 0) - probability, 0))
  return bins.reduce((sum, bin) => sum + gap(bin), 0) / judged.length
}

function read(split: 'train' | 'dev'): Edit[] {
  const file = shared(`corpora/pack/${split}/revision_argrewrite.jsonl`)
  return file === null ? [] : jsonLines<Edit>(file)
}

function examples(): Example[] {
  return read('train')
    .filter(isReworded)
    .map((edit) => {
      const about = rewordingOf(edit.parent_text, edit.text)
      const values = REWORDING_FEATURES.map(({ value }) => value(about))
      return { edit, values, right: edit.level === 'content' ? 1 : 0 }
    })
}

/** Logistic regression with a ridge, by gradient ascent (Adam) from zero: no chance in it. */
function learn(taught: readonly Example[]): number[] {
  const weights = REWORDING_FEATURES.map(() => 0)
  const mean = [...weights]
  const square = [...weights]
  for (let step = 1; step <= STEPS; step++) {
    const slope = weights.map((weight) => -RIDGE * weight)
    for (const { values, right } of taught) {
      const error = right - chance(weights, values)
      values.forEach((value, k) => {
        slope[k]! += error * value
      })
    }
    slope.forEach((one, k) => {
      mean[k] = 0.9 * mean[k]! + 0.1 * one
      square[k] = 0.999 * square[k]! + 0.001 * one * one
      const size = Math.sqrt(square[k]! / (1 - 0.999 ** step)) + 1e-8
      weights[k]! += (0.03 * (mean[k]! / (1 - 0.9 ** step))) / size
    })
  }
  return weights
}

function chance(weights: readonly number[], values: readonly number[]): number {
  return 1 / (1 + Math.exp(-values.reduce((sum, value, k) => sum + value * weights[k]!, 0)))
}

/** Each reworded sentence of train judged by a model that saw none of its essay. */
function crossValidated(all: readonly Example[]): Judged[] {
  const essays = [...new Set(all.map(({ edit }) => edit.group))].sort()
  const foldOf = ({ edit }: Example): number => essays.indexOf(edit.group) % FOLDS
  const models = Array.from({ length: FOLDS }, (_, fold) => learn(all.filter((one) => foldOf(one) !== fold)))
  return all.map((one) => ({ content: one.right === 1, probability: chance(models[foldOf(one)]!, one.values) }))
}

function writeWeights(): void {
  const all = examples()
  const folds = figures(
    'ArgRewrite train, folds by essay: reworded alone',
    all.map(({ edit }) => edit),
    crossValidated(all),
  )
  print(folds)
  const weights = learn(all)
  const digest = createHash('sha256')
    .update(JSON.stringify(all.map(({ edit }) => edit)))
    .digest('hex')
    .slice(0, 20)
  const kept = {
    trainedOn: { corpus: 'ArgRewrite 2 (CC BY 4.0)', digest, seed: 0, rows: all.length },
    figures: Object.fromEntries(folds.map(({ name, value }) => [name.split(', ').at(-1)!, Number(value.toFixed(4))])),
    weights: Object.fromEntries(REWORDING_FEATURES.map(({ name }, k) => [name, Number(weights[k]!.toFixed(3))])),
  }
  writeFileSync(new URL('../../graph/rewording-weights.json', import.meta.url), `${JSON.stringify(kept, null, 2)}\n`)
}

if (import.meta.main) {
  if (process.argv.includes('--fit')) writeWeights()
  else print(rewordingRows())
}
