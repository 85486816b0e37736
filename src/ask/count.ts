/** "How many objections target IDA?": the number beside the rows. */
import type { Question, Store } from '../../graph/index.ts'
import { allOf } from '../answers/all.ts'

export interface Count {
  readonly rows: number
  /** There are more: counting ends at some thousand. */
  readonly more: boolean
}

/** Whether a question wants a number. */
export function asksHowMany(q: string): boolean {
  return /\bhow\s+many\b/iu.test(q)
}

/** How many rows a question has, whatever its limit. */
export async function countOf(store: Store, question: Question): Promise<Count> {
  const { rows, more } = await allOf(store, question)
  return { rows: rows.length, more }
}

/** "There are 12." */
export function countText({ rows, more }: Count): string {
  const number = rows.toLocaleString('en')
  if (more) return `There are more than ${number}.`
  return rows === 0 ? 'There are none.' : rows === 1 ? 'There is 1.' : `There are ${number}.`
}
