/** Long texts in parts, so that no page is heavy: whole blocks, as many as fit. */
import type { Block } from '../../../ingest/index.ts'

/** Characters of one part. */
export const PART = 120_000

export interface Part {
  readonly number: number
  readonly count: number
  readonly blocks: readonly Block[]
}

/** The part of that number, or the nearest there is. Footnotes stay with the last. */
export function partOf(blocks: readonly Block[], number: number): Part {
  const parts: Block[][] = [[]]
  let start = blocks[0]?.start ?? 0
  for (const block of blocks) {
    if (block.end - start > PART && parts.at(-1)!.length > 0) {
      parts.push([])
      start = block.start
    }
    parts.at(-1)!.push(block)
  }
  const chosen = Math.min(Math.max(1, number), parts.length)
  return { number: chosen, count: parts.length, blocks: parts[chosen - 1]! }
}
