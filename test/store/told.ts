/** What a store tells of responses and claims, by what was known at several dates. */
import type { Store } from '../../graph/index.ts'
import { rowsOf } from './drain.ts'

const DATES = ['2020-06-01T00:00:00Z', '2021-01-15T00:00:00Z', '2021-03-01T00:00:00Z', null]

export async function onceTold(store: Store): Promise<unknown> {
  const told = []
  for (const knownBy of DATES) {
    told.push(await rowsOf(store, 'response', {}, { knownBy }), await rowsOf(store, 'concept', {}, { knownBy }))
    told.push(await rowsOf(store, 'claim', {}, { asOf: knownBy }))
  }
  return told
}
