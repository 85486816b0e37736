/** Decompression of streams. What is whole before a break is given out; then the stream throws. */
import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createZstdDecompress, type ZstdDecompress } from 'node:zlib'

type Stream = AsyncIterable<Buffer>

export async function* gunzip(input: Stream): AsyncGenerator<Buffer> {
  const decoder = createGunzip()
  const done = pipeline(input, decoder)
  done.catch(() => {})
  yield* decoder as AsyncIterable<Buffer>
  await done
}

/** Reddit's dumps are compressed with a window of 2^31 bytes. */
const ZSTD = { params: { [constants.ZSTD_d_windowLogMax]: 31 } }

/** Zstandard, frame by frame: Node's decoder stops without a word at the end of a frame within a chunk. */
export async function* unzstd(input: Stream): AsyncGenerator<Buffer> {
  const chunks = input[Symbol.asyncIterator]()
  try {
    for (let chunk = await nextOf(chunks); chunk !== null; ) {
      const decoder = createZstdDecompress(ZSTD)
      const rest = feed(decoder, chunk, chunks)
      rest.catch((error) => decoder.destroy(error))
      yield* decoder as AsyncIterable<Buffer>
      chunk = await rest
    }
  } finally {
    await chunks.return?.()
  }
}

async function nextOf(chunks: AsyncIterator<Buffer>): Promise<Buffer | null> {
  const { value, done } = await chunks.next()
  return done === true ? null : value
}

/** Writes chunks until a frame ends within one; gives what is left of that one, or null at the end of the input. */
async function feed(decoder: ZstdDecompress, first: Buffer, chunks: AsyncIterator<Buffer>): Promise<Buffer | null> {
  let written = 0
  for (let chunk: Buffer | null = first; chunk !== null; chunk = await nextOf(chunks)) {
    const piece = chunk
    await new Promise<void>((resolve, reject) =>
      decoder.write(piece, (error) => (error == null ? resolve() : reject(error))),
    )
    written += piece.length
    const left = written - decoder.bytesWritten
    if (left > 0) {
      decoder.end()
      return piece.subarray(piece.length - left)
    }
  }
  decoder.end()
  return null
}

/** Node reads no xz: the program does. */
export async function* unxz(input: Stream): AsyncGenerator<Buffer> {
  const program = spawn('xz', ['--decompress', '--stdout'], { stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  program.stderr.on('data', (words: Buffer) => {
    complaint = `${complaint}${words}`.slice(0, 500)
  })
  const end = new Promise<void>((resolve, reject) => {
    program.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const missing = 'reading .xz needs the program xz; install it (xz-utils), or decompress the file first'
      reject(new Error(code === 'ENOENT' ? missing : message))
    })
    program.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(complaint.trim().replace(/^xz: \(stdin\): /, '') || `xz ended with code ${code}`))
    })
  })
  end.catch(() => {})
  // The pipe breaks when xz ends early; why it did is what `end` tells.
  const fed = pipeline(input, program.stdin).catch(() => {})
  try {
    yield* program.stdout as Readable as AsyncIterable<Buffer>
    await end
    await fed
  } finally {
    program.kill()
  }
}
