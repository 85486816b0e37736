/** Overlap of content between sentences: what of a sentence's rare words stands in another (after BM25). */
import { singular, words } from '../../graph/words.ts'

const STOP = new Set(
  (
    'a an the and or but if so as of in on at to for from by with without about into over under than then that this these those it its ' +
    'is are was were be been being am do does did have has had will would can could should shall may might must not no nor ' +
    'i me my you your he she they them their we us our his her who what which when where why how there here very just also only ' +
    "more most much many some any all each such same other another one two both own too really quite even still i'm i'd it's don't " +
    'think say said seem like get make want know see thing way good lot case use yes'
  ).split(' '),
)

export interface Bag {
  /** Number of times each content stem stands in the sentence. */
  readonly counts: ReadonlyMap<string, number>
  readonly length: number
  /** Pairs of neighbouring content stems. */
  readonly pairs: ReadonlySet<string>
}

/** Content stems of a sentence. */
export function bagOf(text: string): Bag {
  const counts = new Map<string, number>()
  const pairs = new Set<string>()
  let length = 0
  let before = ''
  for (const word of words(text)) {
    if (STOP.has(word)) continue
    const stem = stemOf(word)
    counts.set(stem, (counts.get(stem) ?? 0) + 1)
    if (before) pairs.add(`${before} ${stem}`)
    before = stem
    length++
  }
  return { counts, length, pairs }
}

/** A light stem: "assumes", "assumed", "assuming" and "assumption" need not agree, the first three do. */
function stemOf(word: string): string {
  const one = singular(word)
  if (one.length > 6 && one.endsWith('ing')) return one.slice(0, -3)
  if (one.length > 5 && one.endsWith('ed')) return one.slice(0, -2)
  if (one.length > 5 && one.endsWith('ly')) return one.slice(0, -2)
  if (one.length > 4 && one.endsWith('e')) return one.slice(0, -1)
  return one
}

/** Weights of stems by how few of the given sentences hold them. */
export class Rarity {
  private readonly holding = new Map<string, number>()
  private readonly known = new Map<string, number>()
  private sentences = 0

  add(bag: Bag): void {
    this.sentences++
    this.known.clear()
    for (const stem of bag.counts.keys()) this.holding.set(stem, (this.holding.get(stem) ?? 0) + 1)
  }

  of(stem: string): number {
    const known = this.known.get(stem)
    if (known !== undefined) return known
    const held = this.holding.get(stem) ?? 0
    const weight = Math.log(1 + (this.sentences - held + 0.5) / (held + 0.5))
    this.known.set(stem, weight)
    return weight
  }
}

/** BM25 of a sentence's stems in another sentence; k1 = 1.2, b = 0.5, mean length 12. */
export function bm25(from: Bag, to: Bag, rarity: Rarity): number {
  let sum = 0
  for (const stem of from.counts.keys()) {
    const count = to.counts.get(stem)
    if (count === undefined) continue
    sum += (rarity.of(stem) * count * 2.2) / (count + 1.2 * (0.5 + (0.5 * to.length) / 12))
  }
  return sum
}

/** Share of the first sentence's weight that stands in the second, 0 to 1. */
export function covered(from: Bag, to: Bag, rarity: Rarity): number {
  let all = 0
  let shared = 0
  for (const stem of from.counts.keys()) {
    const weight = rarity.of(stem)
    all += weight
    if (to.counts.has(stem)) shared += weight
  }
  return all > 0 ? shared / all : 0
}

/** Number of neighbouring pairs of stems that both sentences hold. */
export function sharedPairs(one: Bag, two: Bag): number {
  let shared = 0
  for (const pair of one.pairs) if (two.pairs.has(pair)) shared++
  return shared
}
