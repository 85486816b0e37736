/**
 * An inverted index of a text's sentences by their stems: what a sentence shares with each of them is found from the
 * stems that it has, without a look at those that share nothing. Sums run over the stems in the sentence's own order,
 * as in align.ts, so that each is the same number to the last bit.
 */
import { append } from '../append.ts'
import type { Bag, Rarity } from './align.ts'

/** Letters that a word must share with another's beginning to count as of its family: "assume", "assumption". */
const FAMILY = 5

/** A sentence that holds a stem, by its place, and how often. */
interface Posting {
  readonly at: number
  readonly count: number
}

/** A sentence that holds words of a family, and its first such stem. */
interface Relative {
  readonly at: number
  readonly stem: string
}

export interface StemIndex {
  readonly bags: readonly Bag[]
  readonly stems: ReadonlyMap<string, readonly Posting[]>
  readonly families: ReadonlyMap<string, readonly Relative[]>
}

export function stemIndex(bags: readonly Bag[]): StemIndex {
  const stems = new Map<string, Posting[]>()
  const families = new Map<string, Relative[]>()
  for (const [at, { counts }] of bags.entries()) {
    for (const [stem, count] of counts) {
      append(stems, stem, { at, count })
      if (stem.length < FAMILY) continue
      const family = stem.slice(0, FAMILY)
      if (families.get(family)?.at(-1)?.at !== at) append(families, family, { at, stem })
    }
  }
  return { bags, stems, families }
}

/** `bm25` of a sentence in each indexed one. */
export function overlapRow(from: Bag, { bags, stems }: StemIndex, rarity: Rarity): number[] {
  const row = bags.map(() => 0)
  for (const stem of from.counts.keys()) {
    const postings = stems.get(stem)
    if (postings === undefined) continue
    const weight = rarity.of(stem)
    for (const { at, count } of postings)
      row[at]! += (weight * count * 2.2) / (count + 1.2 * (0.5 + (0.5 * bags[at]!.length) / 12))
  }
  return row
}

/** `covered` of a sentence by each indexed one. */
export function coveredRow(from: Bag, { bags, stems }: StemIndex, rarity: Rarity): number[] {
  const row = bags.map(() => 0)
  let all = 0
  for (const stem of from.counts.keys()) {
    const weight = rarity.of(stem)
    all += weight
    for (const { at } of stems.get(stem) ?? []) row[at]! += weight
  }
  return all > 0 ? row.map((shared) => shared / all) : row
}

/** For each indexed sentence the weight of the stems that are not in it but share their beginning with one that is. */
export function startsRow(from: Bag, { bags, families }: StemIndex, rarity: Rarity): number[] {
  const row = bags.map(() => 0)
  for (const stem of from.counts.keys()) {
    if (stem.length < FAMILY) continue
    for (const { at, stem: other } of families.get(stem.slice(0, FAMILY)) ?? [])
      if (!bags[at]!.counts.has(stem)) row[at]! += rarity.of(other)
  }
  return row
}
