/** Hostile inputs end within five seconds, in a thread that is killed otherwise, and lose no words. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOSTILE, type Hostile } from './hostile.ts'
import type { Found } from './hostile-worker.ts'

const LIMIT_MS = 5000
/** A thread that has loaded what it needs, so that the limit is for the reading alone. */
async function start(): Promise<Worker> {
  const started = new Worker(new URL('./hostile-worker.ts', import.meta.url))
  await once(started, 'message')
  return started
}
let worker: Worker

function read(name: string): Promise<Found | 'killed'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(async () => {
      await worker.terminate()
      worker = await start()
      resolve('killed')
    }, LIMIT_MS)
    worker.once('error', reject)
    worker.once('message', (found: Found) => {
      clearTimeout(timer)
      worker.off('error', reject)
      resolve(found)
    })
    worker.postMessage(name)
  })
}

const nameOf = ({ format, name }: Hostile): string => `${format}: ${name}`

describe('hostile input', () => {
  beforeAll(async () => {
    worker = await start()
  })
  afterAll(async () => {
    await worker.terminate()
  })
  it.each(HOSTILE.map(nameOf))('%s', async (name) => {
    expect(await read(name)).toEqual({ brokenLaws: [], keepsWords: true })
  })
})
