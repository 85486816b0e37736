/** Discussion JSONL (docs/interchange.md), plain or compressed: one document a line, read as a stream. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bytes, openBytes } from './bytes.ts'
import { checkRecord } from './interchange.ts'
import { type JsonLinesOptions, readJsonLines } from './json-lines.ts'
import { bad, type Item, messageOf, type ReadOptions, type Source } from './source.ts'

const NAME = /\.(?:jsonl|ndjson)(?:\.gz|\.zst|\.xz)?$/i
export type JsonlOptions = ReadOptions & JsonLinesOptions

/**
 * A file, "-" for standard input, or a folder, whose .jsonl files are read in order of their names. Lines that are bad
 * become bad items and the reading goes on; a file that breaks off yields what is whole before the break.
 */
export const discussionJsonl: Source = {
  name: 'jsonl',
  summary: 'discussion JSONL: FILE.jsonl, also .gz, .zst or .xz, a folder of such files, or - for standard input',
  async takes(address) {
    if (address === '-' || NAME.test(address)) return true
    return (await filesIn(address)).length > 0
  },
  read: readJsonl,
}

export async function* readJsonl(address: string, options: JsonlOptions = {}): AsyncGenerator<Item> {
  let paths: readonly string[]
  try {
    const isFolder = address !== '-' && (await stat(address)).isDirectory()
    paths = isFolder ? await filesIn(address) : [address]
  } catch (error) {
    yield bad(address, null, messageOf(error))
    return
  }
  if (paths.length === 0) yield bad(address, null, 'the folder holds no .jsonl files; name a file, or another source')
  for (const path of paths) {
    if (options.signal?.aborted === true) return
    yield* readFile(path, options)
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .map((name) => join(folder, name))
}

async function* readFile(path: string, options: JsonlOptions): AsyncGenerator<Item> {
  const file = path === '-' ? 'standard input' : path
  let bytes: Bytes
  try {
    bytes = await openBytes(path)
  } catch (error) {
    yield bad(file, null, messageOf(error))
    return
  }
  yield* readJsonLines(bytes, file, options, (value, line) => {
    const checked = checkRecord(value)
    return 'reason' in checked
      ? bad(file, line, checked.reason)
      : { kind: 'document', document: checked.document, where: `${file}:${line}` }
  })
}
