/**
 * The models' arithmetic: weights over feature numbers (sentence model), and over feature names (the small
 * models that decide jointly). Plain sums in a fixed order, so that every machine gives the same bits.
 */
import { readFileSync } from 'node:fs'
import { FEATURE_NAMES, FEATURES, type FeatureList } from './features.ts'
import { fnv } from './tokens.ts'

/** Features by name, in the order they were noticed. */
export class Named {
  readonly names: string[] = []
  readonly values: number[] = []

  add(name: string, value: number | boolean = 1): void {
    const number = Number(value)
    if (number === 0) return
    this.names.push(name)
    this.values.push(number)
  }
}

/** A model over named features: for each name its weight in each class. */
export interface NamedModel {
  readonly classes: readonly string[]
  readonly weights: Readonly<Record<string, readonly number[]>>
}

/** Straightening of a raw score into a probability: sigmoid(slope * score + shift). */
export interface Calibration {
  readonly slope: number
  readonly shift: number
}

/** What stands beside the weights in weights/fast.json. */
export interface ModelFile {
  readonly version: string
  /** Digest of the training rows, the seed, and the figures measured when it was trained. */
  readonly trainedOn: {
    readonly digest: string
    readonly seed: number
    readonly rows: Readonly<Record<string, number>>
  }
  readonly figures: Readonly<Record<string, number>>
  /** Fingerprint of the feature names that the table's rows stand for. */
  readonly features: number
  readonly heads: readonly string[]
  /** Step of the table's whole numbers, by head. */
  readonly steps: readonly number[]
  readonly calibration: Readonly<Record<string, Calibration>>
  readonly models: Readonly<Record<string, NamedModel>>
}

export interface FastModel {
  readonly file: ModelFile
  /** Weights of the sentence heads, head by head within a feature. */
  readonly table: Float64Array
}

export function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score))
}

/** Scores of all sentence heads into `out`. */
export function scoreHeads(model: FastModel, list: FeatureList, out: Float64Array): void {
  const heads = model.file.heads.length
  const table = model.table
  out.fill(0)
  for (let at = 0; at < list.length; at++) {
    const row = list.ids[at]! * heads
    const value = list.values[at]!
    for (let head = 0; head < heads; head++) out[head]! += table[row + head]! * value
  }
}

/** Scores of each class of a named model. */
export function scoreNamed(model: NamedModel, features: Named): number[] {
  const out = model.classes.map(() => 0)
  for (let at = 0; at < features.names.length; at++) {
    const weights = model.weights[features.names[at]!]
    if (!weights) continue
    for (let index = 0; index < out.length; index++) out[index]! += weights[index]! * features.values[at]!
  }
  return out
}

export function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores)
  const raised = scores.map((score) => Math.exp(score - top))
  const sum = raised.reduce((a, b) => a + b, 0)
  return raised.map((value) => value / sum)
}

/** Fingerprint of the features' names and number: a table made for others must not be read with these. */
export function featurePrint(): number {
  return fnv([FEATURES, ...FEATURE_NAMES].join('\n'))
}

/** Reads weights/fast.json and weights/fast.bin. Throws when they were trained for other features. */
export function readModel(folder: URL): FastModel {
  const file = JSON.parse(readFileSync(new URL('fast.json', folder), 'utf8')) as ModelFile
  if (file.features !== featurePrint())
    throw new Error('the weights of the fast model were trained for other features: train again')
  const bytes = readFileSync(new URL('fast.bin', folder))
  const table = new Float64Array(FEATURES * file.heads.length)
  for (let at = 0; at < table.length; at++) table[at] = bytes.readInt16LE(at * 2) * file.steps[at % file.heads.length]!
  return { file, table }
}

let loaded: FastModel | null = null

/** The model that ships, read once. */
export function fastModel(): FastModel {
  loaded ??= readModel(new URL('./weights/', import.meta.url))
  return loaded
}

/** Puts another model in place of the one that ships: training measures its own folds with this. */
export function useModel(model: FastModel | null): void {
  loaded = model
}
