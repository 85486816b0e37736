/** Worker threads: where their files are, in a clone (.ts) and in the npm package (.js), and calls that are answered by id. */
import { type ResourceLimits, Worker } from 'node:worker_threads'

/** A worker thread from the file NAME beside `base` (an import.meta.url). */
export function thread(name: string, base: string, workerData?: unknown, resourceLimits: ResourceLimits = {}): Worker {
  const ending = base.endsWith('.ts') ? '.ts' : '.js'
  return new Worker(new URL(`./${name}${ending}`, base), { workerData, resourceLimits })
}

/** What a called thread sends: notes of how far it is, then one answer. */
export type Reply<Out, Note = never> =
  | { readonly id: number; readonly value: Out }
  | { readonly id: number; readonly error: string }
  | { readonly id: number; readonly note: Note }

interface Waiting<Out, Note> {
  resolve(value: Out): void
  reject(error: Error): void
  note(note: Note): void
}

/** One thread that is called: each call is answered once, by its id; all fail when the thread dies. */
export interface Caller<In, Out, Note = never> {
  readonly pending: number
  readonly dead: boolean
  call(value: In, onNote?: (note: Note) => void): Promise<Out>
  /** A message that has no answer. */
  tell(message: string): void
  close(): Promise<void>
}

export function caller<In, Out, Note = never>(worker: Worker): Caller<In, Out, Note> {
  const waiting = new Map<number, Waiting<Out, Note>>()
  let last = 0
  let dead: Error | null = null
  const die = (error: Error): void => {
    dead ??= error
    for (const { reject } of waiting.values()) reject(dead)
    waiting.clear()
  }
  worker.on('message', (reply: Reply<Out, Note>) => {
    const one = waiting.get(reply.id)
    if ('note' in reply) return one?.note(reply.note)
    waiting.delete(reply.id)
    if (waiting.size === 0) worker.unref()
    if ('error' in reply) one?.reject(new Error(reply.error))
    else one?.resolve(reply.value)
    return undefined
  })
  worker.on('error', die)
  worker.on('exit', (code) => die(new Error(`a worker thread ended with ${code}`)))
  worker.unref()
  return {
    get pending() {
      return waiting.size
    },
    get dead() {
      return dead !== null
    },
    call(value, onNote) {
      if (dead) return Promise.reject(dead)
      const id = ++last
      worker.ref()
      return new Promise<Out>((resolve, reject) => {
        waiting.set(id, { resolve, reject, note: (note) => onNote?.(note) })
        worker.postMessage({ id, value })
      })
    },
    tell(message) {
      worker.postMessage(message)
    },
    async close() {
      await worker.terminate()
    },
  }
}
