/** Reddit from files: dumps (`RC_2012-01.zst`, `name_comments.zst`, …) and saved JSON listings. */
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bytes, openBytes } from '../bytes.ts'
import { readJsonLines } from '../json-lines.ts'
import { bad, type Item, LONGEST, messageOf, type ReadOptions } from '../source.ts'
import { itemOfThing, walkListing } from './listing.ts'

const DUMP =
  /(?:^|[/\\])(?:R[CS]_\d{4}-\d{2}[^/\\]*|[^/\\]+_(?:comments|submissions))(?:\.(?:jsonl?|ndjson))?(?:\.(?:zst|gz|xz))?$/i
const LISTING = /\.json$/i

/** Dumps of a folder in order of their names, or the one file given; none where it is neither. */
export async function redditFiles(address: string): Promise<readonly string[]> {
  // An address on the web is no file, whatever it ends in.
  if (/^[a-z][a-z+.-]+:\/\//i.test(address)) return []
  const info = await stat(address).catch(() => null)
  if (info?.isDirectory() === true) {
    const names = (await readdir(address)).filter((name) => DUMP.test(name))
    return names.sort().map((name) => join(address, name))
  }
  if (DUMP.test(address)) return [address]
  return info !== null && LISTING.test(address) && (await isListing(address)) ? [address] : []
}

async function isListing(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(500), 0, 500, 0)
    return /^\s*\[?\s*\{\s*"kind"\s*:\s*"Listing"/.test(buffer.toString('utf8', 0, bytesRead))
  } finally {
    await file.close()
  }
}

export async function* readRedditFile(path: string, options: ReadOptions): AsyncGenerator<Item> {
  if (LISTING.test(path) && !DUMP.test(path)) {
    yield* readListing(path)
    return
  }
  let bytes: Bytes
  try {
    bytes = await openBytes(path)
  } catch (error) {
    yield bad(path, null, messageOf(error))
    return
  }
  // Dumps were fetched with raw_json=1, or unescaped since.
  yield* readJsonLines(bytes, path, options, (value, line) => itemOfThing(value, path, 'plain', line))
}

async function* readListing(path: string): AsyncGenerator<Item> {
  try {
    const { size } = await stat(path)
    if (size > 4 * LONGEST) throw new Error(`it is ${size} bytes long, more than ${4 * LONGEST}; split it`)
    const { items, more } = walkListing(JSON.parse(await readFile(path, 'utf8')), path)
    yield* items
    const left = more.reduce((sum, { children }) => sum + children.length, 0)
    for (let count = 0; count < left; count++)
      yield { kind: 'skipped', where: path, reason: 'the saved listing only names the comment' }
  } catch (error) {
    yield bad(path, null, messageOf(error))
  }
}
