/** A thread of the pool (pool.ts): does jobs as they come, and answers each by its id. */
import { parentPort, workerData } from 'node:worker_threads'
import type { LocalWeights } from '../training/weights.ts'
import type { Job } from './reading.ts'
import { modelOf, withoutRecords, work } from './reading.ts'

const port = parentPort
const model = modelOf(workerData as LocalWeights | null)
port?.on('message', async ({ id, value }: { readonly id: number; readonly value: Job }) => {
  try {
    port.postMessage({ id, value: withoutRecords(await work(value, model)) })
  } catch (error) {
    port.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
