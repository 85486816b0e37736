/** A thread of the pool (pool.ts): does jobs as they come, and answers each by its id. */
import { parentPort } from 'node:worker_threads'
import type { Job } from './reading.ts'
import { withoutRecords, work } from './reading.ts'

const port = parentPort
port?.on('message', async ({ id, value }: { readonly id: number; readonly value: Job }) => {
  try {
    port.postMessage({ id, value: withoutRecords(await work(value)) })
  } catch (error) {
    port.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
