/** The two passes as one call each over a few documents: the work that a pool's threads do, or that is done inline. */
import type { Analysis, LinkContext, Linked, SourceDocument } from '../../graph/index.ts'
import {
  ANALYSER,
  analyse,
  changed,
  type FastModel,
  fastModel,
  isReply,
  link,
  openEncoder,
  opinionOf,
  type ReplyReading,
  readReply,
  withAssertions,
} from '../../ingest/index.ts'
import type { LocalWeights } from '../training/weights.ts'

/** What reads in a thread: the fast model alone, or averaged with the accurate one. */
export type Tier = 'fast' | 'accurate'

export type Job =
  | { readonly pass: 'analyse'; readonly tier: Tier; readonly records: readonly SourceDocument[] }
  | { readonly pass: 'link'; readonly tier: Tier; readonly links: readonly LinkInput[] }

/** A context, and the reading of its reply where somebody else made it; null: it is read here. */
export interface LinkInput {
  readonly context: LinkContext
  readonly reading: ReplyReading | null
}

/** What became of one document: its result, or why the reader failed on it. */
export type Done<T> = { readonly value: T } | { readonly failed: string }

export type Result<J extends Job> = J extends { pass: 'analyse' } ? readonly Done<Analysis>[] : readonly Done<Linked>[]

/** One document that the reader fails on must not take the others with it; its name and reason are reported. */
async function each<In, Out>(inputs: readonly In[], read: (input: In) => Out | Promise<Out>): Promise<Done<Out>[]> {
  const out: Done<Out>[] = []
  for (const input of inputs) {
    try {
      const value = read(input)
      // What is there at once is not waited for.
      out.push({ value: value instanceof Promise ? await value : value })
    } catch (error) {
      out.push({ failed: error instanceof Error ? error.message : String(error) })
    }
  }
  return out
}

/** Does a job. `model`: the fast model, as it ships or with a store's own changes. */
export async function work(job: Job, model: FastModel = fastModel()): Promise<Result<Job>> {
  const encoder = job.tier === 'accurate' ? await theEncoder() : null
  if (job.pass === 'analyse') {
    if (encoder === null) return each(job.records, (record) => analyse(record))
    return each(job.records, (record) => withAssertions(encoder, analyse(record)))
  }
  return each(job.links, ({ context, reading }) => {
    if (reading !== null) return link(context, () => reading)
    if (encoder !== null && isReply(context)) return linkedBy(encoder, context)
    return link(context, (own) => readReply(own, null, model))
  })
}

async function linkedBy(encoder: Encoder, context: LinkContext): Promise<Linked> {
  const opinion = await opinionOf(encoder, context)
  return link(context, (own) => readReply(own, opinion))
}

/** Opened once in each thread. */
let opened: ReturnType<typeof openEncoder> | null = null

function theEncoder(): ReturnType<typeof openEncoder> {
  opened ??= openEncoder()
  return opened
}

type Encoder = Awaited<ReturnType<typeof openEncoder>>

/** The fast model as a store reads with it. */
export function modelOf(weights: LocalWeights | null): FastModel {
  return weights === null
    ? fastModel()
    : changed(fastModel(), weights.changes, `${fastModel().file.version}+${weights.name}`)
}

/** Who analyses for a store: documents that carry another name are read again by `reindex`. */
export function analyserOf(weights: LocalWeights | null): string {
  return weights === null ? ANALYSER : `${ANALYSER}+${weights.name}`
}

/** What a thread sends back: without the records, which its caller holds; they are most of what would be copied. */
export function withoutRecords(results: Result<Job>): readonly Done<object>[] {
  return results.map((result) => {
    if ('failed' in result) return result
    return 'record' in result.value ? { value: { ...result.value, record: null } } : result
  })
}

/** The analyses that a thread sent back, with their records and the name of who analysed for the store. */
export function withRecords(
  results: readonly Done<Analysis>[],
  records: readonly SourceDocument[],
  analyser: string,
): readonly Done<Analysis>[] {
  return results.map((result, at) =>
    'failed' in result ? result : { value: { ...result.value, record: records[at]!, analyser } },
  )
}
