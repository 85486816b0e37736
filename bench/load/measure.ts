/** Timing: medians and tails of repeated calls, in milliseconds. */

export interface Timing {
  readonly n: number
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** Time at the given share of a sorted list. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function timing(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b)
  return { n: sorted.length, p50: at(sorted, 0.5), p99: at(sorted, 0.99), max: sorted.at(-1) ?? Number.NaN }
}

/** Runs `call` with each of `inputs`, one after the other, and times each; nothing is discarded. */
export async function timeEach<T>(inputs: readonly T[], call: (input: T) => Promise<unknown>): Promise<Timing> {
  const times: number[] = []
  for (const input of inputs) {
    const start = performance.now()
    await call(input)
    times.push(performance.now() - start)
  }
  return timing(times)
}

/** Seconds that `work` takes, and what it gives. */
export async function seconds<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly value: T }> {
  const start = performance.now()
  const value = await work()
  return { seconds: (performance.now() - start) / 1000, value }
}

/** Three significant digits. */
export function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '-'
}
