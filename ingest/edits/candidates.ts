/** Which sentences are worth comparing: all pairs while that is cheap, else those that share rare runs of characters. */
import { dice, sampledRuns } from './grams.ts'
import type { Key } from './intern.ts'

export interface Candidate {
  readonly a: number
  readonly b: number
  readonly dice: number
}

/** Comparing all pairs is allowed to read this many 3-grams. */
const ALL_PAIRS = 8_000_000
/** Sentences that are worth comparing share a run of this many characters … */
const RUN = 8
/** … that stands in no more places than this. */
const COMMON = 32
/** Rarest runs looked up for a sentence, and best partners compared in full. */
const RAREST = 24
const PARTNERS = 6

/** Pairs of sentences whose Dice coefficient is at least `least`. Linear in the texts when they are large. */
export function candidates(a: readonly Key[], b: readonly Key[], least: number): Candidate[] {
  const found: Candidate[] = []
  const add = (i: number, j: number) => {
    const score = similarity(a[i]!, b[j]!, least)
    if (score >= least) found.push({ a: i, b: j, dice: score })
  }
  const work = a.length * size(b) + b.length * size(a)
  if (work <= ALL_PAIRS) for (let i = 0; i < a.length; i++) for (let j = 0; j < b.length; j++) add(i, j)
  else partners(a, b, add)
  return found
}

function size(keys: readonly Key[]): number {
  return keys.reduce((sum, key) => sum + key.words.length, 0)
}

/** Dice coefficient, or 0 where the lengths alone rule `least` out. */
function similarity(a: Key, b: Key, least: number): number {
  const [m, n] = [a.words.length, b.words.length]
  if ((2 * Math.min(m, n)) / (m + n) < least) return 0
  return dice(a.grams(), b.grams())
}

function partners(a: readonly Key[], b: readonly Key[], add: (i: number, j: number) => void): void {
  const index = rareIndex(b)
  const length = (bucket: number) => index.start[bucket + 1]! - index.start[bucket]!
  for (let i = 0; i < a.length; i++) {
    const buckets = new Set<number>()
    for (const run of sampledRuns(a[i]!.words, RUN)) if (length(run & index.mask) > 0) buckets.add(run & index.mask)
    const rarest = [...buckets].sort((x, y) => length(x) - length(y)).slice(0, RAREST)
    const votes = new Map<number, number>()
    for (const bucket of rarest)
      for (const j of index.sentences.subarray(index.start[bucket], index.start[bucket + 1]))
        votes.set(j, (votes.get(j) ?? 0) + 1)
    const best = [...votes].sort((x, y) => y[1] - x[1] || Math.abs(x[0] - i) - Math.abs(y[0] - i))
    for (const [j] of best.slice(0, PARTNERS)) add(i, j)
  }
}

/** Sentences by hash bucket of their runs, common buckets left empty: bucket n holds `sentences[start[n]..start[n + 1]]`. */
function rareIndex(keys: readonly Key[]): { mask: number; start: Int32Array; sentences: Int32Array } {
  const bits = Math.min(22, Math.max(10, Math.ceil(Math.log2(2 * size(keys) + 1))))
  const mask = (1 << bits) - 1
  const counts = new Int32Array(mask + 1)
  for (const key of keys) for (const run of sampledRuns(key.words, RUN)) counts[run & mask]!++
  const start = new Int32Array(mask + 2)
  for (let bucket = 0; bucket <= mask; bucket++)
    start[bucket + 1] = start[bucket]! + (counts[bucket]! <= COMMON ? counts[bucket]! : 0)
  const sentences = new Int32Array(start[mask + 1]!)
  const next = start.slice()
  keys.forEach((key, j) => {
    for (const run of sampledRuns(key.words, RUN)) if (counts[run & mask]! <= COMMON) sentences[next[run & mask]!++] = j
  })
  return { mask, start, sentences }
}
