/** The two passes as one call each over a few documents: the work that a pool's threads do, or that is done inline. */
import type { Analysis, LinkContext, Linked, SourceDocument } from '../../graph/index.ts'
import { analyse, link, type ReplyReading } from '../../ingest/index.ts'

export type Job =
  | { readonly pass: 'analyse'; readonly records: readonly SourceDocument[] }
  | { readonly pass: 'link'; readonly links: readonly LinkInput[] }

/** A context, and the reading of its reply where somebody else made it; null: the fast model reads it. */
export interface LinkInput {
  readonly context: LinkContext
  readonly reading: ReplyReading | null
}

/** What became of one document: its result, or why the reader failed on it. */
export type Done<T> = { readonly value: T } | { readonly failed: string }

export type Result<J extends Job> = J extends { pass: 'analyse' } ? readonly Done<Analysis>[] : readonly Done<Linked>[]

function each<In, Out>(inputs: readonly In[], read: (input: In) => Out): Done<Out>[] {
  return inputs.map((input) => {
    try {
      return { value: read(input) }
    } catch (error) {
      // One document that the reader fails on must not take the others with it; its name and reason are reported.
      return { failed: error instanceof Error ? error.message : String(error) }
    }
  })
}

export function work(job: Job): Result<Job> {
  if (job.pass === 'analyse') return each(job.records, analyse)
  return each(job.links, ({ context, reading }) => (reading === null ? link(context) : link(context, () => reading)))
}

/** What a thread sends back: without the records, which its caller holds; they are most of what would be copied. */
export function withoutRecords(results: Result<Job>): readonly Done<object>[] {
  return results.map((result) => {
    if ('failed' in result) return result
    return 'record' in result.value ? { value: { ...result.value, record: null } } : result
  })
}

/** The analyses that a thread sent back, with their records. */
export function withRecords(
  results: readonly Done<Analysis>[],
  records: readonly SourceDocument[],
): readonly Done<Analysis>[] {
  return results.map((result, at) =>
    'failed' in result ? result : { value: { ...result.value, record: records[at]! } },
  )
}
