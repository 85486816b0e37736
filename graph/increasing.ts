/** Longest increasing subsequence: of pairs in order of A, the largest set that is also in order of B. */

/** Which of the values belong to one longest strictly increasing subsequence; n log n. */
export function increasing(values: ArrayLike<number>): boolean[] {
  const tails: number[] = []
  const before = new Int32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[tails[middle]!]! < value) low = middle + 1
      else high = middle
    }
    before[i] = low > 0 ? tails[low - 1]! : -1
    tails[low] = i
  }
  const chosen: boolean[] = new Array(values.length).fill(false)
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i]!) chosen[i] = true
  return chosen
}
