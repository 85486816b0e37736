/** Jobs: work that a request starts and does not wait for. They run one after another in a writing thread. */
import { randomUUID } from 'node:crypto'
import { problem } from '../problems.ts'
import { now } from '../time.ts'

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof JOB_STATES)[number]

/** A job as it is now; a new value each time it changes. */
export interface Job {
  readonly id: string
  readonly kind: 'ingest'
  readonly state: JobState
  /** Name of the token that started it. */
  readonly by: string
  readonly createdAt: string
  readonly finishedAt: string | null
  readonly progress: unknown
  readonly report: unknown
  readonly error: string | null
}

/** The signal tells that it was cancelled: it ends when it can, and what it gives then is its report. */
export type Work = (onProgress: (progress: unknown) => void, signal: AbortSignal) => Promise<unknown>

export interface Jobs {
  /** Queues work; throws a problem when too much waits already. What is cancelled before its turn is let go by `discard`. */
  start(by: string, work: Work, discard?: () => void): Job
  get(id: string): Job | null
  /** Ends a job as soon as that can be; one that has ended stays as it is. */
  cancel(id: string): void
  /** The job now and at each change, until it has ended, or the signal says that nobody listens any more. */
  watch(id: string, signal: AbortSignal): AsyncIterable<Job>
  readonly waiting: number
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>
}

const MOST_WAITING = 100
const MOST_KEPT = 1000

export function openJobs(): Jobs {
  const jobs = new Map<string, Job>()
  const watchers = new Map<string, Set<() => void>>()
  const running = new Map<string, AbortController>()
  let waiting = 0
  let tail: Promise<void> = Promise.resolve()

  function change(id: string, part: Partial<Job>): void {
    const job = jobs.get(id)
    if (job === undefined) return
    jobs.set(id, { ...job, ...part })
    for (const wake of watchers.get(id) ?? []) wake()
  }
  function forgetOldest(): void {
    for (const job of jobs.values()) {
      if (jobs.size < MOST_KEPT) return
      if (ended(job)) jobs.delete(job.id)
    }
  }
  async function run(id: string, work: Work, discard: () => void, { signal }: AbortController): Promise<void> {
    let end: Partial<Job>
    if (signal.aborted) {
      discard()
      end = { state: 'cancelled' }
    } else {
      change(id, { state: 'running' })
      try {
        const report = await work((progress) => change(id, { progress }), signal)
        end = { state: signal.aborted ? 'cancelled' : 'done', report }
      } catch (error) {
        end = { state: 'failed', error: error instanceof Error ? error.message : String(error) }
      }
    }
    waiting -= 1
    running.delete(id)
    change(id, { ...end, finishedAt: now() })
  }

  return {
    get waiting() {
      return waiting
    },
    start(by, work, discard = () => {}) {
      if (waiting >= MOST_WAITING) {
        throw problem('busy', `${waiting} jobs are waiting`, { headers: { 'Retry-After': '30' } })
      }
      forgetOldest()
      const id = randomUUID()
      const fresh = { state: 'queued', finishedAt: null, progress: null, report: null, error: null } as const
      const job: Job = { id, kind: 'ingest', by, createdAt: now(), ...fresh }
      jobs.set(id, job)
      waiting += 1
      const cancel = new AbortController()
      running.set(id, cancel)
      tail = tail.then(() => run(id, work, discard, cancel))
      return job
    },
    get: (id) => jobs.get(id) ?? null,
    cancel: (id) => running.get(id)?.abort(),
    async *watch(id, signal) {
      let changed = true
      let wake = (): void => {}
      const notice = (): void => {
        changed = true
        wake()
      }
      const own = watchers.get(id) ?? new Set()
      watchers.set(id, own.add(notice))
      signal.addEventListener('abort', notice)
      try {
        for (;;) {
          if (!changed) await new Promise<void>((resolve) => (wake = resolve))
          if (signal.aborted) return
          changed = false
          const job = jobs.get(id)
          if (job === undefined) return
          yield job
          if (ended(job)) return
        }
      } finally {
        signal.removeEventListener('abort', notice)
        own.delete(notice)
        if (own.size === 0) watchers.delete(id)
      }
    },
    idle: () => tail,
  }
}

function ended({ state }: Job): boolean {
  return state !== 'queued' && state !== 'running'
}
