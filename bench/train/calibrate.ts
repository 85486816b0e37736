/** Straightens scores into probabilities that mean what they say: Platt's line for one head, a temperature for a choice. */
import { type Calibration, type NamedModel, sigmoid, softmax } from '../../ingest/extract/linear.ts'
import { minimise } from '../../ingest/learning/lbfgs.ts'
import { softplus } from '../../ingest/learning/logistic.ts'

/** Platt's straightening of out-of-fold scores. */
export function calibrate(scored: readonly { score: number; y: number; weight: number }[]): Calibration {
  const w = minimise((weights, gradient) => {
    gradient.fill(0)
    let loss = 0
    for (const { score, y, weight } of scored) {
      const raw = weights[0]! * score + weights[1]!
      loss += weight * (softplus(raw) - y * raw)
      const error = weight * (sigmoid(raw) - y)
      gradient[0]! += error * score
      gradient[1]! += error
    }
    return loss
  }, 2)
  return { slope: Number(w[0]!.toPrecision(5)), shift: Number(w[1]!.toPrecision(5)) }
}

/** One slope for all classes of a softmax (Guo et al. 2017), as a line for each. */
export function temperature(
  scored: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
  weights: readonly number[],
): Calibration[] {
  const logs = minimise((at, gradient) => {
    const slope = Math.exp(at[0]!)
    gradient.fill(0)
    let loss = 0
    for (const [row, scores] of scored.entries()) {
      const chances = softmax(scores.map((score) => slope * score))
      for (const [index, chance] of chances.entries()) {
        const y = targets[row]![index]!
        if (y > 0) loss -= weights[row]! * y * Math.log(chance + 1e-300)
        gradient[0]! += weights[row]! * (chance - y) * scores[index]! * slope
      }
    }
    return loss
  }, 1)
  const slope = Number(Math.exp(logs[0]!).toPrecision(5))
  return (scored[0] ?? []).map(() => ({ slope, shift: 0 }))
}

/** The model with each class's line worked into its weights: shifts go to the feature "bias". */
export function rescaled(model: NamedModel, lines: readonly Calibration[]): NamedModel {
  return {
    ...model,
    weights: Object.fromEntries(
      Object.entries(model.weights).map(([name, weights]) => [
        name,
        weights.map((weight, at) => {
          const { slope, shift } = lines[at]!
          return Number((slope * weight + (name === 'bias' ? shift : 0)).toPrecision(5))
        }),
      ]),
    ),
  }
}
