/** Fits the models: logistic, softmax and choice (conditional logit) regressions with a squared penalty. */

import type { Named, NamedModel } from '../../ingest/extract/linear.ts'
import { sigmoid } from '../../ingest/extract/linear.ts'
import { minimise } from './lbfgs.ts'

export interface Sparse {
  readonly ids: Int32Array
  readonly values: Float64Array
}

export interface Row {
  readonly x: Sparse
  /** 0 or 1 (or between, for soft labels). */
  readonly y: number
  readonly weight: number
}

/** Weights of a logistic regression over numbered features; those that stand in fewer than `least` rows stay at zero. */
export function fitLogistic(all: readonly Row[], size: number, penalty: number, least = 2): Float64Array {
  const counts = new Int32Array(size)
  for (const { x } of all) for (const id of x.ids) counts[id]!++
  const place = new Int32Array(size).fill(-1)
  const used: number[] = []
  for (let id = 0; id < size; id++) if (counts[id]! >= least) place[id] = used.push(id) - 1
  const rows = all.map(({ x, y, weight }) => {
    const keep = Array.from(x.ids.keys()).filter((at) => place[x.ids[at]!]! >= 0)
    const ids = Int32Array.from(keep, (at) => place[x.ids[at]!]!)
    return { x: { ids, values: Float64Array.from(keep, (at) => x.values[at]!) }, y, weight }
  })
  const fitted = new Float64Array(size)
  for (const [at, one] of fitDense(rows, used.length, penalty).entries()) fitted[used[at]!] = one
  return fitted
}

function fitDense(rows: readonly Row[], size: number, penalty: number): Float64Array {
  return minimise((w, gradient) => {
    let loss = 0
    for (let at = 0; at < size; at++) {
      gradient[at] = penalty * w[at]!
      loss += 0.5 * penalty * w[at]! * w[at]!
    }
    for (const { x, y, weight } of rows) {
      let score = 0
      for (let at = 0; at < x.ids.length; at++) score += w[x.ids[at]!]! * x.values[at]!
      loss += weight * (softplus(score) - y * score)
      const error = weight * (sigmoid(score) - y)
      for (let at = 0; at < x.ids.length; at++) gradient[x.ids[at]!]! += error * x.values[at]!
    }
    return loss
  }, size)
}

export function softplus(score: number): number {
  return score > 0 ? score + Math.log1p(Math.exp(-score)) : Math.log1p(Math.exp(score))
}

export interface ClassRow {
  readonly features: Named
  /** For each class its share (one 1 for plain labels; several for independent heads). */
  readonly target: readonly number[]
  readonly weight: number
}

interface Names {
  readonly list: readonly string[]
  readonly rows: readonly Sparse[]
}

/** Names that stand in at least `least` rows, numbered, and the rows by number. */
function numbered(rows: readonly Named[], least = 3): Names {
  const counts = new Map<string, number>()
  for (const { names } of rows) for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const list = [...counts]
    .filter(([, count]) => count >= least)
    .map(([name]) => name)
    .toSorted()
  const at = new Map(list.map((name, index) => [name, index]))
  return {
    list,
    rows: rows.map(({ names, values }) => {
      const kept = names.flatMap((name, index) => (at.has(name) ? [[at.get(name)!, values[index]!] as const] : []))
      return { ids: Int32Array.from(kept, ([id]) => id), values: Float64Array.from(kept, ([, value]) => value) }
    }),
  }
}

function scores(w: Float64Array, x: Sparse, classes: number): Float64Array {
  const out = new Float64Array(classes)
  for (let at = 0; at < x.ids.length; at++)
    for (let one = 0; one < classes; one++) out[one]! += w[x.ids[at]! * classes + one]! * x.values[at]!
  return out
}

/** The penalty leaves features named in `free` alone: a bias must not be pulled to zero. */
const FREE = new Set(['bias'])

