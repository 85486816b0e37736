/** `ask` from end to end: the question understood, put to the store, and answered with how it was understood. */
import type { Answer, Clocks, Question, Store, TargetRef } from '../../graph/index.ts'
import { Unknown } from '../../graph/index.ts'
import type { Page } from '../answers/page.ts'
import { pageOf } from '../answers/page.ts'
import type { Understanding } from './understand.ts'
import { searched, understand } from './understand.ts'

export interface AskBody extends Page {
  /** The question as it was asked. */
  readonly q: string
  /** False: it was searched for instead; `note` says why. */
  readonly understood: boolean
  readonly form: string
  readonly note: string | null
  /** Names that are like one that is not known. */
  readonly nearest: readonly string[]
}

export interface Asked {
  readonly body: AskBody
  /** The structured question that was put, and what the store answered. */
  readonly question: Question
  readonly answer: Answer
}

export interface AskOptions extends Clocks {
  readonly limit: number
  /** What "today" and "last year" are counted from. */
  readonly now: Date
}

/** What a name is known as; null when the store knows no such name. */
async function kindOf(store: Store, name: string, clocks: Clocks): Promise<TargetRef['kind'] | null> {
  try {
    const question = { kind: 'response', sort: 'newest', limit: 1, cursor: null, filters: { target: name } } as const
    const { target } = await store.ask({ ...question, asOf: clocks.asOf, knownBy: clocks.knownBy })
    return target?.ref.kind ?? null
  } catch (error) {
    if (error instanceof Unknown) return null
    throw error
  }
}

/** Answers a question in plain words. The clocks of the call hold where the question names no date itself. */
export async function ask(store: Store, q: string, options: AskOptions): Promise<Asked> {
  const { limit, now } = options
  const understood = await understand(q, { limit, now, kindOf: (name) => kindOf(store, name, options) })
  try {
    return await put(store, q, understood, options, [])
  } catch (error) {
    if (!(error instanceof Unknown)) throw error
    const instead = searched(q, `nothing is known by the name "${error.asked}"`, options)
    return put(store, q, instead, options, error.nearest)
  }
}

async function put(
  store: Store,
  q: string,
  { understood, form, why, question: read }: Understanding,
  { asOf, knownBy }: Clocks,
  nearest: readonly string[],
): Promise<Asked> {
  const question = { ...read, asOf: read.asOf ?? asOf, knownBy: read.knownBy ?? knownBy }
  // A question without a word in it has none to search for either.
  const empty = question.kind === 'hit' && question.filters.q === undefined
  const answer = empty ? NOTHING : await store.ask(question)
  const note = why === null ? null : `Not understood: ${why}.${empty ? '' : ' These are sentences with its words.'}`
  return { body: { q, understood, form, note, nearest, ...pageOf(question, answer) }, question, answer }
}

const NOTHING: Answer = { rows: [], next: null, target: null }
