/** The writing thread: ingests and drains with a store handle of its own, so that reading is never held up. */

import type { Judgement } from '../../graph/index.ts'
import type { Input } from '../ingestion/inputs.ts'
import type { IngestProgress, IngestReport } from '../ingestion/report.ts'
import type { Caller } from '../threads.ts'
import { caller, thread } from '../threads.ts'

export type WriterTask =
  | { readonly do: 'drain' }
  /** Ingests files of ours (a request's body, a fetched page), and removes them, or what a source reads over HTTP. */
  | { readonly do: 'ingest'; readonly inputs: readonly Input[]; readonly remove: string }
  /** Keeps what a person said, and computes the states that follow. */
  | { readonly do: 'judge'; readonly judgement: Judgement }

/** Before the folder of the ingest that is to end. */
export const CANCEL = 'cancel '

export interface Writer {
  /** The signal ends it at its next batch; its report says so. */
  run(
    task: Exclude<WriterTask, { do: 'judge' }>,
    onProgress: (progress: IngestProgress) => void,
    signal?: AbortSignal,
  ): Promise<IngestReport>
  /** Returns when it is stored with the states that follow from it; a running ingest waits for it between two batches. */
  judge(judgement: Judgement): Promise<void>
  /** Lets the running task end at its next batch. */
  stop(): void
  close(): Promise<void>
}

/** A writer over the store at `address`, that may fetch from public hosts and those `inside`. The thread starts with the first task, and again if it should die. */
export function openWriter(address: string, inside: readonly string[] = []): Writer {
  let worker: Caller<WriterTask, IngestReport | null, IngestProgress> | null = null
  const alive = () => {
    if (worker === null || worker.dead) worker = caller(thread('writer-worker', import.meta.url, { address, inside }))
    return worker
  }
  return {
    async run(task, onProgress, signal) {
      const cancel = () => task.do === 'ingest' && worker?.tell(`${CANCEL}${task.remove}`)
      signal?.addEventListener('abort', cancel)
      try {
        return (await alive().call(task, onProgress))!
      } finally {
        signal?.removeEventListener('abort', cancel)
      }
    },
    async judge(judgement) {
      await alive().call({ do: 'judge', judgement })
    },
    stop() {
      worker?.tell('stop')
    },
    async close() {
      await worker?.close()
    },
  }
}
