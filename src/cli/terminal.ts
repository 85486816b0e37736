/** Where the command line writes: answers on stdout (JSON unless a person reads it), everything else on stderr. */

export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const

export interface Terminal {
  /** True when JSON was asked for, or stdout is no terminal. */
  readonly json: boolean
  /** True when stderr is a terminal: progress may be drawn over. */
  readonly live: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborts at Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal
  /** One answer: as JSON, or as text where a person reads. */
  answer(json: unknown, text: () => string): void
  /** A message on stderr. */
  say(message: string): void
  /** Raw text on stdout; resolves when more may be written. */
  write(text: string): Promise<void>
}

export function openTerminal(json: boolean, signal: AbortSignal): Terminal {
  const asJson = json || !process.stdout.isTTY
  return {
    json: asJson,
    live: process.stderr.isTTY === true,
    env: process.env,
    signal,
    answer(value, text) {
      process.stdout.write(asJson ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`)
    },
    say(message) {
      process.stderr.write(`${message}\n`)
    },
    write(text) {
      return new Promise((resolve) => {
        if (process.stdout.write(text)) resolve()
        else process.stdout.once('drain', resolve)
      })
    },
  }
}
