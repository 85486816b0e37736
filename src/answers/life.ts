/** The life of a claim: each revision that changed it, with the responses that the revision met. */
import type { ClaimRow, Clocks, ResponseRow, Store } from '../../graph/index.ts'

export type LifeEvent = ClaimRow['history'][number] & { readonly promptedBy: readonly ResponseRow[] }

/** Responses to one claim that are looked through at most. */
const MOST = 500

export async function lifeOf(store: Store, claim: ClaimRow, clocks: Clocks): Promise<readonly LifeEvent[]> {
  const met = { kind: 'response', sort: 'oldest', limit: MOST, cursor: null, ...clocks } as const
  const { rows } = await store.ask({ ...met, filters: { target: claim.id, state: ['met_by_edit'] } })
  return claim.history.map((event) => ({
    ...event,
    promptedBy: rows.filter(({ stateCause }) => stateCause === event.revision),
  }))
}
