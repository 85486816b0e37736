/** How fast requests may go out: so many at once, so many a minute, none before the endpoint wants them again. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface Pace {
  /** Does `work` when one of the places is free. */
  place<T>(work: () => Promise<T>): Promise<T>
  /** Waits until the next request may go out; rejects when the signal aborts. */
  turn(): Promise<void>
  /** Nothing goes out for so many milliseconds. */
  hold(ms: number): void
  /** Waits so long; rejects when the signal aborts. */
  wait(ms: number): Promise<void>
}

export interface PaceOptions {
  readonly parallel: number
  /** Requests a minute; null: no bound. */
  readonly rate: number | null
}

export function openPace({ parallel, rate }: PaceOptions, signal: AbortSignal): Pace {
  const gap = rate === null ? 0 : 60_000 / rate
  const waiting: (() => void)[] = []
  let taken = 0
  let earliest = 0

  async function wait(ms: number): Promise<void> {
    if (ms > 0) await sleep(ms, undefined, { signal })
    signal.throwIfAborted()
  }
  return {
    wait,
    async turn() {
      for (let now = Date.now(); now < earliest; now = Date.now()) await wait(earliest - now)
      earliest = Date.now() + gap
      await wait(0)
    },
    hold(ms) {
      earliest = Math.max(earliest, Date.now() + ms)
    },
    async place(work) {
      while (taken >= parallel) await new Promise<void>((resolve) => waiting.push(resolve))
      taken += 1
      try {
        return await work()
      } finally {
        taken -= 1
        waiting.shift()?.()
      }
    },
  }
}
