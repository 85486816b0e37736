/** Seeded random numbers for generated discussions: the same seed gives the same forum on every machine. */

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Picks indexes below `size` with probability proportional to 1 / (rank + 1) ** exponent (Zipf), by a table of sums. */
export function zipf(size: number, exponent: number, random: () => number): () => number {
  const sums = new Float64Array(size)
  let total = 0
  for (let rank = 0; rank < size; rank++) {
    total += 1 / (rank + 1) ** exponent
    sums[rank] = total
  }
  return () => {
    const wanted = random() * total
    let low = 0
    let high = size - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}
