/** Fits the models that choose one of several things (what is answered, which passage): conditional logit. */
import type { Named, NamedModel } from '../../ingest/extract/linear.ts'
import { FROM_NOTHING, modelOf, numbered, penal, soft } from '../../ingest/learning/classes.ts'
import { minimise } from '../../ingest/learning/lbfgs.ts'
import type { Sparse } from '../../ingest/learning/logistic.ts'

export interface ChoiceRow {
  readonly options: readonly Named[]
  /** Which of the options are right, at least one. */
  readonly right: readonly boolean[]
  readonly weight: number
}

/** Conditional logit: the chance of an option is its share of all options' exponentials. */
export function fitChoice(rows: readonly ChoiceRow[], penalty: number): NamedModel {
  const { list, rows: xs } = numbered(
    rows.flatMap(({ options }) => options),
    FROM_NOTHING.least,
  )
  const w = minimise((weights, gradient) => {
    let loss = penal(weights, gradient, list, 1, penalty, FROM_NOTHING.bias)
    let from = 0
    for (const { options, right, weight } of rows) {
      const own = xs.slice(from, from + options.length)
      from += options.length
      const chance = soft(Float64Array.from(own, (x) => scoreOf(weights, x)))
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

function scoreOf(w: Float64Array, x: Sparse): number {
  let sum = 0
  for (let at = 0; at < x.ids.length; at++) sum += w[x.ids[at]!]! * x.values[at]!
  return sum
}
