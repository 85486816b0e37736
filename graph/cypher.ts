/** The Cypher of filters: conditions over parameters that one function gives. Names as graph/filters.ts tells. */
import type { FilterValues } from './question.ts'
import { searchTerms } from './search.ts'
import type { Meant } from './sql.ts'
import { CLAIM_THRESHOLD, RESPONSE_THRESHOLD } from './views.ts'

/** A condition, or null where the filter was not asked. */
export type Cypher = (meant: Meant<string>) => string | null

export const asked =
  (key: keyof FilterValues, condition: string): Cypher =>
  ({ filters }) =>
    filters[key] === undefined ? null : condition

export const listed =
  (key: 'act' | 'state' | 'targetState' | 'change', condition: string): Cypher =>
  ({ filters }) =>
    (filters[key] ?? []).length === 0 ? null : condition

/** The state at the asked date: today's stands in the node, another day's is looked up among the spells. */
export const heldThen =
  (key: 'state' | 'targetState', column: string, spells: string): Cypher =>
  (meant) =>
    listed(key, meant.asOf === null ? `${column} IN $${key}` : heldAt(spells, `$${key}`, '$asOf'))(meant)

/** A spell of `spells` (packed as graph/neo4j/spells.ts tells) with one of `states` held at `date`. */
export function heldAt(spells: string, states: string, date: string): string {
  return `any(s IN ${spells} WHERE substring(s, 0, 20) <= ${date} AND substring(s, 21, 20) > ${date}
    AND split(s, ' ')[2] IN ${states})`
}

/** The times of events of a claim's life, `''` where unknown. */
const eventTimes = ({ filters: { since, before }, asOf }: Meant<string>, time: string): string =>
  [
    ...(since === undefined ? [] : [` AND ${time} >= $since`]),
    ...(before === undefined ? [] : [` AND ${time} < $before AND ${time} <> ''`]),
    ...(asOf === null ? [] : [` AND ${time} <= $asOf`]),
  ].join('')

/** A claim without lists was introduced and never touched again; what kept it stands in the revisions. */
export const changedThen: Cypher = (meant) => {
  const { change = [] } = meant.filters
  if (change.length === 0) return null
  const told = `CASE WHEN c.lifeChanges IS NULL
    THEN 'introduced' IN $change${eventTimes(meant, "coalesce(c.at, '')")}
    ELSE any(i IN range(0, size(c.lifeChanges) - 1)
      WHERE c.lifeChanges[i] IN $change${eventTimes(meant, 'c.lifeTimes[i]')}) END`
  const kept = `EXISTS { MATCH (c)-[:IN]->(:Document)<-[:OF]-(v:Revision)
    WHERE any(i IN range(0, size(v.wordings) / 4 - 1) WHERE v.wordings[i * 4] = c.ord AND v.wordings[i * 4 + 1] = 1)
      ${eventTimes(meant, "coalesce(v.at, '')")} }`
  return change.includes('kept') ? `(${told} OR ${kept})` : told
}

/** What the last change by then left of the claim. */
export const claimStateThen: Cypher = (meant) =>
  asked(
    'claimState',
    meant.asOf === null
      ? 'c.state = $claimState'
      : `(CASE WHEN c.lifeChanges IS NULL THEN 'introduced'
          ELSE last([i IN range(0, size(c.lifeChanges) - 1) WHERE c.lifeTimes[i] <= $asOf | c.lifeChanges[i]]) END
          IN ['withdrawn', 'struck']) = ($claimState = 'withdrawn')`,
  )(meant)

/** A row without a time is before and after nothing. With `unless`, the dates are those of something else. */
export const timed =
  (key: 'since' | 'before', alias: string, unless?: keyof FilterValues): Cypher =>
  (meant) =>
    unless !== undefined && meant.filters[unless] !== undefined
      ? null
      : asked(key, `${alias}.order ${key === 'since' ? '>' : '<'} $${key} AND ${alias}.order > '0001'`)(meant)

export const spokenIn = (key: 'document' | 'source', from: string, property: string): Cypher =>
  asked(key, `EXISTS { MATCH ${from}->(o:Document) WHERE o.${property} = $${key} }`)

export const verdictIs =
  (column: string): Cypher =>
  ({ filters: { judged } }) => {
    if (judged === undefined) return `coalesce(${column}, '') <> 'rejected'`
    return judged === 'none' ? `${column} IS NULL` : `${column} = $judged`
  }

/** A response's verdict is its version's; a claim's latest stands in its node, that of another day is looked up. */
export const claimVerdictIs: Cypher = (meant) =>
  verdictIs(
    meant.knownBy === null
      ? 'c.verdict'
      : `COLLECT { MATCH (j:Judgement) WHERE j.subject = c.id AND j.at <= $knownBy
          RETURN j.verdict ORDER BY j.at DESC, j.id DESC LIMIT 1 }[0]`,
  )(meant)

/** Words in normal form that hold every part of the search; parts stand between spaces. */
export function holdsWords(words: string): string {
  return `(size($parts) > 0 AND all(part IN $parts WHERE (' ' + coalesce(${words}, '') + ' ') CONTAINS part))`
}

export const claimWords = holdsWords('c.words')

type Value = null | string | number | readonly string[]

/** The parameters of all conditions. */
export function cypherParams({ filters, asOf, knownBy, authors, against, document }: Meant<string>) {
  const { act, state, targetState, change, claimState, since, before, source, minConfidence, judged, q } = filters
  const params: Readonly<Record<string, Value | undefined>> = {
    ...{ act, state, targetState, change, claimState, since, before, source, judged },
    ...{ asOf, knownBy, authors, against, document },
    confidence: minConfidence ?? RESPONSE_THRESHOLD,
    probability: minConfidence ?? CLAIM_THRESHOLD,
    parts: q === undefined ? [] : searchTerms(q).parts.map((words) => ` ${words.join(' ')} `),
  }
  return params
}
