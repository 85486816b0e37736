/** An export over HTTP: made in a thread of its own, piece by piece, no faster than the client takes it. */
import type { ExportOptions } from '../../graph/index.ts'
import { problem } from '../problems.ts'
import { caller, thread } from '../threads.ts'

const MOST = 4
let running = 0

/** Pieces of an export of the store at `address`; throws a problem when too many are under way. */
export function exportStream(address: string, options: ExportOptions): AsyncIterable<string> {
  if (running >= MOST) {
    throw problem('busy', `${MOST} exports are under way`, { headers: { 'Retry-After': '30' } })
  }
  return read(address, options)
}

async function* read(address: string, options: ExportOptions): AsyncGenerator<string> {
  running += 1
  const worker = caller<null, string | null>(thread('export-worker', import.meta.url, { address, options }))
  try {
    for (;;) {
      const piece = await worker.call(null)
      if (piece === null) return
      yield piece
    }
  } finally {
    running -= 1
    await worker.close()
  }
}
