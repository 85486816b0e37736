/** Reading a source over HTTP from a test's own server, into items or into a real store. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openSqlite, type Store } from '../../graph/index.ts'
import type { ClientOptions } from '../../ingest/fetch/client.ts'
import type { Item, ReadOptions, Source } from '../../ingest/sources/source.ts'
import type { IngestReport } from '../../src/ingestion/report.ts'
import { ingest } from '../../src/ingestion/run.ts'
import { type Replay, testClient } from './replay.ts'

/** Where requests to a forum's own hosts go in a test: to the server that replays it. */
export function toReplay({ url }: Replay): (from: URL) => URL {
  return (from) => new URL(from.pathname + from.search, url)
}

export async function itemsOf(
  source: Source,
  address: string,
  replay: Replay,
  options: ReadOptions & { readonly client?: never } = {},
  client: ClientOptions = {},
): Promise<readonly Item[]> {
  const items: Item[] = []
  const fetching = testClient({ via: toReplay(replay), ...client })
  for await (const item of source.read(address, { ...options, client: fetching })) items.push(item)
  return items
}

export interface Run {
  readonly report: IngestReport
  /** Requests that the run sent, robots.txt too. */
  readonly requests: number
}

/** One run of ingest over an address, as the command line does it. */
export async function runInto(
  store: Store,
  address: string,
  replay: Replay,
  { source, at = '2026-01-01T00:00:00Z', ...client }: ClientOptions & { source?: string; at?: string } = {},
): Promise<Run> {
  const fetching = testClient({ via: toReplay(replay), ...client })
  const report = await ingest({
    ...{ store, observedAt: at, signal: client.signal ?? new AbortController().signal, threads: 0, client: fetching },
    inputs: [source === undefined ? { address } : { address, source }],
  })
  return { report, requests: fetching.requests }
}

/** The export of a store, as lines. */
export async function exportOf(store: Store): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const line of store.export({ minConfidence: 0 })) lines.push(line)
  return lines
}

/** A store in a folder of the test's own, removed at its end. */
export function freshStore(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'claimthread-live-'))
  const store = openSqlite(join(folder, 'store.db'))
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return store
}
