/** Character 3-grams of a sentence's words, and the Dice coefficient over them. */

/** The 3-grams of a text as sorted hashes, repeats kept. A text padded with spaces, so that short words count. */
export function grams(text: string): Int32Array {
  const padded = ` ${text} `
  const codes = new Int32Array(Math.max(0, padded.length - 2))
  for (let i = 0; i < codes.length; i++)
    codes[i] =
      (Math.imul(padded.charCodeAt(i), 0x9e3779b1) ^
        Math.imul(padded.charCodeAt(i + 1), 0x85ebca6b) ^
        Math.imul(padded.charCodeAt(i + 2), 0xc2b2ae35)) |
      0
  return codes.sort()
}

/** How many 3-grams two sorted lists share, repeats counted. */
export function shared(a: Int32Array, b: Int32Array): number {
  let count = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i]!
    const y = b[j]!
    if (x === y) {
      count++
      i++
      j++
    } else if (x < y) i++
    else j++
  }
  return count
}

/** Dice coefficient, 0 to 1. */
export function dice(a: Int32Array, b: Int32Array): number {
  return a.length + b.length === 0 ? 1 : (2 * shared(a, b)) / (a.length + b.length)
}

/** Hashes of a quarter of all runs of `length` characters: those whose hash says so, hence the same ones in every text. */
export function sampledRuns(text: string, length: number): number[] {
  const chosen: number[] = []
  for (let i = 0; i + length <= text.length; i++) {
    let hash = 0
    for (let k = i; k < i + length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193)
    hash ^= hash >>> 15
    if ((hash & 3) === 0) chosen.push(hash >>> 2)
  }
  return chosen
}

/** What `a` has and `b` has not, repeats counted. */
export function without(a: Int32Array, b: Int32Array): Int32Array {
  const rest = new Int32Array(a.length)
  let size = 0
  for (let i = 0, j = 0; i < a.length; i++) {
    while (j < b.length && b[j]! < a[i]!) j++
    if (j < b.length && b[j] === a[i]) j++
    else rest[size++] = a[i]!
  }
  return rest.subarray(0, size)
}
