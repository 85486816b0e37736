/** What may go wrong with an endpoint: for one document, for now, or for good. */

/** This document cannot be read (refused, cut off, no usable answer); others may. */
export class DocumentFault extends Error {}

/** The endpoint did not answer in all its tries: too slow, too busy, not there. */
export class Unanswered extends Error {}

/** Nothing will be answered (wrong key, no such model, quota used up): asking on makes no sense. */
export class Halted extends Error {}

/** The run was stopped. */
export class Stopped extends Error {}

/** What to do about an answer's status. */
export type Course = 'retry' | 'simpler' | 'halt'

export function courseOf(status: number, body: string): Course {
  if (/insufficient_quota|billing/i.test(body) && status === 429) return 'halt'
  if (status === 408 || status === 409 || status === 425 || status === 429 || status >= 500) return 'retry'
  // The endpoint may not know a part of the request: it is asked more simply.
  return status === 400 || status === 415 || status === 422 ? 'simpler' : 'halt'
}

const MOST_SAID = 200

/** An endpoint's words for a person: short, and without the key. */
export function saidBy(body: string, key: string | null): string {
  let said = body
  try {
    const { error } = JSON.parse(body) as { error?: { message?: unknown } | string }
    said = typeof error === 'string' ? error : typeof error?.message === 'string' ? error.message : body
  } catch {
    // Not JSON: said as it is.
  }
  const plain = said.replace(/\s+/g, ' ').trim()
  return (key === null ? plain : plain.replaceAll(key, '***')).slice(0, MOST_SAID)
}

/** Milliseconds that Retry-After asks for (seconds, or a date); null when it does not say. */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null
  if (/^\d+(?:\.\d+)?$/.test(header.trim())) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
