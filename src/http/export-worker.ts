/** A thread that exports (export-stream.ts): gives a piece each time it is asked for one, null at the end. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ExportOptions } from '../../graph/index.ts'
import { openStore } from '../../graph/index.ts'

/** Characters a piece: large enough to spare messages, small enough to hold several at once. */
const PIECE = 256_000

const { address, options } = workerData as { readonly address: string; readonly options: ExportOptions }
const port = parentPort!

async function* pieces(): AsyncGenerator<string> {
  const store = await openStore(address, { readOnly: true })
  try {
    let piece = ''
    for await (const record of store.export(options)) {
      piece += `${record}\n`
      if (piece.length < PIECE) continue
      yield piece
      piece = ''
    }
    if (piece !== '') yield piece
  } finally {
    await store.close()
  }
}

const made = pieces()
async function next(id: number): Promise<void> {
  try {
    const { value, done } = await made.next()
    port.postMessage({ id, value: done ? null : value })
  } catch (error) {
    port.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
}
port.on('message', ({ id }: { readonly id: number }) => void next(id))