/** One model over all classes: `softmax` for one act of many, else independent yes-or-no heads. */
export function fitClasses(
  classes: readonly string[],
  rows: readonly ClassRow[],
  penalty: number,
  kind: 'softmax' | 'heads',
): NamedModel {
  const { list, rows: xs } = numbered(rows.map(({ features }) => features))
  const count = classes.length
  const scored = new Float64Array(count)
  const w = minimise((weights, gradient) => {
    let loss = penal(weights, gradient, list, count, penalty)
    for (let index = 0; index < rows.length; index++) {
      const { target, weight } = rows[index]!
      const { ids, values } = xs[index]!
      scored.fill(0)
      for (let at = 0; at < ids.length; at++) {
        const from = ids[at]! * count
        for (let one = 0; one < count; one++) scored[one]! += weights[from + one]! * values[at]!
      }
      loss += weight * (kind === 'softmax' ? softmaxErrors(scored, target) : headErrors(scored, target))
      for (let at = 0; at < ids.length; at++) {
        const from = ids[at]! * count
        for (let one = 0; one < count; one++) gradient[from + one]! += weight * scored[one]! * values[at]!
      }
    }
    return loss
  }, list.length * count)
  return modelOf(classes, list, w)
}

/** Loss of one row; the scores become its errors (chance less target). */
function softmaxErrors(scored: Float64Array, target: readonly number[]): number {
  const chances = soft(scored)
  let loss = 0
  for (let one = 0; one < scored.length; one++) {
    loss -= target[one]! * Math.log(chances[one]! + 1e-300)
    scored[one] = chances[one]! - target[one]!
  }
  return loss
}

function headErrors(scored: Float64Array, target: readonly number[]): number {
  let loss = 0
  for (let one = 0; one < scored.length; one++) {
    const score = scored[one]!
    loss += softplus(score) - target[one]! * score
    scored[one] = sigmoid(score) - target[one]!
  }
  return loss
}

export interface ChoiceRow {
  readonly options: readonly Named[]
  /** Which of the options are right, at least one. */
  readonly right: readonly boolean[]
  readonly weight: number
}

/** Conditional logit: the chance of an option is its share of all options' exponentials. */
export function fitChoice(rows: readonly ChoiceRow[], penalty: number): NamedModel {
  const { list, rows: xs } = numbered(rows.flatMap(({ options }) => options))
  const w = minimise((weights, gradient) => {
    let loss = penal(weights, gradient, list, 1, penalty)
    let from = 0
    for (const { options, right, weight } of rows) {
      const own = xs.slice(from, from + options.length)
      from += options.length
      const chance = soft(Float64Array.from(own, (x) => scores(weights, x, 1)[0]!))
      const rightly = chance.reduce((sum, one, at) => sum + (right[at] ? one : 0), 0) + 1e-300
      loss -= weight * Math.log(rightly)
      for (const [index, x] of own.entries()) {
        const error = weight * (chance[index]! - (right[index] ? chance[index]! / rightly : 0))
        for (let at = 0; at < x.ids.length; at++) gradient[x.ids[at]!]! += error * x.values[at]!
      }
    }
    return loss
  }, list.length)
  return modelOf(['it'], list, w)
}

function penal(
  w: Float64Array,
  gradient: Float64Array,
  list: readonly string[],
  count: number,
  penalty: number,
): number {
  let loss = 0
  for (let at = 0; at < w.length; at++) {
    const own = FREE.has(list[Math.floor(at / count)]!) ? 0.01 * penalty : penalty
    gradient[at] = own * w[at]!
    loss += 0.5 * own * w[at]! * w[at]!
  }
  return loss
}

function soft(raw: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY
  for (const one of raw) top = Math.max(top, one)
  let sum = 0
  const out = raw.map((one) => {
    const value = Math.exp(one - top)
    sum += value
    return value
  })
  return out.map((one) => one / sum)
}

function modelOf(classes: readonly string[], list: readonly string[], w: Float64Array): NamedModel {
  const count = classes.length
  return {
    classes,
    weights: Object.fromEntries(
      list.map((name, index) => [name, classes.map((_, one) => Number(w[index * count + one]!.toPrecision(5)))]),
    ),
  }
}
