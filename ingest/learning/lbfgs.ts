/** Limited-memory BFGS (Nocedal and Wright, algorithm 7.5) with a backtracking line search. The same each time. */

/** Value at `x`; writes the gradient into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number

const MEMORY = 10

/** Minimises from zero (or `start`); stops when the value no longer falls by two parts in a million. */
export function minimise(objective: Objective, size: number, iterations = 100, start?: Float64Array): Float64Array {
  let x: Float64Array = start ? start.slice() : new Float64Array(size)
  let gradient: Float64Array = new Float64Array(size)
  let value = objective(x, gradient)
  const steps: { s: Float64Array; y: Float64Array; rho: number }[] = []
  for (let round = 0; round < iterations; round++) {
    const direction = descent(gradient, steps)
    const slope = dot(direction, gradient)
    if (slope >= 0) break
    let length = round === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1
    const nextGradient = new Float64Array(size)
    let next = x
    let nextValue = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < 30; tries++) {
      next = x.map((one, at) => one + length * direction[at]!)
      nextValue = objective(next, nextGradient)
      if (nextValue <= value + 1e-4 * length * slope) break
      length /= 2
    }
    if (!(nextValue < value)) break
    const s = next.map((one, at) => one - x[at]!)
    const y = nextGradient.map((one, at) => one - gradient[at]!)
    const sy = dot(s, y)
    if (sy > 1e-12) steps.push({ s, y, rho: 1 / sy })
    if (steps.length > MEMORY) steps.shift()
    const fell = value - nextValue
    x = next
    gradient = nextGradient
    value = nextValue
    if (fell < 2e-6 * Math.max(1, Math.abs(value))) break
  }
  return x
}

function descent(
  gradient: Float64Array,
  steps: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.map((one) => -one)
  const alphas: number[] = []
  for (const { s, y, rho } of steps.toReversed()) {
    const alpha = rho * dot(s, q)
    alphas.push(alpha)
    axpy(q, y, -alpha)
  }
  const last = steps.at(-1)
  if (last) {
    const scale = 1 / (last.rho * dot(last.y, last.y))
    for (let at = 0; at < q.length; at++) q[at]! *= scale
  }
  for (const [index, { s, y, rho }] of steps.entries()) {
    const beta = rho * dot(y, q)
    axpy(q, s, alphas[steps.length - 1 - index]! - beta)
  }
  return q
}

function dot(one: Float64Array, two: Float64Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += one[at]! * two[at]!
  return sum
}

function axpy(to: Float64Array, from: Float64Array, times: number): void {
  for (let at = 0; at < to.length; at++) to[at]! += times * from[at]!
}
