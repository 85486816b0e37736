/** What the front page shows of a graph: the newest objections, what is contested most, what made an author edit. */
import type {
  ClaimRow,
  ConceptRow,
  Counts,
  DisagreementRow,
  DocumentRow,
  ResponseRow,
  Store,
} from '../../graph/index.ts'

/** Objections among which the most contested claims are looked for. */
const LOOKED_THROUGH = 500
const CONTESTED = 5
const SHOWN = 4
const EXAMPLES = 12

export interface Front {
  readonly counts: Counts
  readonly newest: readonly ResponseRow[]
  readonly edits: readonly ResponseRow[]
  readonly contested: readonly ClaimRow[]
  readonly documents: readonly DocumentRow[]
  readonly concepts: readonly ConceptRow[]
  readonly pair: DisagreementRow | null
}

const now = { sort: 'newest', cursor: null, asOf: null, knownBy: null } as const

export async function frontOf(store: Store): Promise<Front> {
  const [counts, open, edits, documents, concepts, pairs] = await Promise.all([
    store.counts(),
    store.ask({ ...now, kind: 'response', limit: LOOKED_THROUGH, filters: { act: ['objection'], state: ['open'] } }),
    store.ask({ ...now, kind: 'response', limit: SHOWN, filters: { state: ['met_by_edit'] } }),
    store.ask({ ...now, kind: 'document', limit: SHOWN, filters: {} }),
    store.ask({ ...now, kind: 'concept', limit: EXAMPLES, filters: {} }),
    store.ask({ ...now, kind: 'disagreement', limit: 1, filters: {} }),
  ])
  return {
    counts,
    newest: open.rows.slice(0, SHOWN),
    edits: edits.rows,
    contested: await contestedOf(store, open.rows),
    documents: documents.rows,
    concepts: concepts.rows,
    pair: pairs.rows[0] ?? null,
  }
}

/** The claims that most of these objections attack. */
async function contestedOf(store: Store, objections: readonly ResponseRow[]): Promise<readonly ClaimRow[]> {
  const aimed = objections.filter(({ to }) => to.claim !== null)
  const most = [...Map.groupBy(aimed, ({ to }) => to.claim!)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, CONTESTED)
  const rows = await Promise.all(most.map(([id]) => store.row('claim', id, now)))
  return rows.filter((row) => row !== null)
}
