/** Intervals by the bootstrap: the same draws each time. */

const DRAWS = 300

/** Draws of as many units with replacement. */
export function resamples<T>(units: readonly T[]): T[][] {
  let state = 7
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4_294_967_296) * units.length)
  }
  return Array.from({ length: DRAWS }, () => units.map(() => units[draw()]!))
}

/** The middle 95 % of a figure's values over the draws. */
export function bounds(values: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = values.toSorted((a, b) => a - b)
  return { low: sorted[7]!, high: sorted[292]! }
}
