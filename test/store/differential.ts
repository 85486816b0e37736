/**
 * Two stores of the same input, asked the same: five hundred seeded questions over all filters, dates, orders and pages,
 * equal rows in equal order; the same export to the byte. Search may rank otherwise: there the first hundred overlap.
 */
import { expect } from 'vitest'
import { seeded } from '../../bench/load/random.ts'
import {
  ACTS,
  type Answer,
  CHANGES,
  type FilterValues,
  type Question,
  RESPONSE_STATES,
  type RowKind,
  SORTS,
  type Store,
  TARGET_STATES,
} from '../../graph/index.ts'

type Draw = <T>(values: readonly T[]) => T

/** What the questions name: things that are there, and one that is not. */
interface Pool {
  readonly targets: readonly string[]
  readonly authors: readonly string[]
  readonly documents: readonly string[]
  readonly words: readonly string[]
  readonly times: readonly string[]
}

const QUESTIONS = 500
const PAGES = 3

export async function sameExports(one: Store, other: Store): Promise<void> {
  for (const options of [{}, { minConfidence: 0 }]) {
    const theirs = other.export(options)[Symbol.asyncIterator]()
    let line = 0
    for await (const record of one.export(options)) {
      line++
      const next = await theirs.next()
      if (next.value !== record) expect(JSON.parse(String(next.value)), `record ${line}`).toEqual(JSON.parse(record))
      expect(next.value, `record ${line}`).toBe(record)
    }
    expect((await theirs.next()).done, 'one export is longer').toBe(true)
  }
}

/** Asks both; throws where an answer differs. Gives how many answers had rows, so that nobody compares nothing. */
export async function sameAnswers(one: Store, other: Store, seed: number): Promise<number> {
  const random = seeded(seed)
  const draw: Draw = (values) => values[Math.floor(random() * values.length)]!
  const pool = await poolOf(one)
  let filled = 0
  for (let nth = 0; nth < QUESTIONS; nth++) {
    const question = drawQuestion(pool, draw, random)
    // A cursor is its store's own; the page that it leads to is the same.
    let [mine, theirs] = [await told(one, question), await told(other, question)]
    for (let page = 1; ; page++) {
      expect(withoutCursor(theirs), `${nth}, page ${page}: ${JSON.stringify(question)}`).toEqual(withoutCursor(mine))
      if ('error' in mine || 'error' in theirs) break
      if (mine.rows.length > 0) filled++
      if (page === PAGES || mine.next === null) break
      ;[mine, theirs] = [
        await told(one, { ...question, cursor: mine.next }),
        await told(other, { ...question, cursor: theirs.next }),
      ]
    }
  }
  return filled
}

type Told = Answer | { readonly error: string }

