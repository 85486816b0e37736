/** What a store adds to the weights that ship, as it is kept in one of its settings. */
import { z } from 'zod'
import type { Changes } from '../../ingest/index.ts'

export interface LocalWeights {
  /** "local-" and the beginning of the digest. */
  readonly name: string
  /** Of the shipped weights, the judged rows and the penalties: the same judgements give the same weights. */
  readonly digest: string
  /** The shipped weights that the changes are to be added to (ingest/learning/changes.ts). */
  readonly over: string
  /** How many judged responses taught it. */
  readonly judged: number
  readonly changes: Changes
}

const HEAD = z.object({ ids: z.array(z.int().nonnegative()), added: z.array(z.number()) })
const NAMED = z.object({ classes: z.array(z.string()), weights: z.record(z.string(), z.array(z.number())) })
const WEIGHTS = z.object({
  ...{ name: z.string(), digest: z.string(), over: z.string(), judged: z.number() },
  changes: z.object({ heads: z.record(z.string(), HEAD), models: z.record(z.string(), NAMED) }),
})

/** The weights as a setting keeps them; null where there are none, or not such. */
export function readWeights(text: string | null): LocalWeights | null {
  try {
    return WEIGHTS.parse(JSON.parse(text ?? ''))
  } catch {
    return null
  }
}
