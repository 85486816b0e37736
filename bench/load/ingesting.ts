/** Full ingest in a process of its own, so that its peak of memory is its own; and the floor under it. */
import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'

/** What is read: a file of discussion JSONL, and how many documents of it at most. */
export interface Reading {
  readonly file: string
  readonly limit: number
}

export interface Ingested {
  readonly seconds: number
  readonly documents: number
  /** Peak of resident memory, in MiB. */
  readonly peak: number
}

/** What a child is to do: `threads` null is the floor. */
export interface Task extends Reading {
  readonly store: string
  readonly threads: number | null
}

/** Runs one ingest (or floor) in a fresh process. */
export async function ingestApart(task: Task): Promise<Ingested> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./ingest-apart.ts', import.meta.url)), JSON.stringify(task)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let out = ''
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString()
  })
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (status !== 0) throw new Error(`the ingest of ${task.file} ended with ${status}`)
  return JSON.parse(out) as Ingested
}

/** Documents a transaction of the floor: as many as ingest puts together. */
const BATCH = 32

/** The floor: parses the input, writes each line as a raw row, and its words into a full-text index. Nothing else. */
export async function writeRaw({ file, limit }: Reading, path: string): Promise<number> {
  const db = new DatabaseSync(path)
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE raw (id TEXT PRIMARY KEY, record TEXT);
    CREATE VIRTUAL TABLE words USING fts5 (body)`)
  const row = db.prepare('INSERT INTO raw (id, record) VALUES (?, ?)')
  const words = db.prepare('INSERT INTO words (body) VALUES (?)')
  let count = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (count === limit) break
    if (count % BATCH === 0) db.exec('BEGIN')
    const record = JSON.parse(line) as { id: string; revisions: readonly { body: string }[] }
    row.run(record.id, line)
    for (const { body } of record.revisions) words.run(body)
    if (++count % BATCH === 0) db.exec('COMMIT')
  }
  if (count % BATCH !== 0) db.exec('COMMIT')
  db.close()
  return count
}
