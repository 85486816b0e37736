/** Times: parsed once, kept in one canonical form, so that they compare as strings. */
import type { Iso } from './model.ts'

/** Before every known time: orders rows whose time the source does not say. */
export const UNKNOWN_TIME: Iso = '0000-01-01T00:00:00Z'

/**
 * Canonical form of a time: UTC, whole seconds (fractions are cut, so that times compare as strings).
 * A bare date is its first instant; a time without zone is UTC. Null when it cannot be read.
 */
export function instant(text: string): Iso | null {
  const trimmed = text.trim()
  if (!/^\d{4}(-\d{2}(-\d{2})?)?/.test(trimmed)) return null
  const local = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(trimmed)
  const ms = Date.parse(local ? `${trimmed.replace(' ', 'T')}Z` : trimmed)
  return Number.isNaN(ms) || !isDay(trimmed) ? null : fromMs(ms)
}

/** Whether the day that a time names is in the calendar: `Date.parse` takes 30 February for 1 March. */
function isDay(text: string): boolean {
  const [year = 0, month = 1, day = 1] = text.slice(0, 10).split('-').map(Number)
  return Number.isNaN(day) || day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Canonical form of milliseconds since 1970. */
export function fromMs(ms: number): Iso {
  return `${new Date(ms).toISOString().slice(0, -5)}Z`
}

/** Milliseconds between two times. */
export function between(from: Iso, to: Iso): number {
  return Date.parse(to) - Date.parse(from)
}
