/** Inputs of full ingest, as plain files of discussion JSONL. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { forum } from './forum.ts'

/** The 120,000 real posts, where they are at hand. */
const POSTS = fileURLToPath(new URL('../../../shared/data/iac/discussion-120k.jsonl.xz', import.meta.url))

/** Writes a generated forum to a file. Another seed than the loaded stores have, so that nothing is known before. */
export async function writeForum(file: string, comments: number, seed = 11): Promise<void> {
  const out = createWriteStream(file)
  for await (const record of forum({ comments, seed })) {
    // A source of its own: the loaded stores have documents by the same numbers.
    if (!out.write(`${JSON.stringify({ ...record, source: `made-${seed}` })}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

/** Unpacks the real posts; false where they, or the xz program, are missing. */
export async function writePosts(file: string): Promise<boolean> {
  if (!existsSync(POSTS)) return false
  const xz = spawn('xz', ['-dc', POSTS], { stdio: ['ignore', 'pipe', 'ignore'] })
  const failed = new Promise<boolean>((resolve) => xz.on('error', () => resolve(false)))
  return Promise.race([failed, pipeline(xz.stdout, createWriteStream(file)).then(() => true)])
}
