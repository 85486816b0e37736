/** The questions that are timed: each as the store is asked it and as it is asked over HTTP. */
import type { Clocks, FilterValues, Question, RowKind, Sort, Store } from '../../graph/index.ts'
import { ask } from '../../src/ask/answer.ts'
import { acronym } from './forum.ts'
import { type Loaded, THEN } from './loading.ts'

/** One way to ask: a call on the store, and the path that asks the same over HTTP. */
export interface Asking {
  readonly call: (store: Store) => Promise<unknown>
  readonly path: string
}

export interface Timed {
  readonly name: string
  /** Asked in turn, over and over. */
  readonly askings: readonly Asking[]
  /** Ranked search: its curve is shown, and it is held to no bound. */
  readonly ranked?: true
}

const NOW: Clocks = { asOf: null, knownBy: null }
const PAST: Clocks = { asOf: THEN, knownBy: null }
/** Rank of a concept that is neither hot nor rare: its first page is full at every scale. */
const TYPICAL = 12
const PAGE = 50
/** Answers in a thread at most, as the HTTP interface asks for them. */
const THREAD = 500

export function timedQuestions({ answered, early, hottest, read }: Loaded): readonly Timed[] {
  const hot = acronym(0)
  const typical = acronym(TYPICAL)
  const objections = (target: string, clocks = NOW) =>
    list('response', '/objections', { target, act: ['objection'] }, clocks)
  return [
    { name: 'objections to a typical concept', askings: [objections(typical)] },
    { name: 'objections to the hottest concept', askings: [objections(hot)] },
    { name: 'objections to a typical concept, as of', askings: [objections(typical, PAST)] },
    { name: 'claims about the hottest concept', askings: [list('claim', '/claims', { target: hot })] },
    { name: 'claim thread, first 50 answers', askings: answered.map((id) => threadOf(id, PAGE)) },
    { name: 'claim thread, whole', askings: answered.map((id) => threadOf(id, THREAD)) },
    { name: 'claim thread of the hottest claims', askings: hottest.map((id) => threadOf(id, PAGE)) },
    { name: 'claim history', askings: answered.map((id) => historyOf(id)) },
    { name: 'claim, as of', askings: early.map((id) => historyOf(id, PAST)) },
    {
      name: 'open objections, newest',
      askings: [list('response', '/objections', { act: ['objection'], state: ['open'] })],
    },
    { name: 'disagreements', askings: [list('disagreement', '/disagreements', {})] },
    {
      name: 'disagreements, most objections',
      askings: [list('disagreement', '/disagreements', {}, NOW, 'confidence')],
    },
    { name: 'one document', askings: read.map((id) => documentOf(id)) },
    { name: 'documents, newest', askings: [list('document', '/documents', {})] },
    {
      name: 'full text, rare words',
      askings: ['terka sol', 'mibex', 'quaum'].map((q) => list('hit', '/search', { q })),
      ranked: true,
    },
    { name: 'full text, common words', askings: [list('hit', '/search', { q: `${hot} evidence` })], ranked: true },
    {
      name: 'ask in plain words',
      askings: [
        {
          call: (store) => ask(store, `which objections target ${typical}`, { ...NOW, limit: PAGE, now: new Date() }),
          path: `/ask?q=${encodeURIComponent(`which objections target ${typical}`)}`,
        },
      ],
    },
  ]
}

function list(kind: RowKind, path: string, filters: FilterValues, clocks = NOW, sort: Sort = 'newest'): Asking {
  const question: Question = { kind, filters, sort, limit: PAGE, cursor: null, ...clocks }
  const query = new URLSearchParams()
  if (filters.target !== undefined) query.set('target', filters.target)
  if (filters.q !== undefined) query.set('q', filters.q)
  for (const state of filters.state ?? []) query.append('state', state)
  if (sort !== 'newest') query.set('sort', sort)
  if (clocks.asOf !== null) query.set('as-of', clocks.asOf)
  return { call: (store) => store.ask(question), path: query.size === 0 ? path : `${path}?${query}` }
}

function threadOf(claim: string, limit: number): Asking {
  return { call: (store) => store.thread(claim, NOW, limit), path: `/claims/${claim}/thread` }
}

function historyOf(claim: string, clocks = NOW): Asking {
  const then = clocks.asOf === null ? '' : `?as-of=${clocks.asOf}`
  return { call: (store) => store.row('claim', claim, clocks), path: `/claims/${claim}${then}` }
}

function documentOf(id: string): Asking {
  return { call: (store) => store.row('document', id, NOW), path: `/documents/${encodeURIComponent(id)}` }
}
