/** JSON, one value a line, as a stream: what is bad is told by file and line, and the reading goes on. */
import type { Bytes } from './bytes.ts'
import { decode, type Line, lines } from './lines.ts'
import { bad, type Item, LONGEST, messageOf, progress, type ReadOptions } from './source.ts'

/** Progress is told every so many bytes of the file, and at least at every hundredth of it. */
const STEP = 1024 * 1024
/** Bad lines one after the other, after which a file is taken to be no such file at all. */
const MOST_BAD = 10_000
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

export interface JsonLinesOptions extends Pick<ReadOptions, 'signal'> {
  /** Longest line in bytes; default 16 MiB. */
  readonly longest?: number
}

/** What a line's value is: an item, or null where it is to be passed over. */
export type ReadValue = (value: unknown, line: number) => Item | null

/** Items of a file's lines. A file that breaks off yields what is whole before the break. */
export async function* readJsonLines(
  bytes: Bytes,
  file: string,
  { signal, longest = LONGEST }: JsonLinesOptions,
  read: ReadValue,
): AsyncGenerator<Item> {
  let told = 0
  const step = Math.min(STEP, (bytes.total ?? STEP) / 100)
  let last = 0
  let wrong = 0
  try {
    yield progress(file, 0, bytes.total)
    for await (const line of held(lines(bytes.stream, longest))) {
      if (signal?.aborted === true) return
      last = line.number
      const item = itemOf(line, file, longest, read)
      if (item !== null) yield item
      wrong = item?.kind === 'bad' ? wrong + 1 : 0
      if (wrong >= MOST_BAD) {
        yield bad(file, last, `${MOST_BAD} bad lines one after the other: the file is not read any further`)
        return
      }
      if (bytes.done() - told >= step) {
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

function itemOf(line: Line, file: string, longest: number, read: ReadValue): Item | null {
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
  return read(value, number)
}
