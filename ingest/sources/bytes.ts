/** Opens a file as a stream of bytes, decompressed by its name's ending, and counts how much of the file was read. */
import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createZstdDecompress } from 'node:zlib'

export interface Bytes {
  readonly stream: AsyncIterable<Buffer>
  /** Size of the file as it stands on disk; null for standard input. */
  readonly total: number | null
  /** Bytes of the file read so far, before decompression. */
  done(): number
}

/** Endings of compressed files, as they are matched and named in messages. */
export const COMPRESSED = ['.gz', '.zst', '.xz'] as const

/** Opens a file, or standard input for "-". Throws when there is none; a broken stream throws where it breaks. */
export async function openBytes(path: string): Promise<Bytes> {
  if (path === '-') return counted(process.stdin, null, '')
  const info = await stat(path)
  if (info.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' })
  return counted(createReadStream(path, { highWaterMark: 256 * 1024 }), info.isFile() ? info.size : null, path)
}

function counted(file: Readable, total: number | null, path: string): Bytes {
  let done = 0
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      done += chunk.length
      next(null, chunk)
    },
  })
  return { stream: decompressed(file, counter, path), total, done: () => done }
}

async function* decompressed(file: Readable, counter: Transform, path: string): AsyncGenerator<Buffer> {
  const ending = COMPRESSED.find((each) => path.endsWith(each))
  const decoder = ending === undefined ? null : DECODERS[ending]()
  const out = decoder === null ? counter : decoder.output
  const done = decoder === null ? pipeline(file, counter) : pipeline(file, counter, decoder.input)
  // Told below, after what is whole has been given out.
  done.catch((error) => out.destroy(error))
  try {
    for await (const chunk of out) yield chunk as Buffer
    await done
    await decoder?.finished()
  } finally {
    file.destroy()
    decoder?.stop()
  }
}

interface Decoder {
  readonly input: NodeJS.WritableStream
  readonly output: Readable
  /** Throws when the decoder found the data broken. */
  finished(): Promise<void>
  stop(): void
}

const DECODERS: Readonly<Record<(typeof COMPRESSED)[number], () => Decoder>> = {
  '.gz': () => inside(createGunzip()),
  // Reddit's dumps are compressed with a window of 2^31 bytes.
  '.zst': () => inside(createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 31 } })),
  '.xz': throughXz,
}

function inside(transform: Transform): Decoder {
  return { input: transform, output: transform, finished: async () => {}, stop: () => transform.destroy() }
}

/** Node reads no xz: the program does. */
function throughXz(): Decoder {
  const program = spawn('xz', ['--decompress', '--stdout'], { stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  program.stderr.on('data', (words: Buffer) => {
    complaint = `${complaint}${words}`.slice(0, 500)
  })
  const end = new Promise<void>((resolve, reject) => {
    program.once('error', (error: NodeJS.ErrnoException) => {
      const missing = new Error('reading .xz needs the program xz; install it (xz-utils), or decompress the file first')
      program.stdout.destroy(error.code === 'ENOENT' ? missing : error)
      reject(error.code === 'ENOENT' ? missing : error)
    })
    program.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(complaint.trim().replace(/^xz: \(stdin\): /, '') || `xz ended with code ${code}`))
    })
  })
  end.catch(() => {})
  // The pipe breaks when xz ends early; why it did is what `finished` tells.
  program.stdin.on('error', () => {})
  return { input: program.stdin, output: program.stdout, finished: () => end, stop: () => void program.kill() }
}
