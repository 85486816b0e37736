/** The life of a claim as of a date: what each revision did to it, with its words there. */
import type { Change, Iso } from './model.ts'
import { polarityChanged } from './polarity.ts'
import type { ClaimRow } from './question.ts'
import { contentProbability } from './rewording.ts'
import { holds, type SearchTerms } from './search.ts'

export interface LifeEvent {
  readonly revision: string
  readonly number: number
  readonly at: Iso | null
  readonly change: Change
  readonly start: number | null
  readonly end: number | null
  readonly exact: string | null
}

/** Its words by then: the present ones, or the last when it is withdrawn. */
export function wordsOf(life: readonly LifeEvent[]): string | null {
  return life.findLast(({ exact }) => exact !== null)?.exact ?? null
}

export function isWithdrawn(life: readonly LifeEvent[]): boolean {
  const last = life.at(-1)?.change
  return last === 'withdrawn' || last === 'struck'
}

/** The life as a claim's row tells it: with where a rewording changed the sense, and how likely its content. */
export function historyOf(life: readonly LifeEvent[]): ClaimRow['history'] {
  let before: string | null = null
  return life.map((event) => {
    const { change, exact } = event
    const reworded = change === 'reworded' && before !== null && exact !== null ? ([before, exact] as const) : null
    before = exact ?? before
    return {
      ...event,
      polarity: reworded !== null && polarityChanged(...reworded),
      content: reworded === null ? null : contentProbability(...reworded),
    }
  })
}

/** The newest wording that holds what was looked for; null where, by then, none did. */
export function wordingThatHolds(life: readonly LifeEvent[], terms: SearchTerms): string | null {
  return life.findLast(({ exact }) => exact !== null && holds(exact, terms))?.exact ?? null
}
