/** What was said to a concept over time, and by whom: counts by period, and the people on each side. */
import { z } from 'zod'
import type { Act, AuthorBrief, Clocks, ResponseRow, Store } from '../../graph/index.ts'
import { allOf, MOST } from './all.ts'

/** Periods that a chart has room for: longer ones are taken until they fit. */
const MOST_PERIODS = 40

const UNITS = ['month', 'quarter', 'year'] as const
type Unit = (typeof UNITS)[number]
const MONTHS: Readonly<Record<Unit, number>> = { month: 1, quarter: 3, year: 12 }

const counts = z.record(z.string(), z.int()).describe('How many responses, by act')

export const ACTIVITY = z.object({
  unit: z.enum(UNITS).describe('Length of each period'),
  periods: z.array(z.object({ from: z.string().describe('First day of the period'), counts })),
  undated: z.int().describe('Responses without a date, in no period'),
  people: z
    .array(z.object({ id: z.string(), name: z.string(), self: z.string(), counts }))
    .describe('Who responded, those first who did most'),
  more: z.boolean().describe(`There are more than the ${MOST} newest, which are counted`),
})

export interface Activity {
  readonly unit: Unit
  readonly periods: readonly { readonly from: string; readonly counts: Counts }[]
  readonly undated: number
  readonly people: readonly (AuthorBrief & { readonly counts: Counts })[]
  readonly more: boolean
}

export type Counts = { readonly [act in Act]?: number }

/** Activity about a concept, by its id. */
export async function activityOf(store: Store, concept: string, { asOf, knownBy }: Clocks): Promise<Activity> {
  const { rows, more } = await allOf(store, {
    ...{ kind: 'response', sort: 'newest', limit: 1, cursor: null, asOf, knownBy },
    filters: { target: concept },
  })
  return { ...activity(rows), more }
}

/** The same of rows that are at hand. */
export function activity(rows: readonly ResponseRow[]): Omit<Activity, 'more'> {
  const dated = rows.filter(({ at }) => at !== null).map((row) => ({ act: row.act, month: monthOf(row.at!) }))
  const months = dated.map(({ month }) => month)
  const first = months.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const last = months.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const unit = UNITS.find((one) => (last - first) / MONTHS[one] < MOST_PERIODS) ?? 'year'
  const period = (month: number): number => Math.floor(month / MONTHS[unit])
  const found = Map.groupBy(dated, ({ month }) => period(month))
  const periods = dated.length === 0 ? [] : range(period(first), period(last))
  const people = Map.groupBy(
    rows.filter(({ author }) => author !== null),
    ({ author }) => author!.id,
  )
  return {
    unit,
    periods: periods.map((at) => ({ from: dayOf(at * MONTHS[unit]), counts: countsOf(found.get(at) ?? []) })),
    undated: rows.length - dated.length,
    people: [...people.values()]
      .sort((a, b) => b.length - a.length)
      .map((all) => ({ ...all[0]!.author!, counts: countsOf(all) })),
  }
}

export function countsOf(rows: readonly { readonly act: Act }[]): Counts {
  const counted: { [act in Act]?: number } = {}
  for (const { act } of rows) counted[act] = (counted[act] ?? 0) + 1
  return counted
}

const monthOf = (at: string): number => Number(at.slice(0, 4)) * 12 + Number(at.slice(5, 7)) - 1
const dayOf = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`
const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n)
