/**
 * Lines that are to be of one moment. Neo4j reads what is committed while it reads, and a slow reader of an export must
 * not hold up those who write: the lines go into a file first, while writers wait, and are given from there.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Gives the lines of `lines`, which are read whole within `hold` first. Lines hold no line break. */
export async function* spooled(
  lines: () => AsyncIterable<string>,
  hold: (read: () => Promise<void>) => Promise<void>,
): AsyncGenerator<string> {
  const folder = await mkdtemp(join(tmpdir(), 'claimthread-export-'))
  const file = join(folder, 'lines')
  try {
    await hold(() => pipeline(Readable.from(ended(lines())), createWriteStream(file, { mode: 0o600 })))
    yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}
