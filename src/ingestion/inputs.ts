/** The documents of all inputs, in batches; what is bad goes to the tally, how far the reading is to the meter. */
import type { Shard, SourceDocument } from '../../graph/index.ts'
import { documentId, inShard } from '../../graph/index.ts'
import type { Source } from '../../ingest/index.ts'
import { NoSource, sourceFor } from '../../ingest/index.ts'
import type { Meter, Tally } from './report.ts'

/** What is to be read. */
export interface Input {
  /** A path. */
  readonly address: string
  /** Name of the reader, where the address does not tell. */
  readonly source?: string
  /** How the address is told in the report, where the path is ours alone. */
  readonly name?: string
  /** Who a single document is, where its file cannot know: a page is its web address. */
  readonly as?: Pick<SourceDocument, 'source' | 'id' | 'url'>
  /** Why there is nothing to read: it could not be had. */
  readonly failed?: string
}

export interface InputOptions {
  readonly inputs: readonly Input[]
  /** Stops the reading. */
  readonly signal: AbortSignal
  /** Documents to read at most. */
  readonly limit?: number
  /** The part of the documents to take, where several ingesters read one input. */
  readonly shard?: Shard
}

/** A batch ends at so many documents, or so many characters. */
const BATCH = 32
const BATCH_CHARACTERS = 2_000_000

export async function* batches(
  options: InputOptions,
  tally: Tally,
  meter: Meter,
): AsyncGenerator<readonly SourceDocument[]> {
  const { signal, limit = Number.POSITIVE_INFINITY } = options
  let batch: SourceDocument[] = []
  let characters = 0
  let count = 0
  for await (const record of documents(options, tally, meter)) {
    batch.push(record)
    count += 1
    characters += record.revisions.reduce((sum, { body }) => sum + body.length, 0)
    if (count >= limit) break
    if (batch.length < BATCH && characters < BATCH_CHARACTERS) continue
    yield batch
    batch = []
    characters = 0
    if (signal.aborted) return
  }
  if (batch.length > 0) yield batch
}

/** Whether this ingester takes the document, where several share one input. */
function isOurs({ source, id }: SourceDocument, shard: Shard | undefined): boolean {
  return shard === undefined || inShard(documentId(source, id), shard)
}

async function* documents(
  { inputs, signal, shard }: InputOptions,
  tally: Tally,
  meter: Meter,
): AsyncGenerator<SourceDocument> {
  for (const [index, input] of inputs.entries()) {
    const { address, name = address, as = {} } = input
    const told = (text: string): string => text.replaceAll(address, name)
    const reader = await readerOf(input, tally)
    let empty = reader !== null
    for await (const item of reader?.read(address, { signal }) ?? []) {
      switch (item.kind) {
        case 'document':
          if (isOurs({ ...item.document, ...as }, shard)) yield { ...item.document, ...as }
          break
        case 'bad':
          tally.bad({ file: told(item.file), line: item.line, reason: told(item.reason) })
          break
        case 'progress':
          meter.read(item.share === null ? null : (index + item.share) / inputs.length, told(item.file))
          continue
      }
      empty = false
    }
    if (empty && !signal.aborted)
      tally.bad({ file: name, line: null, reason: 'it is empty: there is no document in it' })
  }
}

/** The reader of an input; an address that nothing reads is bad, as a file is that cannot be read. */
async function readerOf({ address, source, name = address, failed }: Input, tally: Tally): Promise<Source | null> {
  try {
    if (failed === undefined) return await sourceFor(address, source)
    tally.bad({ file: name, line: null, reason: failed })
  } catch (error) {
    // A name that is no source's is a fault of whoever asked, not of the input.
    if (!(error instanceof NoSource) || source !== undefined) throw error
    tally.bad({ file: name, line: null, reason: error.message.replaceAll(address, name) })
  }
  return null
}
