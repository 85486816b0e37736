/** Opens a file as a stream of bytes, decompressed by its name's ending, and counts how much of the file was read. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { gunzip, unxz, unzstd } from './decompress.ts'

export interface Bytes {
  readonly stream: AsyncIterable<Buffer>
  /** Size of the file as it stands on disk; null for standard input. */
  readonly total: number | null
  /** Bytes of the file read so far, before decompression. */
  done(): number
}

/** Opens a file, or standard input for "-". Throws when there is none; a broken stream throws where it breaks. */
export async function openBytes(path: string): Promise<Bytes> {
  if (path === '-') return counted(process.stdin, null, '')
  const info = await stat(path)
  if (info.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' })
  // A small file is read in small pieces: packed, it may hold enough for its progress to be of interest.
  const piece = Math.min(LARGE_PIECE, Math.max(SMALL_PIECE, Math.ceil(info.size / 64)))
  return counted(createReadStream(path, { highWaterMark: piece }), info.isFile() ? info.size : null, path)
}

const LARGE_PIECE = 256 * 1024
const SMALL_PIECE = 4 * 1024

const DECODERS = { '.gz': gunzip, '.zst': unzstd, '.xz': unxz } as const

function counted(file: AsyncIterable<Buffer>, total: number | null, path: string): Bytes {
  let done = 0
  async function* counting(): AsyncGenerator<Buffer> {
    for await (const chunk of file) {
      done += chunk.length
      yield chunk
    }
  }
  const [, decode] = Object.entries(DECODERS).find(([ending]) => path.endsWith(ending)) ?? []
  if (decode === undefined) return { stream: counting(), total, done: () => done }
  return { stream: bounded(decode(counting()), () => done), total, done: () => done }
}

/** Text packs some 3 to 20 times; zeros, a thousand. What unpacks to more than this, and more than so often, is no text. */
const HARMLESS = 4 * 1024 * 1024
const MOST_TIMES = 200

/** Throws where a stream unpacks to far more than any text does: whoever packed it meant to fill our time or disk. */
export async function* bounded(unpacked: AsyncIterable<Buffer>, packed: () => number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of unpacked) {
    size += chunk.length
    if (size > HARMLESS && size > MOST_TIMES * Math.max(1, packed()))
      throw new Error(`it unpacks to more than ${MOST_TIMES} times its size, which no discussion does`)
    yield chunk
  }
}
