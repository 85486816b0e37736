/** Seeded draws, the same on every machine. */

/** Numbers from 0 to 1 (the "minimal standard" generator of Park and Miller). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

/** `n` of the list, none twice, in drawn order. */
export function draw<T>(list: readonly T[], n: number, next: () => number): T[] {
  const rest = [...list]
  const drawn: T[] = []
  while (drawn.length < n && rest.length > 0) {
    const at = Math.floor(next() * rest.length)
    drawn.push(rest[at]!)
    rest[at] = rest.at(-1)!
    rest.pop()
  }
  return drawn
}
