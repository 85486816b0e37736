/** A small part of the graph as nodes and edges, to be drawn: what responds to a claim, or who says what about a concept. */
import { z } from 'zod'
import type { Act, ClaimRow, Clocks, ConceptRow, ResponseRow, ResponseState, Store } from '../../graph/index.ts'
import { ACTS, RESPONSE_STATES } from '../../graph/index.ts'
import { addressOf, clocksQuery } from './addresses.ts'

/** More cannot be told apart in a drawing; `more` says that some are left out. */
const MOST = 80
const MOST_LABEL = 200

const KINDS = ['claim', 'response', 'concept', 'author'] as const

export const MAP = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      self: z.string(),
      kind: z.enum(KINDS),
      label: z.string().describe(`Its words, ${MOST_LABEL} characters at most`),
      act: z.enum(ACTS).nullable(),
      state: z.enum(RESPONSE_STATES).nullable(),
      by: z.string().nullable(),
    }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      act: z.enum(ACTS).nullable().describe('null: is about'),
      count: z.int(),
    }),
  ),
  more: z.boolean(),
})

export interface MapNode {
  readonly id: string
  readonly self: string
  readonly kind: (typeof KINDS)[number]
  readonly label: string
  readonly act: Act | null
  readonly state: ResponseState | null
  readonly by: string | null
}

export interface MapEdge {
  readonly from: string
  readonly to: string
  readonly act: Act | null
  readonly count: number
}

export interface GraphMap {
  readonly nodes: readonly MapNode[]
  readonly edges: readonly MapEdge[]
  readonly more: boolean
}

const plain = { act: null, state: null, by: null } as const
const cut = (text: string): string => (text.length <= MOST_LABEL ? text : `${text.slice(0, MOST_LABEL - 1)}…`)

/** A claim with the responses to it and to them. */
export async function claimMap(store: Store, claim: ClaimRow, clocks: Clocks): Promise<GraphMap> {
  const suffix = clocksQuery(clocks)
  const thread = await store.thread(claim.id, clocks, MOST)
  const nodes = thread?.responses ?? []
  return {
    nodes: [claimNode(claim, suffix), ...nodes.map(({ response }) => responseNode(response, suffix))],
    edges: nodes.map(({ response, answers }) => ({
      from: response.id,
      to: answers ?? claim.id,
      act: response.act,
      count: 1,
    })),
    more: thread?.more ?? false,
  }
}

function claimNode({ id, text, author }: Pick<ClaimRow, 'id' | 'text' | 'author'>, clocks: string): MapNode {
  return {
    ...plain,
    id,
    self: addressOf('claim', id, clocks),
    kind: 'claim',
    label: cut(text),
    by: author?.name ?? null,
  }
}

function responseNode({ id, exact, act, state, author }: ResponseRow, clocks: string): MapNode {
  const self = addressOf('response', id, clocks)
  return { id, self, kind: 'response', label: cut(exact), act, state, by: author?.name ?? null }
}

/** A concept, the claims about it that were answered of late, and the people who answered them. */
export async function conceptMap(store: Store, concept: ConceptRow, { asOf, knownBy }: Clocks): Promise<GraphMap> {
  const clocks = clocksQuery({ asOf, knownBy })
  const { rows, next } = await store.ask({
    ...{ kind: 'response', sort: 'newest', limit: MOST, cursor: null, asOf, knownBy },
    filters: { target: concept.id },
  })
  const nodes = new Map<string, MapNode>()
  const edges = new Map<string, MapEdge>()
  const root: MapNode = {
    ...plain,
    ...{ id: concept.id, self: addressOf('concept', concept.id, clocks), kind: 'concept', label: concept.label },
  }
  nodes.set(root.id, root)
  const link = (from: string, to: string, act: Act | null): void => {
    const key = `${from} ${act} ${to}`
    edges.set(key, { from, to, act, count: (edges.get(key)?.count ?? 0) + 1 })
  }
  for (const row of rows) {
    if (row.author === null) continue
    const { id, name } = row.author
    const self = addressOf('author', id, clocks)
    nodes.set(id, { ...plain, id, self, kind: 'author', label: name })
    const { claim, exact, author } = row.to
    if (claim !== null && exact !== null && !nodes.has(claim)) {
      nodes.set(claim, claimNode({ id: claim, text: exact, author }, clocks))
      link(claim, root.id, null)
    }
    link(id, claim !== null && exact !== null ? claim : root.id, row.act)
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], more: next !== null }
}
