/** Logistic regression with a squared penalty over numbered features. */
import { sigmoid } from '../extract/linear.ts'
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
  /** Score that is there before anything is fitted: the weights are then what is added to a model that gives it. */
  readonly offset?: number
}

/** Weights of a logistic regression over numbered features; those that stand in fewer than `least` rows stay at zero. */
export function fitLogistic(all: readonly Row[], size: number, penalty: number, least = 2): Float64Array {
  const counts = new Int32Array(size)
  for (const { x } of all) for (const id of x.ids) counts[id]!++
  const place = new Int32Array(size).fill(-1)
  const used: number[] = []
  for (let id = 0; id < size; id++) if (counts[id]! >= least) place[id] = used.push(id) - 1
  const rows = all.map(({ x, y, weight, offset = 0 }) => {
    const keep = Array.from(x.ids.keys()).filter((at) => place[x.ids[at]!]! >= 0)
    const ids = Int32Array.from(keep, (at) => place[x.ids[at]!]!)
    return { x: { ids, values: Float64Array.from(keep, (at) => x.values[at]!) }, y, weight, offset }
  })
  const fitted = new Float64Array(size)
  for (const [at, one] of fitDense(rows, used.length, penalty).entries()) fitted[used[at]!] = one
  return fitted
}

function fitDense(rows: readonly Required<Row>[], size: number, penalty: number): Float64Array {
  return minimise((w, gradient) => {
    let loss = 0
    for (let at = 0; at < size; at++) {
      gradient[at] = penalty * w[at]!
      loss += 0.5 * penalty * w[at]! * w[at]!
    }
    for (const { x, y, weight, offset } of rows) {
      let score = offset
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
