/** How much one sentence looks like the next wording of another, from their words and those of their rivals. */
import type { Candidate } from './candidates.ts'
import { HEAD, type Key } from './intern.ts'

/** What beginning with the same words is worth: of a split sentence's parts the first is mostly its heir. */
const SAME_HEAD = 0.2
/** What it costs when another sentence looks more like the new one, for each point of the difference. */
const RIVAL = 0.3

/** A score for each pair: Dice coefficient, a little for the same first words, less where a rival is nearer. */
export function affinities(pairs: readonly Candidate[], a: readonly Key[], b: readonly Key[]): number[] {
  const nearest = new Map<number, number>()
  for (const pair of pairs) nearest.set(pair.b, Math.max(pair.dice, nearest.get(pair.b) ?? 0))
  return pairs.map(
    (pair) => pair.dice + SAME_HEAD * sameHead(a[pair.a]!, b[pair.b]!) - RIVAL * (nearest.get(pair.b)! - pair.dice),
  )
}

/** Share of the first words that both begin with, in any order. */
function sameHead(before: Key, after: Key): number {
  const there = after.head()
  return before.head().filter((word) => there.includes(word)).length / HEAD
}
