/** Puts a prepared batch into the store, again and again where another writer was faster. */
import { Conflict } from '../../graph/index.ts'
import type { Prepared, PrepareOptions } from './prepare.ts'
import { prepare } from './prepare.ts'
import type { ReadItem } from './report.ts'

const MOST_TRIES = 20

/** Puts a batch; what another writer changed meanwhile is read, merged and analysed again. */
export async function put(prepared: Prepared, making: PrepareOptions): Promise<void> {
  const { store, tally, observedAt } = making
  tally.unchanged(prepared.unchanged)
  let { puts, fresh } = prepared
  const became = new Map<string, ReadItem['outcome']>()
  for (let tries = 1; puts.length > 0; tries++) {
    try {
      const { outcomes, claims } = await store.put(puts, observedAt)
      for (const [at, { analysis }] of puts.entries()) became.set(analysis.document.id, outcomes[at]!)
      tally.put(
        outcomes,
        claims,
        puts.flatMap(({ analysis }, at) =>
          outcomes[at] === 'unchanged' ? [] : (fresh.get(analysis.document.id) ?? []),
        ),
      )
      break
    } catch (error) {
      if (!(error instanceof Conflict) || tries === MOST_TRIES) throw error
      const stale = new Set(error.documents)
      const again = new Map([...prepared.readings].filter(([id]) => stale.has(id)))
      const renewed = await prepare(again, making)
      tally.unchanged(renewed.unchanged)
      puts = [...puts.filter(({ analysis }) => !stale.has(analysis.document.id)), ...renewed.puts]
      fresh = new Map([...fresh, ...renewed.fresh])
    }
  }
  for (const document of prepared.readings.keys())
    tally.read({ document, outcome: became.get(document) ?? 'unchanged' })
}
