/** Discussion JSONL (docs/interchange.md), plain or compressed: one document a line, read as a stream. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bytes, openBytes } from './bytes.ts'
import { checkRecord } from './interchange.ts'
import { decode, type Line, lines } from './lines.ts'
import { bad, type Item, LONGEST, messageOf, progress, type ReadOptions, type Source } from './source.ts'

const NAME = /\.(?:jsonl|ndjson)(?:\.gz|\.zst|\.xz)?$/i
/** Progress is told every so many bytes of the file. */
const STEP = 1024 * 1024
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

export interface JsonlOptions extends ReadOptions {
  /** Longest line in bytes; default 16 MiB. */
  readonly longest?: number
}

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

async function* readFile(path: string, { signal, longest = LONGEST }: JsonlOptions): AsyncGenerator<Item> {
  const file = path === '-' ? 'standard input' : path
  let bytes: Bytes
  try {
    bytes = await openBytes(path)
  } catch (error) {
    yield bad(file, null, messageOf(error))
    return
  }
  let told = 0
  let last = 0
  try {
    yield progress(file, 0, bytes.total)
    for await (const line of held(lines(bytes.stream, longest))) {
      if (signal?.aborted === true) return
      last = line.number
      const item = itemOf(line, file, longest)
      if (item !== null) yield item
      if (bytes.done() - told >= STEP) {
        told = bytes.done()
        yield progress(file, told, bytes.total)
      }
    }
    yield progress(file, bytes.done(), bytes.total)
  } catch (error) {
    yield bad(
      file,
      last + 1,
      `the file breaks off here: ${messageOf(error)}; what came before is read, get it whole again`,
    )
  }
}

/** The lines, but a last one that no line feed ends only when the stream ended well. */
async function* held(all: AsyncIterable<Line>): AsyncGenerator<Line> {
  let unended: Line | null = null
  for await (const line of all) {
    if (line.ended) yield line
    else unended = line
  }
  if (unended !== null) yield unended
}

function itemOf(line: Line, file: string, longest: number): Item | null {
  const { number, offset } = line
  if (line.bytes === null)
    return bad(
      file,
      number,
      `the line is ${line.length} bytes long, more than ${longest}; split the document into more lines`,
    )
  const marked = number === 1 && line.bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)
  const decoded = decode(marked ? line.bytes.subarray(3) : line.bytes)
  if ('invalidAt' in decoded) {
    const at = decoded.invalidAt + (marked ? 3 : 0)
    return bad(
      file,
      number,
      `byte ${at} of the line (byte ${offset + at} of the file) is not UTF-8; write the file as UTF-8`,
    )
  }
  if (decoded.text.trim() === '') return null
  let value: unknown
  try {
    value = JSON.parse(decoded.text)
  } catch (error) {
    const list = number === 1 && decoded.text.trimStart().startsWith('[')
    const mend = list
      ? 'the file looks like one JSON list; write one object a line'
      : 'write one whole JSON object a line'
    return bad(file, number, `the line is not JSON (${messageOf(error).slice(0, 120)}); ${mend}`)
  }
  const checked = checkRecord(value)
  return 'reason' in checked
    ? bad(file, number, checked.reason)
    : { kind: 'document', document: checked.document, where: `${file}:${number}` }
}
