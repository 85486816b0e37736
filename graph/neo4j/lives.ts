/**
 * The life of a claim: what each revision did to it, `kept` left out, in lists on the claim. A claim that was introduced and
 * never touched again, as most are, has no lists: its introduction stands in its other properties.
 */
import type { Analysis, Change, Iso } from '../model.ts'

export interface LifeLists {
  readonly lifeRevisions: readonly string[] | null
  readonly lifeNumbers: readonly number[] | null
  /** '' where a revision has no time. */
  readonly lifeTimes: readonly string[] | null
  readonly lifeChanges: readonly Change[] | null
  /** -1 where it was withdrawn. */
  readonly lifeStarts: readonly number[] | null
  readonly lifeEnds: readonly number[] | null
}

/** A claim as it is stored, as far as its life goes. */
export interface LivingClaim extends LifeLists {
  readonly introduced: string
  readonly number: number
  readonly at: Iso | null
  readonly start: number
  readonly end: number
}

export interface Event {
  readonly revision: string
  readonly number: number
  readonly at: Iso | null
  readonly change: Change
  readonly start: number | null
  readonly end: number | null
}

/** Properties of claims that `eventsOf` reads, for RETURN and map projections. */
export const LIFE =
  '.introduced, .number, .at, .start, .end, .lifeRevisions, .lifeNumbers, .lifeTimes, .lifeChanges, .lifeStarts, .lifeEnds'

/** What revisions did to a claim, oldest first; those without a time are always in. */
export function eventsOf(claim: LivingClaim, asOf: Iso | null = null): readonly Event[] {
  const { introduced: revision, number, at, start, end, lifeRevisions, lifeNumbers, lifeTimes, lifeChanges } = claim
  const events: readonly Event[] =
    lifeRevisions == null
      ? [{ revision, number, at, change: 'introduced', start, end }]
      : lifeRevisions.map((id, nth) => ({
          ...{ revision: id, number: lifeNumbers![nth]!, at: lifeTimes![nth]! || null, change: lifeChanges![nth]! },
          ...{ start: placeOf(claim.lifeStarts![nth]!), end: placeOf(claim.lifeEnds![nth]!) },
        }))
  return asOf === null ? events : events.filter((event) => event.at === null || event.at <= asOf)
}

const placeOf = (offset: number): number | null => (offset < 0 ? null : offset)
const NONE: LifeLists = {
  lifeRevisions: null,
  lifeNumbers: null,
  lifeTimes: null,
  lifeChanges: null,
  lifeStarts: null,
  lifeEnds: null,
}

/** The lists, and where it was introduced, of every claim of an analysis. */
export function livesOf({ claims, wordings, revisions }: Analysis): ReadonlyMap<string, LivingClaim> {
  const byId = new Map(revisions.map((revision) => [revision.id, revision]))
  const byClaim = Map.groupBy(wordings, ({ claim }) => claim)
  const lives = claims.map((claim): [string, LivingClaim] => {
    const mine = byClaim.get(claim.id) ?? []
    const first = mine.find(({ revision }) => revision === claim.introduced)
    const revision = byId.get(claim.introduced)
    const own = { start: first?.start ?? -1, end: first?.end ?? -1, number: revision?.number ?? 0 }
    const told = mine.filter(({ change }) => change !== 'kept')
    told.sort((a, b) => byId.get(a.revision)!.number - byId.get(b.revision)!.number)
    const only =
      told.length === 1 && told[0] === first && first?.change === 'introduced' && (revision?.at ?? null) === claim.at
    const lists = {
      lifeRevisions: told.map((wording) => wording.revision),
      lifeNumbers: told.map((wording) => byId.get(wording.revision)!.number),
      lifeTimes: told.map((wording) => byId.get(wording.revision)!.at ?? ''),
      lifeChanges: told.map((wording) => wording.change),
      lifeStarts: told.map((wording) => wording.start ?? -1),
      lifeEnds: told.map((wording) => wording.end ?? -1),
    }
    return [claim.id, { introduced: claim.introduced, at: claim.at, ...own, ...(only ? NONE : lists) }]
  })
  return new Map(lives)
}
