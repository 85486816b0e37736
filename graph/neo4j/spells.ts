/** Spells as they are kept on what they are of: "FROM TO state cause" with times of one width, so that they compare. */
import type { Iso, Spell } from '../model.ts'

const BEGINNING = '0000-00-00T00:00:00Z'
const NOW = '9999-99-99T99:99:99Z'

export interface DatedState {
  readonly state: string
  readonly from: Iso | null
  readonly to: Iso | null
  readonly cause: string | null
}

export function packSpell({ from, to, state, cause }: Spell): string {
  return `${from ?? BEGINNING} ${to ?? NOW} ${state} ${cause ?? ''}`
}

export function unpackSpell(packed: string): DatedState {
  const [from, to, state, ...cause] = packed.split(' ') as [string, string, string, ...string[]]
  return {
    state,
    from: from === BEGINNING ? null : from,
    to: to === NOW ? null : to,
    cause: cause.join(' ') || null,
  }
}

/** The one that held at a date; null: that holds today. */
export function spellAt(spells: readonly string[] | null, date: Iso | null): DatedState | null {
  const told = (spells ?? []).map(unpackSpell)
  const holds = ({ from, to }: DatedState): boolean =>
    date === null ? to === null : (from === null || from <= date) && (to === null || to > date)
  return told.find(holds) ?? null
}
