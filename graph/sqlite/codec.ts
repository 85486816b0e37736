/** Small conversions between columns and the model. */
import type { Iso } from '../model.ts'
import { UNKNOWN_TIME } from '../time.ts'

/** The time that a row sorts by. */
export function momentOf(at: Iso | null): Iso {
  return at ?? UNKNOWN_TIME
}

export function timeOf(moment: Iso): Iso | null {
  return moment === UNKNOWN_TIME ? null : moment
}

/** A JSON column. The caller names the type that was written. */
export function parsed<T>(text: string): T {
  return JSON.parse(text) as T
}

/** A full-text query for words that stand one after the other. */
export function phrase(words: readonly string[]): string {
  return `"${words.join(' ')}"`
}
