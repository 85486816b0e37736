/** Lines of a stream of bytes, with bounded memory, and their text as strict UTF-8. */

export interface Line {
  /** From 1. */
  readonly number: number
  /** Where the line begins, in bytes of the (decompressed) file. */
  readonly offset: number
  /** Null: the line is longer than the limit and was not held. */
  readonly bytes: Buffer | null
  readonly length: number
  /** False for a last line that no line feed ends. */
  readonly ended: boolean
}

const LINE_FEED = 0x0a

/**
 * Cuts at line feeds; empty lines are counted and passed over. A line longer than `longest` bytes is counted and thrown
 * away as it comes.
 */
export async function* lines(stream: AsyncIterable<Buffer>, longest: number): AsyncGenerator<Line> {
  let parts: Buffer[] = []
  let length = 0
  let offset = 0
  let number = 1
  const take = (part: Buffer): void => {
    length += part.length
    if (length > longest) parts = []
    else if (part.length > 0) parts.push(part)
  }
  const line = (ended: boolean): Line => ({
    ...{ number, offset, length, ended },
    bytes: length > longest ? null : parts.length === 1 ? parts[0]! : Buffer.concat(parts),
  })
  for await (const chunk of stream) {
    let from = 0
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      if (at > from) take(chunk.subarray(from, at))
      if (length > 0) yield line(true)
      offset += length + 1
      number++
      parts = []
      length = 0
      from = at + 1
    }
    // A copy, so that a short rest does not hold the whole chunk.
    if (from < chunk.length) take(Buffer.from(chunk.subarray(from)))
  }
  if (length > 0) yield line(false)
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text of UTF-8 bytes, or where the first byte stands that is none. */
export function decode(bytes: Buffer): { readonly text: string } | { readonly invalidAt: number } {
  try {
    return { text: STRICT.decode(bytes) }
  } catch {
    return { invalidAt: firstInvalid(bytes) }
  }
}

/** The first byte that a lenient decoder replaces, unless the replacement sign stood there itself. */
function firstInvalid(bytes: Buffer): number {
  const text = bytes.toString('utf8')
  let offset = 0
  let from = 0
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', from)) {
    offset += Buffer.byteLength(text.slice(from, at))
    const written = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd
    if (!written) return offset
    offset += 3
    from = at + 1
  }
  return bytes.length
}
