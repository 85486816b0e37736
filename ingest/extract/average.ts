/** Two opinions as one: means of log odds, so that being sure counts for more than being undecided. */
import type { Act } from '../../graph/model.ts'
import type { SentenceAct } from './heads.ts'

/** A second opinion on a reply. */
export interface Opinion {
  /** Name of the model that both opinions make together. */
  readonly model: string
  /** How much it counts beside the first, from 0 to 1. */
  readonly share: { readonly document: number; readonly sentence: number }
  readonly acts: Readonly<Record<Act, number>>
  /** For each of the subject's sentences. */
  readonly sentences: readonly Readonly<Record<SentenceAct, number>>[]
}

const LEAST = 1e-6
const clipped = (chance: number): number => Math.min(1 - LEAST, Math.max(LEAST, chance))
const odds = (chance: number): number => Math.log(clipped(chance) / (1 - clipped(chance)))

/** A chance between two; `share` of the second's word, the rest the first's. */
export function averaged(first: number, second: number, share: number): number {
  return 1 / (1 + Math.exp(-((1 - share) * odds(first) + share * odds(second))))
}

/** Chances of several things that may hold together. */
export function averagedEach<K extends string>(
  first: Readonly<Record<K, number>>,
  second: Readonly<Record<K, number>>,
  share: number,
): Record<K, number> {
  const keys = Object.keys(first) as K[]
  return Object.fromEntries(keys.map((key) => [key, averaged(first[key], second[key], share)])) as Record<K, number>
}

/** Chances of classes of which one holds: geometric means that sum to one. */
export function averagedClasses<K extends string>(
  first: Readonly<Record<K, number>>,
  second: Readonly<Record<K, number>>,
  share: number,
): Record<K, number> {
  const keys = Object.keys(first) as K[]
  const raised = keys.map((key) => clipped(first[key]) ** (1 - share) * clipped(second[key]) ** share)
  const sum = raised.reduce((a, b) => a + b, 0)
  return Object.fromEntries(keys.map((key, at) => [key, raised[at]! / sum])) as Record<K, number>
}
