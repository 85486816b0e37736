/** Merged sentences: one that has no successor of its own, and whose words went into its neighbour's. */
import { shared, without } from './grams.ts'
import type { Key } from './intern.ts'

/** Share of its 3-grams that the neighbour must have gained. */
const ABSORBED = 0.75
/** Shorter ones (in characters) are found anywhere. */
const LEAST = 12

/**
 * For each sentence of `a` without a match, the sentence of `b` that took its words in, or -1.
 * Only the successor of the sentence just before or after it can, and only with words that it did not have before:
 * a deleted sentence's lookalike beside it is no merge.
 */
export function merged(a: readonly Key[], b: readonly Key[], to: Int32Array): Int32Array {
  const into = new Int32Array(a.length).fill(-1)
  for (let i = 0; i < a.length; i++) {
    if (to[i] !== -1 || a[i]!.words.length < LEAST) continue
    for (const beside of [nextMatched(to, i, -1), nextMatched(to, i, 1)]) {
      if (beside === -1) continue
      const heir = b[to[beside]!]!
      if (heir.id === a[beside]!.id || heir.words.length < a[i]!.words.length) continue
      const gained = without(heir.grams(), a[beside]!.grams())
      if (shared(a[i]!.grams(), gained) >= ABSORBED * a[i]!.grams().length) {
        into[i] = to[beside]!
        break
      }
    }
  }
  return into
}

/** The nearest matched sentence in a direction, over at most three unmatched ones. */
function nextMatched(to: Int32Array, from: number, step: number): number {
  for (let i = from + step, left = 4; i >= 0 && i < to.length && left > 0; i += step, left--) if (to[i] !== -1) return i
  return -1
}
