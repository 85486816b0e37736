/** Single things by id: a response, a claim with its thread and its life, a concept, an author. */
import { z } from 'zod'
import type { Clocks, Row, RowKind, Store, Thread } from '../../../graph/index.ts'
import { ACTIVITY, activityOf } from '../../answers/activity.ts'
import { addressOf, clocksQuery, revisionAddress } from '../../answers/addresses.ts'
import { lifeOf } from '../../answers/life.ts'
import { claimMap, conceptMap, MAP } from '../../answers/map.ts'
import { CLOCKS, clocksOf } from '../../answers/params.ts'
import type { Shown } from '../../answers/rows.ts'
import { show } from '../../answers/rows.ts'
import { ROW_SCHEMAS } from '../../answers/schemas.ts'
import { problem } from '../../problems.ts'
import { memento } from '../memento.ts'
import { json } from '../reply.ts'
import type { Asked, Route } from '../route.ts'
import { route } from '../route.ts'

/** A row by id; a problem when there is none, or none yet. */
export async function rowOf<K extends RowKind>(store: Store, kind: K, id: string, clocks: Clocks): Promise<Row<K>> {
  const row = await store.row(kind, id, clocks)
  if (row === null) {
    const then = clocks.asOf === null && clocks.knownBy === null ? '' : ' at that time'
    throw problem('unknown-id', `no ${kind} has the id "${id.slice(0, 200)}"${then}`, { extra: { id } })
  }
  return row
}

type Params = { readonly 'as-of'?: string | undefined; readonly 'known-by'?: string | undefined }

/** A body about one thing, on the clocks that were asked. */
function thing(asked: Asked<Params>, body: object) {
  const clocks = clocksOf(asked.params)
  const { links, headers } = memento(clocks, asked.address)
  return json({ ...body, asOf: clocks.asOf, knownBy: clocks.knownBy }, { links, headers })
}

const query = z.object(CLOCKS)
const clocked = { asOf: z.string().nullable(), knownBy: z.string().nullable() }

function single(kind: 'response' | 'concept' | 'author' | 'claim', path: string, summary: string): Route {
  return route({
    path,
    summary,
    parts: { id: `Id of the ${kind}` },
    query,
    answers: { schema: ROW_SCHEMAS[kind].extend(clocked) },
    async handle(asked) {
      const clocks = clocksOf(asked.params)
      const row = await rowOf(asked.service.store, kind, asked.path.id!, clocks)
      return thing(asked, show(kind, row, clocksQuery(clocks)))
    },
  })
}

/** Responses in a claim's thread at most. */
const MOST_IN_THREAD = 500

const node = ROW_SCHEMAS.response.extend({
  answers: z.string().nullable().describe('The response that it answers; null where it answers the claim'),
  depth: z.int(),
})

function shownThread({ claim, responses, more }: Thread, clocks: string): object {
  const nodes = responses.map(({ response, answers, depth }) => ({
    ...show('response', response, clocks),
    answers,
    depth,
  }))
  return { claim: show('claim', claim, clocks), responses: nodes, more }
}

const thread = route({
  path: '/claims/{id}/thread',
  summary: 'A claim with what answers it, and what answers those answers, in the order of reading',
  parts: { id: 'Id of the claim' },
  query,
  answers: {
    schema: z.object({ claim: ROW_SCHEMAS.claim, responses: z.array(node), more: z.boolean(), ...clocked }),
  },
  async handle(asked) {
    const clocks = clocksOf(asked.params)
    const { store } = asked.service
    const found = await store.thread(asked.path.id!, clocks, MOST_IN_THREAD)
    // `rowOf` says in the same words as elsewhere that there is no such claim.
    if (found === null) return thing(asked, await rowOf(store, 'claim', asked.path.id!, clocks))
    return thing(asked, shownThread(found, clocksQuery(clocks)))
  },
})

const HISTORY = ROW_SCHEMAS.claim.shape.history.element.extend({
  self: z.string().describe('The revision'),
  promptedBy: z.array(ROW_SCHEMAS.response).describe('Responses that this revision met'),
})

const history = route({
  path: '/claims/{id}/history',
  summary: 'The life of a claim: each revision that changed it, its exact words there, and what prompted the change',
  parts: { id: 'Id of the claim' },
  query,
  answers: { schema: z.object({ claim: ROW_SCHEMAS.claim, history: z.array(HISTORY), ...clocked }) },
  async handle(asked) {
    const clocks = clocksOf(asked.params)
    const { store } = asked.service
    const row = await rowOf(store, 'claim', asked.path.id!, clocks)
    const suffix = clocksQuery(clocks)
    const events = await lifeOf(store, row, clocks)
    const life = events.map((event) => ({
      ...event,
      self: revisionAddress(row.document.id, event.revision),
      promptedBy: event.promptedBy.map((one): Shown => show('response', one, suffix)),
    }))
    return thing(asked, { claim: show('claim', row, suffix), history: life })
  },
})

const activity = route({
  path: '/concepts/{id}/activity',
  summary: 'What was said to a concept over time, and by whom: counts by act',
  parts: { id: 'Id of the concept' },
  query,
  answers: { schema: ACTIVITY.extend(clocked) },
  async handle(asked) {
    const clocks = clocksOf(asked.params)
    const { store } = asked.service
    const row = await rowOf(store, 'concept', asked.path.id!, clocks)
    const { people, ...rest } = await activityOf(store, row.id, clocks)
    const suffix = clocksQuery(clocks)
    const named = people.map((one) => ({ ...one, self: addressOf('author', one.id, suffix) }))
    return thing(asked, { ...rest, people: named })
  },
})

function map(kind: 'claim' | 'concept', path: string, summary: string): Route {
  return route({
    path,
    summary,
    parts: { id: `Id of the ${kind}` },
    query,
    answers: { schema: MAP.extend(clocked) },
    async handle(asked) {
      const clocks = clocksOf(asked.params)
      const { store } = asked.service
      if (kind === 'claim')
        return thing(asked, await claimMap(store, await rowOf(store, kind, asked.path.id!, clocks), clocks))
      return thing(asked, await conceptMap(store, await rowOf(store, kind, asked.path.id!, clocks), clocks))
    },
  })
}

export const THINGS: readonly Route[] = [
  single('response', '/responses/{id}', 'A response: its exact words, those it answers, its state'),
  single('claim', '/claims/{id}', 'A claim: its words, where it stands, its life, how many respond to it'),
  thread,
  history,
  single('concept', '/concepts/{id}', 'A concept with its names and where each was learned'),
  activity,
  map('claim', '/claims/{id}/map', 'A claim and what responds to it, as nodes and edges'),
  map('concept', '/concepts/{id}/map', 'A concept, the claims about it and who responds to them, as nodes and edges'),
  single('author', '/authors/{id}', 'An author'),
]