async function told(store: Store, question: Question): Promise<Told> {
  try {
    return await store.ask(question)
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}

function withoutCursor(answer: Told): unknown {
  return 'error' in answer ? answer : { ...answer, next: answer.next !== null }
}

/** Of the first hundred hits of each word, the share that both have: the smallest over all words. */
export async function searchOverlap(one: Store, other: Store): Promise<number> {
  const { words } = await poolOf(one)
  let least = 1
  for (const q of words) {
    const question: Question<'hit'> = { ...AT_REST, kind: 'hit', filters: { q }, limit: 100 }
    const [mine, theirs] = [await one.ask(question), await other.ask(question)]
    expect(theirs.rows.length, q).toBe(mine.rows.length)
    const ids = new Set(mine.rows.map(({ id }) => id))
    const shared = theirs.rows.filter(({ id }) => ids.has(id)).length
    least = Math.min(least, mine.rows.length === 0 ? 1 : shared / mine.rows.length)
  }
  return least
}

const AT_REST = { filters: {}, sort: 'newest', limit: 200, cursor: null, asOf: null, knownBy: null } as const

async function poolOf(store: Store): Promise<Pool> {
  const rows = async <K extends RowKind>(kind: K, filters: FilterValues = {}) =>
    (await store.ask<K>({ ...AT_REST, kind, filters })).rows
  const [responses, claims, concepts] = [await rows('response'), await rows('claim'), await rows('concept')]
  const [documents, authors] = [await rows('document'), await rows('author')]
  const ids = (found: readonly { readonly id: string }[], most: number): readonly string[] =>
    found.filter((_, at) => at % Math.ceil(found.length / most) === 0).map(({ id }) => id)
  const names = concepts.slice(0, 12).flatMap(({ label, aliases }) => [label, ...aliases.map(({ name }) => name)])
  const said = claims.flatMap(({ text }) => text.split(/\W+/).filter((word) => word.length > 3))
  return {
    targets: [
      ...names,
      ...names,
      ...ids(documents, 8),
      ...ids(claims, 8),
      ...ids(responses, 8),
      ...ids(authors, 4),
      'nobody at all',
    ],
    authors: [...authors.slice(0, 12).map(({ name }) => name), ...ids(authors, 6), 'Nobody'],
    documents: [...ids(documents, 12), 'x:none'],
    words: [...new Set(said.filter((_, at) => at % Math.ceil(said.length / 25) === 0))],
    times: responses.flatMap(({ at }) => (at === null ? [] : [at])).filter((_, at) => at % 8 === 0),
  }
}

const KINDS: readonly RowKind[] = [
  ...(['response', 'response', 'response', 'claim', 'claim', 'document'] as const),
  ...(['concept', 'author', 'disagreement'] as const),
]

type Drawn = (pool: Pool, draw: Draw) => FilterValues

/** One row a filter: how often it is asked, and a value. */
const FILTERS: readonly (readonly [chance: number, kinds: readonly RowKind[], value: Drawn])[] = [
  [0.45, ['response', 'claim', 'document', 'disagreement'], ({ targets }, draw) => ({ target: draw(targets) })],
  [0.6, ['response'], (_, draw) => ({ act: draw([['objection'], ['objection', 'support'], [draw(ACTS)]]) })],
  [0.15, ['response', 'claim', 'document', 'disagreement'], ({ authors }, draw) => ({ author: draw(authors) })],
  [0.12, ['response', 'disagreement'], ({ authors }, draw) => ({ against: draw(authors) })],
  [0.2, ['response'], (_, draw) => ({ state: draw([['open'], ['answered', 'met_by_edit'], [draw(RESPONSE_STATES)]]) })],
  [0.15, ['response'], (_, draw) => ({ targetState: [draw(TARGET_STATES)] })],
  [0.25, ['claim'], (_, draw) => ({ change: draw([['reworded'], ['introduced', 'withdrawn'], [draw(CHANGES)]]) })],
  [0.2, ['claim'], (_, draw) => ({ claimState: draw(['standing', 'withdrawn'] as const) })],
  [0.2, ['response', 'claim', 'document', 'disagreement'], ({ times }, draw) => ({ since: draw(times) })],
  [0.15, ['response', 'claim', 'document', 'disagreement'], ({ times }, draw) => ({ before: draw(times) })],
  [0.12, ['response', 'claim'], ({ documents }, draw) => ({ document: draw(documents) })],
  [
    0.1,
    ['response', 'claim', 'document', 'author', 'disagreement'],
    ({ documents }, draw) => ({ source: draw(documents).split(':')[0]! }),
  ],
  [0.15, ['response', 'claim'], (_, draw) => ({ minConfidence: draw([0, 0.3, 0.7, 0.9]) })],
  [0.06, ['response', 'claim'], (_, draw) => ({ judged: draw(['none', 'confirmed', 'rejected'] as const) })],
  [0.12, ['response', 'claim', 'document'], ({ words }, draw) => ({ q: draw(words) })],
  [0.4, ['author'], ({ authors }, draw) => ({ q: draw(authors).slice(0, 4) })],
  [0.4, ['concept'], ({ targets }, draw) => ({ q: draw(targets).slice(0, 5) })],
]

function drawQuestion(pool: Pool, draw: Draw, random: () => number): Question {
  const kind = draw(KINDS)
  const filters = FILTERS.filter(([chance, kinds]) => kinds.includes(kind) && random() < chance).map(([, , value]) =>
    value(pool, draw),
  )
  return {
    kind,
    filters: Object.assign({}, ...filters) as FilterValues,
    sort: draw(SORTS),
    limit: draw([1, 3, 10, 40]),
    cursor: null,
    asOf: random() < 0.25 ? draw(pool.times) : null,
    knownBy: random() < 0.1 ? '2030-01-01T00:00:00Z' : null,
  }
}
