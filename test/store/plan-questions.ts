/** The questions whose query plans both stores are held to, and the little graph that they are asked of. */
import { FILTERS, type FilterValues, type Question, type RowKind, type Store } from '../../graph/index.ts'
import { claim, linked, type Post, response } from './build.ts'
import { graphOf, question } from './drain.ts'

const post: Post = {
  ...{ id: 'p', by: 'Ann', at: '2018-01-01T00:00:00Z', names: [['IDA', 'iterated amplification']] },
  says: ['a: IDA scales.'],
}
const reply: Post = { id: 'c', by: 'Bob', at: '2018-02-01T00:00:00Z', parent: 'p', root: 'p', says: ['a: No.'] }
const objection = response(reply, { to: { post, key: 'a' } })

/**
 * Writes the graph that the questions name things of. `crowd`: so many objections more, for a planner that takes one way
 * of reading nothing for as good as another.
 */
export async function plannedGraph(store: Store, crowd = 0): Promise<void> {
  const others = Array.from({ length: crowd }, (_, nth): Post => {
    const at = new Date(Date.parse('2018-03-01T00:00:00Z') + nth * 60_000).toISOString().replace('.000', '')
    return { id: `o${nth}`, by: `Cid ${nth}`, at, parent: 'p', says: ['a: IDA does not scale.'] }
  })
  const links = others.map((one) => linked(one, [response(one, { to: { post, key: 'a' } })]))
  await graphOf(store, [post, reply, ...others], [linked(reply, [objection]), ...links])
}

/** One value for each filter. */
const VALUES: Required<Omit<FilterValues, 'sense'>> = {
  ...{ target: 'IDA', author: 'Bob', against: 'Ann', document: 'f:p', source: 'f', q: 'scales', judged: 'confirmed' },
  ...{ act: ['objection', 'question'], state: ['open'], targetState: ['gone'], change: ['reworded'] },
  ...{ claimState: 'standing', since: '2018-01-01T00:00:00Z', before: '2019-01-01T00:00:00Z', minConfidence: 0.9 },
}
const TARGETS = ['IDA', 'f:p', 'Ann', claim(post, 'a'), objection.id]
const CLOCKS = { asOf: '2018-06-01T00:00:00Z', knownBy: '2022-01-01T00:00:00Z' }
const LISTED: readonly RowKind[] = ['response', 'claim', 'document', 'concept', 'author', 'disagreement']

type Key = keyof typeof VALUES

function filtersOf(kind: RowKind): readonly Key[] {
  return FILTERS.filter((row) => row.kinds.includes(kind) && row.key !== 'sense').map(({ key }) => key as Key)
}

/** Each kind alone, with each filter, of each target, by time and by confidence. */
export function* listings(): Generator<Question> {
  for (const kind of LISTED) for (const filters of singly(kind)) yield* sorted(kind, filters)
}

/** Also searches, each pair of filters, and each on other clocks. */
export function* allListings(): Generator<Question> {
  for (const kind of [...LISTED, 'hit'] as const) {
    const base: FilterValues = kind === 'hit' ? { q: VALUES.q } : {}
    for (const filters of [...singly(kind), ...pairs(kind)]) {
      yield* sorted(kind, { ...base, ...filters })
      yield question(kind, { ...base, ...filters }, CLOCKS)
    }
  }
}

function* sorted(kind: RowKind, filters: FilterValues): Generator<Question> {
  for (const sort of ['newest', 'confidence'] as const) yield question(kind, filters, { sort })
}

function singly(kind: RowKind): readonly FilterValues[] {
  const own = filtersOf(kind)
  const targets = own.includes('target') ? TARGETS.map((target) => ({ target })) : []
  return [{}, ...own.map((key) => ({ [key]: VALUES[key] })), ...targets]
}

function pairs(kind: RowKind): readonly FilterValues[] {
  const own = filtersOf(kind)
  return own.flatMap((key, n) => own.slice(n + 1).map((other) => ({ [key]: VALUES[key], [other]: VALUES[other] })))
}

/** Lists that come in their order from an index, so that nothing is sorted. */
export const IN_ORDER: readonly Question[] = [
  question('response'),
  question('response', { target: 'IDA' }),
  question('response', { target: 'IDA', act: ['objection'] }),
  question('response', { target: 'IDA', state: ['open'] }),
  question('response', { author: 'Bob' }),
  question('response', { against: 'Ann', act: ['objection'] }),
  question('response', { target: claim(post, 'a') }),
  question('response', { target: 'f:p' }),
  question('response', { state: ['open'] }),
  question('response', { act: ['objection'] }, { sort: 'confidence' }),
  question('claim'),
  question('claim', { target: 'IDA' }),
  question('claim', { author: 'Ann' }),
  question('claim', {}, { sort: 'confidence' }),
  question('document'),
  question('document', { author: 'Ann' }),
  question('author'),
  question('concept'),
  question('disagreement'),
  question('disagreement', { against: 'Ann' }),
]
