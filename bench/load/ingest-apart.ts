/** The child of ingesting.ts: one ingest, or its floor, and what it took, as JSON on stdout. */
import { openStore } from '../../graph/index.ts'
import { leanHeaps } from '../../src/heap.ts'
import { ingest } from '../../src/ingestion/run.ts'
import { type Ingested, type Task, writeRaw } from './ingesting.ts'

const { file, limit, store: address, threads } = JSON.parse(process.argv[2]!) as Task

async function full(): Promise<number> {
  leanHeaps()
  const store = await openStore(address)
  const { documents } = await ingest({
    ...{ store, inputs: [{ address: file }], observedAt: '2026-01-01T00:00:00Z', limit },
    ...{ signal: new AbortController().signal, threads: threads!, inline: 0 },
  })
  await store.close()
  return documents.added + documents.changed + documents.unchanged
}

const start = performance.now()
const documents = await (threads === null ? writeRaw({ file, limit }, address.replace(/^sqlite:/, '')) : full())
const seconds = (performance.now() - start) / 1000
const peak = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ seconds, documents, peak } satisfies Ingested))
