/** One ingester of several, in a process of its own: `node neo4j-shard.ts STORE FILE NUMBER/OF`. */
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { documentId, inShard, openStore, readShard } from '../../graph/index.ts'
import { ingest } from '../../src/ingestion/run.ts'

const [address = '', file = '', text = ''] = process.argv.slice(2)
const shard = readShard(text)
if (shard === null) throw new Error(`no shard: ${text}`)
const mine: string[] = []
for await (const line of createInterface({ input: createReadStream(file) })) {
  if (line === '') continue
  const { source, id } = JSON.parse(line) as { source: string; id: string }
  if (inShard(documentId(source, id), shard)) mine.push(line)
}
const folder = await mkdtemp(join(tmpdir(), 'claimthread-shard-'))
const input = join(folder, 'shard.jsonl')
await writeFile(input, mine.join('\n'))
const store = await openStore(address)
const signal = new AbortController().signal
const report = await ingest({
  store,
  inputs: [{ address: input }],
  observedAt: '2025-01-01T00:00:00Z',
  signal,
  threads: 0,
})
await store.close()
await rm(folder, { recursive: true })
if (report.badCount > 0) throw new Error(JSON.stringify(report.bad))
