/** What changed between two revisions of a document, told in claims: added, reworded, withdrawn, struck, and who had objected. */
import { z } from 'zod'
import type { Clocks, Revision, RevisionView, SentenceView, Store } from '../../graph/index.ts'
import { CLAIM_THRESHOLD, contentProbability } from '../../graph/index.ts'
import { addressOf, clocksQuery } from './addresses.ts'
import type { Shown } from './rows.ts'
import { show } from './rows.ts'
import { ROW_SCHEMAS } from './schemas.ts'

/** Changed claims whose responses are looked up, and responses of each, at most. */
const MOST_CLAIMS = 200
const MOST_RESPONSES = 50

const place = z.object({ start: z.int(), end: z.int(), exact: z.string() }).nullable()
const changed = z.object({
  claim: z.string(),
  self: z.string(),
  change: z.enum(['added', 'reworded', 'withdrawn', 'struck', 'restored']),
  before: place,
  after: place,
  content: z
    .number()
    .nullable()
    .describe('Probability that the rewording changed what is said, not only how; null for other changes'),
  responses: z.array(ROW_SCHEMAS.response).describe('What was said to it, with the states of then'),
})

export const COMPARISON = z.object({
  document: z.string(),
  from: z.object({ id: z.string(), self: z.string() }),
  to: z.object({ id: z.string(), self: z.string() }),
  kept: z.int().describe('Claims that stand in both with the same words'),
  changes: z.array(changed),
})

interface Place {
  readonly start: number
  readonly end: number
  readonly exact: string
}

interface Change {
  readonly claim: string
  readonly change: 'added' | 'reworded' | 'withdrawn' | 'struck' | 'restored'
  readonly before: Place | null
  readonly after: Place | null
}

type Brief = Pick<Revision, 'id' | 'at'>

/** The clocks are those of the responses: unless asked, what had been said by the time of the later revision. */
export async function compare(store: Store, document: string, from: Brief, to: Brief, { asOf, knownBy }: Clocks) {
  const [a, b] = [await store.view(from.id), await store.view(to.id)]
  const { changes, kept } = changesBetween(a, b)
  const clocks = { asOf: asOf ?? later(from.at, to.at), knownBy }
  const told = []
  for (const [index, change] of changes.entries()) {
    const looked = index < MOST_CLAIMS && change.change !== 'added'
    const responses = looked ? await responsesTo(store, change.claim, clocks) : []
    told.push({ ...change, content: contentOf(change), self: addressOf('claim', change.claim), responses })
  }
  return { document, kept, changes: told }
}

function contentOf({ change, before, after }: Change): number | null {
  return change === 'reworded' && before !== null && after !== null
    ? contentProbability(before.exact, after.exact)
    : null
}

const later = (a: string | null, b: string | null): string | null => (a !== null && b !== null && a > b ? a : b)

async function responsesTo(store: Store, claim: string, clocks: Clocks): Promise<readonly Shown[]> {
  const question = { kind: 'response', sort: 'oldest', limit: MOST_RESPONSES, cursor: null, ...clocks } as const
  const { rows } = await store.ask({ ...question, filters: { target: claim } })
  return rows.map((row) => show('response', row, clocksQuery(clocks)))
}

/** Claims of two revisions side by side, in reading order: those of the newer, then those that only the older has. */
export function changesBetween(
  from: RevisionView | null,
  to: RevisionView | null,
): { readonly changes: readonly Change[]; readonly kept: number } {
  const before = claimsOf(from)
  const after = claimsOf(to)
  const changes: Change[] = []
  let kept = 0
  for (const [claim, now] of after) {
    const then = before.get(claim)
    const places = { claim, before: then?.place ?? null, after: now.place }
    if (then === undefined) changes.push({ ...places, change: 'added' })
    else if (then.struck !== now.struck) changes.push({ ...places, change: now.struck ? 'struck' : 'restored' })
    else if (then.place.exact !== now.place.exact) changes.push({ ...places, change: 'reworded' })
    else kept += 1
  }
  for (const [claim, { place: gone }] of before) {
    if (!after.has(claim)) changes.push({ claim, change: 'withdrawn', before: gone, after: null })
  }
  return { changes, kept }
}

function claimsOf(view: RevisionView | null): ReadonlyMap<string, { readonly place: Place; readonly struck: boolean }> {
  const isClaim = ({ kind, probability }: SentenceView): boolean =>
    kind === 'assertion' && probability >= CLAIM_THRESHOLD
  return new Map(
    (view?.sentences ?? [])
      .filter(isClaim)
      .map(({ claim, start, end, change }) => [
        claim,
        { place: { start, end, exact: view!.text.slice(start, end) }, struck: change === 'struck' },
      ]),
  )
}
