/** One request at a time for each host, with a pause between the end of one and the start of the next. */

export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

export interface Turns {
  /** Waits for the host's turn, does the work, and lets the next begin `pauseMs` after its end. */
  take<T>(host: string, pauseMs: number, work: () => Promise<T>): Promise<T>
}

export function openTurns(sleep: Sleep, now: () => number): Turns {
  const tails = new Map<string, Promise<unknown>>()
  const ended = new Map<string, number>()
  return {
    take(host, pauseMs, work) {
      const before = tails.get(host) ?? Promise.resolve()
      const turn = before.then(async () => {
        const since = ended.get(host)
        const wait = since === undefined ? 0 : since + pauseMs - now()
        if (wait > 0) await sleep(wait)
        try {
          return await work()
        } finally {
          ended.set(host, now())
        }
      })
      // A turn that failed is over too; whoever took it is told.
      tails.set(
        host,
        turn.catch(() => {}),
      )
      return turn
    },
  }
}
