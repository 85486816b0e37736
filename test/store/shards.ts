/** Four ingesters at once, each a process of its own with a part of one input, give the graph that one gives. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { forum } from '../../bench/load/forum.ts'
import { openSqlite, openStore, type Store } from '../../graph/index.ts'
import { ingest } from '../../src/ingestion/run.ts'
import { exported } from './drain.ts'

const SHARD = join(dirname(fileURLToPath(import.meta.url)), 'ingest-shard.ts')
const FOUR = [1, 2, 3, 4]

/** A generated forum as a file of discussion JSONL. */
export async function writeForum(folder: string, comments: number): Promise<string> {
  const documents = await Array.fromAsync(forum({ comments, seed: 5, longest: comments / 10 }))
  const file = join(folder, 'forum.jsonl')
  await writeFile(file, documents.map((document) => JSON.stringify(document)).join('\n'))
  return file
}

export async function ingestInto(store: Store, address: string): Promise<void> {
  const signal = new AbortController().signal
  const report = await ingest({ store, inputs: [{ address }], observedAt: '2025-01-01T00:00:00Z', signal, threads: 0 })
  expect(report.badCount).toBe(0)
}

/** `fresh` gives the address of an empty store. */
export async function fourGiveWhatOneGives(
  fresh: (folder: string) => Promise<string>,
  comments: number,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'claimthread-shards-'))
  const file = await writeForum(folder, comments)
  const one = openSqlite(join(folder, 'one.db'))
  await ingestInto(one, file)
  const address = await fresh(folder)
  const ends = FOUR.map((number) => {
    const process = spawn(execPath, [SHARD, address, file, `${number}/${FOUR.length}`], { stdio: 'inherit' })
    return new Promise<number | null>((resolve) => process.once('exit', resolve))
  })
  expect(await Promise.all(ends)).toEqual(FOUR.map(() => 0))
  const four = await openStore(address)
  expect(await exported(four)).toEqual(await exported(one))
  expect(await four.counts()).toEqual(await one.counts())
  for (const store of [one, four]) await store.close()
  await rm(folder, { recursive: true })
}
