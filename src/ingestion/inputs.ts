/** The documents of all inputs, in batches; what is bad goes to the tally, how far the reading is to the meter. */
import type { Iso, Shard, SourceDocument, Store } from '../../graph/index.ts'
import { documentId, inShard } from '../../graph/index.ts'
import type { Client, Source, WholeItem } from '../../ingest/index.ts'
import { NoSource, sourceFor } from '../../ingest/index.ts'
import { type Reading, shown } from './readings.ts'
import type { Meter, Tally } from './report.ts'

/** What is to be read. */
export interface Input {
  /** A path, or the address of a source that is read over HTTP. */
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
  readonly store: Store
  readonly inputs: readonly Input[]
  /** Stops the reading. */
  readonly signal: AbortSignal
  /** Documents to read at most. */
  readonly limit?: number
  /** The part of the documents to take, where several ingesters read one input. */
  readonly shard?: Shard
  /** Fetches for the sources that are read over HTTP. */
  readonly client?: Client
  /** Only what was written or changed since then, where a source can tell. */
  readonly since?: Iso
  /** From the beginning, whatever an earlier run has read. */
  readonly restart?: boolean
  /** Nothing is stored: the report says what would be fetched. */
  readonly dryRun?: boolean
}

/** A batch ends at so many documents, or so many characters. */
const BATCH = 32
const BATCH_CHARACTERS = 2_000_000

/** Readings that are stored together, and where a later run may go on once they are. */
export interface Batch {
  readonly readings: readonly Reading[]
  readonly cursor: StoredCursor | null
}

export interface StoredCursor {
  /** Name of the setting that keeps it. */
  readonly name: string
  readonly value: string
}

export async function* batches(options: InputOptions, tally: Tally, meter: Meter): AsyncGenerator<Batch> {
  const { signal, limit = Number.POSITIVE_INFINITY } = options
  let readings: Reading[] = []
  let cursor: StoredCursor | null = null
  let characters = 0
  let count = 0
  for await (const found of findings(options, tally, meter)) {
    if ('value' in found) {
      cursor = found
      continue
    }
    readings.push(found)
    if (found.kind === 'shown') {
      count += 1
      characters += found.record.revisions.reduce((sum, { body }) => sum + body.length, 0)
      if (count >= limit) break
    }
    if (readings.length < BATCH && characters < BATCH_CHARACTERS) continue
    yield { readings, cursor }
    readings = []
    cursor = null
    characters = 0
    if (signal.aborted) return
  }
  if (readings.length > 0 || cursor !== null) yield { readings, cursor }
}

/** Whether this ingester takes the document, where several share one input. */
function isOurs({ source, id }: Pick<SourceDocument, 'source' | 'id'>, shard: Shard | undefined): boolean {
  return shard === undefined || inShard(documentId(source, id), shard)
}

async function* findings(options: InputOptions, tally: Tally, meter: Meter): AsyncGenerator<Reading | StoredCursor> {
  for (const [index, input] of options.inputs.entries()) {
    const reader = await readerOf(input, tally)
    if (reader !== null) yield* findingsOf(reader, input, index, options, tally, meter)
  }
}

async function* findingsOf(
  reader: Source,
  input: Input,
  index: number,
  options: InputOptions,
  tally: Tally,
  meter: Meter,
): AsyncGenerator<Reading | StoredCursor> {
  const { store, signal, shard, client, since, limit, dryRun = false } = options
  const { address, name = address } = input
  const as = reader.nameless === true ? input.as : undefined
  const told = (text: string): string => text.replaceAll(address, name)
  const place = cursorName(reader, address, shard)
  const cursor = options.restart === true ? null : await store.setting(place)
  // A file of such a source may be of any time.
  const live = reader.live === true && URL.canParse(address)
  let empty = !live
  const asked = {
    ...{ signal, cursor, dryRun, since: since ?? null },
    ...(client === undefined ? {} : { client }),
    ...(limit === undefined ? {} : { limit }),
    ...(input.as?.url == null ? {} : { page: input.as.url }),
  }
  for await (const item of reader.read(address, asked)) {
    if (item.kind === 'progress') {
      meter.read(item.share === null ? null : (index + item.share) / options.inputs.length, told(item.file))
      continue
    }
    empty = false
    switch (item.kind) {
      case 'document': {
        const document = { ...item.document, ...as }
        const long = tooLong(document)
        if (long !== null) {
          tally.bad({ file: told(item.where), line: null, reason: long })
          break
        }
        if (isOurs(document, shard)) yield shown(document, { current: item.current === true, live })
        break
      }
      case 'gone':
        if (isOurs(item, shard)) yield { ...item, id: documentId(item.source, item.id) }
        break
      case 'whole':
        yield* missing(item, store, shard)
        break
      case 'cursor':
        yield { name: place, value: item.cursor }
        break
      case 'bad':
        tally.bad({ file: told(item.file), line: item.line, reason: told(item.reason) })
        break
      case 'skipped':
        tally.skipped(told(item.where), told(item.reason))
        break
      case 'plan':
        tally.plan({ address: name, requests: item.requests, what: item.what, exact: item.exact })
    }
  }
  if (empty && !signal.aborted) tally.bad({ file: name, line: null, reason: 'it is empty: there is no document in it' })
}

/** Characters of one wording at most: a book of 150,000 words. Longer ones would hold up whoever waits for the others. */
const LONGEST_WORDING = 1_000_000

/** Why a document is too long to be read, or null. */
function tooLong({ revisions, title }: SourceDocument): string | null {
  const longest = Math.max(title?.length ?? 0, ...revisions.map(({ body }) => lengthOf(body)))
  if (longest <= LONGEST_WORDING) return null
  return `one of its wordings has ${longest} characters, more than ${LONGEST_WORDING}; split the document`
}

/** Pictures that a page brings along are no words. */
function lengthOf(body: string): number {
  return body.length <= LONGEST_WORDING ? body.length : body.replace(/\bdata:[^\s"'<>]+/g, '').length
}

/** What is stored of a thread, and not shown in it any more. */
async function* missing({ source, root, ids }: WholeItem, store: Store, shard: Shard | undefined) {
  const there = new Set(ids.map((id) => documentId(source, id)))
  for (const id of await store.under(documentId(source, root)))
    if (!there.has(id) && (shard === undefined || inShard(id, shard)))
      yield { kind: 'gone', id, state: 'unavailable', at: null } as const
}

/** The setting that keeps where a source's reading of an address ended. */
function cursorName({ name }: Source, address: string, shard: Shard | undefined): string {
  const part = shard === undefined ? '' : ` ${shard.number}/${shard.of}`
  return `cursor ${name}${part} ${address}`
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
