/**
 * Which sentence of one revision is which of the next. Equal words first (unique ones as in a patience diff, then
 * their neighbours, then repeats in order), then similar ones, in place before out of place.
 */

import { increasing } from '../../graph/increasing.ts'
import { affinities } from './affinity.ts'
import { candidates } from './candidates.ts'
import type { Key } from './intern.ts'

/** Least Dice coefficient of a rewording by how many sentences that stand in both revisions are between it and its place. */
const LEAST: readonly (readonly [between: number, dice: number])[] = [
  [0, 0.35],
  [3, 0.4],
  [Number.POSITIVE_INFINITY, 0.44],
]
/** What standing between the same neighbours, beside the same sentence, and nearly at the same height is worth. */
const SAME_GAP = 0.15
const SAME_NEIGHBOUR = 0.1
const SAME_HEIGHT = 0.05

/** For each sentence of `a` its index in `b`, or -1. One to one. */
export function match(a: readonly Key[], b: readonly Key[]): Int32Array {
  const to = new Int32Array(a.length).fill(-1)
  const from = new Int32Array(b.length).fill(-1)
  const join = (i: number, j: number) => {
    to[i] = j
    from[j] = i
  }
  let head = 0
  while (head < a.length && head < b.length && a[head]!.id === b[head]!.id) join(head, head++)
  let tail = 0
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail)!.id === b.at(-1 - tail)!.id) {
    tail++
    join(a.length - tail, b.length - tail)
  }
  if (head + tail < a.length && head + tail < b.length) {
    joinUnique(a, b, to, from, join)
    joinRepeated(a, b, to, from, join)
    joinSimilar(a, b, to, from, join)
  }
  return to
}

type Join = (i: number, j: number) => void

/** Sentences that stand once on either side, and, from those, neighbours with equal words. */
function joinUnique(a: readonly Key[], b: readonly Key[], to: Int32Array, from: Int32Array, join: Join): void {
  const inA = places(a, to)
  const inB = places(b, from)
  for (const [id, [i, ...more]] of inA) {
    const there = inB.get(id)
    if (more.length === 0 && there?.length === 1) join(i!, there[0]!)
  }
  const same = (i: number, j: number) =>
    i >= 0 && j >= 0 && i < a.length && j < b.length && to[i] === -1 && from[j] === -1 && a[i]!.id === b[j]!.id
  for (let i = 0; i < a.length; i++) if (to[i] !== -1 && same(i + 1, to[i]! + 1)) join(i + 1, to[i]! + 1)
  for (let i = a.length - 1; i >= 0; i--) if (to[i] !== -1 && same(i - 1, to[i]! - 1)) join(i - 1, to[i]! - 1)
}

/** Repeated sentences in order: those in the same gap first. */
function joinRepeated(a: readonly Key[], b: readonly Key[], to: Int32Array, from: Int32Array, join: Join): void {
  for (const gapOf of [gaps(to, b.length), null]) {
    const waiting = new Map<string, number[]>()
    const name = (key: Key, gap: number | undefined) => `${key.id} ${gap ?? ''}`
    for (let j = b.length - 1; j >= 0; j--) {
      if (from[j] !== -1) continue
      const at = name(b[j]!, gapOf?.b[j])
      const queue = waiting.get(at)
      if (queue) queue.push(j)
      else waiting.set(at, [j])
    }
    for (let i = 0; i < a.length; i++) {
      if (to[i] !== -1) continue
      const j = waiting.get(name(a[i]!, gapOf?.a[i]))?.pop()
      if (j !== undefined) join(i, j)
    }
  }
}

/** Reworded sentences: the most similar pairs first, place and neighbours deciding between near equals. */
function joinSimilar(a: readonly Key[], b: readonly Key[], to: Int32Array, from: Int32Array, join: Join): void {
  const restA = unmatched(to)
  const restB = unmatched(from)
  if (restA.length === 0 || restB.length === 0) return
  const gap = gaps(to, b.length)
  const exact = to.slice()
  const keysA = restA.map((i) => a[i]!)
  const keysB = restB.map((j) => b[j]!)
  const found = candidates(keysA, keysB, LEAST[0]![1])
  const alike = affinities(found, keysA, keysB)
  const pairs = found.flatMap((candidate, n) => {
    const i = restA[candidate.a]!
    const j = restB[candidate.b]!
    const between = Math.abs(gap.a[i]! - gap.b[j]!)
    if (candidate.dice < LEAST.find(([most]) => between <= most)![1]) return []
    const beside = (step: number) => exact[i + step] !== undefined && exact[i + step] === j + step
    const score =
      alike[n]! +
      (between === 0 ? SAME_GAP : 0) +
      (beside(-1) ? SAME_NEIGHBOUR : 0) +
      (beside(1) ? SAME_NEIGHBOUR : 0) +
      SAME_HEIGHT * (1 - Math.abs(i / a.length - j / b.length))
    return [{ i, j, score }]
  })
  pairs.sort((x, y) => y.score - x.score || x.i - y.i || x.j - y.j)
  for (const { i, j } of pairs) if (to[i] === -1 && from[j] === -1) join(i, j)
}

/** Number of the gap that each unmatched sentence stands in: how many in-order matches stand before it. */
function gaps(to: Int32Array, lengthB: number): { a: Int32Array; b: Int32Array } {
  const pairs: number[] = []
  for (let i = 0; i < to.length; i++) if (to[i] !== -1) pairs.push(i)
  const ordered = increasing(pairs.map((i) => to[i]!))
  const stepA = new Int32Array(to.length)
  const stepB = new Int32Array(lengthB)
  pairs.forEach((i, n) => {
    if (!ordered[n]) return
    stepA[i] = 1
    stepB[to[i]!] = 1
  })
  return { a: sums(stepA), b: sums(stepB) }
}

function sums(steps: Int32Array): Int32Array {
  let sum = 0
  return steps.map((step) => {
    sum += step
    return sum
  })
}

function unmatched(sides: Int32Array): number[] {
  const rest: number[] = []
  for (let i = 0; i < sides.length; i++) if (sides[i] === -1) rest.push(i)
  return rest
}

/** Places of each unmatched key. */
function places(keys: readonly Key[], sides: Int32Array): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (let i = 0; i < keys.length; i++) {
    if (sides[i] !== -1) continue
    const list = found.get(keys[i]!.id)
    if (list) list.push(i)
    else found.set(keys[i]!.id, [i])
  }
  return found
}
