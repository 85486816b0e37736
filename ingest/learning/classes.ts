/** Regressions over named features with a squared penalty: one act of many (softmax), or independent yes-or-no heads. */
import type { Named, NamedModel } from '../extract/linear.ts'
import { sigmoid } from '../extract/linear.ts'
import { minimise } from './lbfgs.ts'
import type { Sparse } from './logistic.ts'
import { softplus } from './logistic.ts'

export interface ClassRow {
  readonly features: Named
  /** For each class 1 where it may be right: of a softmax one of these is. Null: nobody said (of independent heads). */
  readonly target: readonly (number | null)[]
  readonly weight: number
  /** Scores that are there before anything is fitted: the weights are then what is added to a model that gives them. */
  readonly offset?: readonly number[]
}

/** How features count. */
export interface Shape {
  /** Those that stand in fewer rows are left out. */
  readonly least: number
  /** Part of the penalty that the feature "bias" bears. */
  readonly bias: number
}

/** Weights from nothing: rare features are noise, and a bias must not be pulled to zero. */
export const FROM_NOTHING: Shape = { least: 3, bias: 0.01 }

interface Names {
  readonly list: readonly string[]
  readonly rows: readonly Sparse[]
}

/** Names that stand in at least `least` rows, numbered, and the rows by number. */
export function numbered(rows: readonly Named[], least: number): Names {
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

/** One model over all classes: `softmax` for one act of many, else independent yes-or-no heads. */
export function fitClasses(
  classes: readonly string[],
  rows: readonly ClassRow[],
  penalty: number,
  kind: 'softmax' | 'heads',
  shape: Shape = FROM_NOTHING,
): NamedModel {
  const { list, rows: xs } = numbered(
    rows.map(({ features }) => features),
    shape.least,
  )
  const count = classes.length
  const scored = new Float64Array(count)
  const w = minimise((weights, gradient) => {
    let loss = penal(weights, gradient, list, count, penalty, shape.bias)
    for (let index = 0; index < rows.length; index++) {
      const { target, weight, offset } = rows[index]!
      const { ids, values } = xs[index]!
      for (let one = 0; one < count; one++) scored[one] = offset?.[one] ?? 0
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

/** Loss of one row; the scores become its errors (chance less what it would be if one of the right classes is). */
function softmaxErrors(scored: Float64Array, target: readonly (number | null)[]): number {
  const chances = soft(scored)
  const rightly = chances.reduce((sum, chance, at) => sum + chance * (target[at] ?? 0), 0)
  for (let one = 0; one < scored.length; one++) {
    const chance = chances[one]!
    scored[one] = chance - (chance * (target[one] ?? 0)) / (rightly + 1e-300)
  }
  return -Math.log(rightly + 1e-300)
}

function headErrors(scored: Float64Array, target: readonly (number | null)[]): number {
  let loss = 0
  for (let one = 0; one < scored.length; one++) {
    const score = scored[one]!
    const y = target[one] ?? null
    loss += y === null ? 0 : softplus(score) - y * score
    scored[one] = y === null ? 0 : sigmoid(score) - y
  }
  return loss
}

/** Value of the penalty; sets the gradient to its. */
export function penal(
  w: Float64Array,
  gradient: Float64Array,
  list: readonly string[],
  count: number,
  penalty: number,
  bias: number,
): number {
  let loss = 0
  for (let at = 0; at < w.length; at++) {
    const own = list[Math.floor(at / count)] === 'bias' ? bias * penalty : penalty
    gradient[at] = own * w[at]!
    loss += 0.5 * own * w[at]! * w[at]!
  }
  return loss
}

/** Shares of all exponentials. */
export function soft(raw: Float64Array): Float64Array {
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

/** The fitted weights by name, five digits each. */
export function modelOf(classes: readonly string[], list: readonly string[], w: Float64Array): NamedModel {
  const count = classes.length
  return {
    classes,
    weights: Object.fromEntries(
      list.map((name, index) => [name, classes.map((_, one) => Number(w[index * count + one]!.toPrecision(5)))]),
    ),
  }
}
