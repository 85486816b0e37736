/** When to try again: what the server says, else exponentially later with jitter. */

/** Statuses after which the same request may succeed. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524])

/** A refusal that says when to come back is one of too many requests, whatever its number (GitHub's is 403). */
export const isPassing = (status: number, retryAfterHeader: string | undefined): boolean =>
  PASSING.has(status) || (status === 403 && retryAfterHeader !== undefined)

/** Seconds of a Retry-After header, in either of its forms (RFC 9110); null where there is none that can be read. */
export function retryAfter(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text)
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000))
}

/**
 * Milliseconds before try number `tries + 1`: half fixed, half random, doubling from `base` up to a minute
 * ("equal jitter", after Brooker, Exponential Backoff and Jitter, 2015).
 */
export function backoff(tries: number, base: number, random: () => number): number {
  const full = Math.min(60_000, base * 2 ** (tries - 1))
  return full / 2 + (full / 2) * random()
}
