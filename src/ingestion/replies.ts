/**
 * The seam for models that do not live in the pool's threads: they are asked for the reading of each reply, and the
 * second pass takes it in place of its own. Reading stays pure; only who answers is different.
 */
import type { LinkContext } from '../../graph/index.ts'
import type { ReplyReading } from '../../ingest/index.ts'

/** What became of one reply. `left`: it was not read, because the reading was stopped; it stays to be read. */
export type Read =
  /** Null: there is nothing in it to ask about; the fast model reads it. */
  { readonly reading: ReplyReading | null } | { readonly failed: string } | { readonly left: true }

/** What asking took. */
export interface Usage {
  /** Name of the model that stands on the responses. */
  readonly model: string
  readonly requests: number
  /** Replies whose reading was known from before. */
  readonly cached: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** In the currency of the price that was told; null where none was. */
  readonly cost: number | null
  /** Responses that were not kept, because their words do not stand in the text. */
  readonly dropped: number
  /** Replies that are left to be read: run the same again. */
  readonly left: number
}

export interface ReplyReader {
  /** Says what reading these will take. Throws a `Failure` where that is more than may be spent: nothing is asked then. */
  plan(contexts: AsyncIterable<LinkContext>): Promise<void>
  /** Readings in the order given. Never throws for one reply's sake. */
  read(contexts: readonly LinkContext[]): Promise<readonly Read[]>
  /** Why it will read no more; null while it goes on. */
  halted(): string | null
  usage(): Usage
  close(): void
}
