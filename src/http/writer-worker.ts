/**
 * The writing thread (writer.ts): opens the store for itself, ingests or drains, tells how far it is. What a person says
 * is kept between two batches of what runs (../ingestion/drain.ts).
 */
import { rmSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { openStore } from '../../graph/index.ts'
import { clientFor } from '../fetch/client.ts'
import { judge } from '../ingestion/drain.ts'
import type { IngestProgress, IngestReport } from '../ingestion/report.ts'
import { ingest, resume } from '../ingestion/run.ts'
import { now } from '../time.ts'
import { CANCEL, type WriterTask } from './writer.ts'

const { address, inside } = workerData as { readonly address: string; readonly inside: readonly string[] }
const stop = new AbortController()
const port = parentPort!
const opened = openStore(address)
/** What is being ingested, by its folder. */
const ingesting = new Map<string, AbortController>()

/** Reading goes first where processors are few: on Linux this is this thread's, and that of the threads it starts. */
const YIELDING = 10
if (process.platform === 'linux') setPriority(YIELDING)

/** Of one job: a forum that takes more is read on by the next job, where this one ended. */
const MOST_REQUESTS = 2000

/** At most so many notes a second: each wakes all who watch the job. */
const NOTE_MS = 200

async function run(task: WriterTask, note: (progress: IngestProgress) => void): Promise<IngestReport | null> {
  const store = await opened
  if (task.do === 'drain') return resume(store, now(), stop.signal)
  if (task.do === 'judge') {
    await judge(store, task.judgement)
    return null
  }
  const cancel = new AbortController()
  ingesting.set(task.remove, cancel)
  const signal = AbortSignal.any([stop.signal, cancel.signal])
  try {
    return await ingest({
      store,
      inputs: task.inputs,
      observedAt: now(),
      signal,
      onProgress: note,
      client: clientFor({ env: process.env, signal, inside, requests: MOST_REQUESTS }),
      say: (message) => process.stderr.write(`${message}\n`),
    })
  } finally {
    ingesting.delete(task.remove)
    rmSync(task.remove, { recursive: true, force: true })
  }
}

function paced(id: number): (progress: IngestProgress) => void {
  let last = 0
  return (progress) => {
    if (performance.now() - last < NOTE_MS) return
    last = performance.now()
    port.postMessage({ id, note: progress })
  }
}

async function answer({ id, value }: { readonly id: number; readonly value: WriterTask }): Promise<void> {
  try {
    port.postMessage({ id, value: await run(value, paced(id)) })
  } catch (error) {
    port.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
}

port.on('message', (message: string | { readonly id: number; readonly value: WriterTask }) => {
  if (message === 'stop') stop.abort()
  else if (typeof message === 'string') ingesting.get(message.slice(CANCEL.length))?.abort()
  else void answer(message)
})
