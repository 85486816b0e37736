/** `ask` from end to end: the question understood, put to the store, and answered with how it was understood. */
import type { Answer, Clocks, Question, RowKind, Store, TargetRef } from '../../graph/index.ts'
import { Unknown } from '../../graph/index.ts'
import type { Page } from '../answers/page.ts'
import { pageOf } from '../answers/page.ts'
import { asksHowMany, type Count, countOf } from './count.ts'
import { fullName } from './people.ts'
import type { Found } from './search.ts'
import { search } from './search.ts'
import { respelt } from './spelling.ts'
import { searchWords } from './text.ts'
import type { Understanding } from './understand.ts'
import { searched, understand } from './understand.ts'

export interface AskBody extends Page {
  /** The question as it was asked. */
  readonly q: string
  /** False: it was searched for instead; `note` says why. */
  readonly understood: boolean
  readonly form: string
  readonly note: string | null
  /** The name that is not known, as the question has it; null where there is none. */
  readonly unknown: string | null
  /** Names that are like it. */
  readonly nearest: readonly string[]
  /** How many rows there are, where the question asks how many and was understood. */
  readonly count: Count | null
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

/** What a name is known as, its leading sense first; empty when the store knows no such name. */
async function kindsOf(store: Store, name: string, clocks: Clocks): Promise<readonly TargetRef['kind'][]> {
  try {
    const question = { kind: 'response', sort: 'newest', limit: 1, cursor: null, filters: { target: name } } as const
    const { target } = await store.ask({ ...question, asOf: clocks.asOf, knownBy: clocks.knownBy })
    return target === null ? [] : [target, ...target.others].map(({ ref }) => ref.kind)
  } catch (error) {
    if (error instanceof Unknown) return []
    throw error
  }
}

/**
 * Answers a question in plain words. The clocks of the call hold where the question names no date itself. A question that
 * is not understood, or names something unknown, is tried again with its misspelt words mended, and `note` says so.
 */
export async function ask(store: Store, q: string, options: AskOptions): Promise<Asked> {
  const asWritten = await askAsWritten(store, q, options)
  const meant = asWritten.body.note === null ? null : respelt(q)
  if (meant === null) return asWritten
  const found = await askAsWritten(store, meant, options)
  return found.body.note === null ? { ...found, body: { ...found.body, q, note: `Read as "${meant}".` } } : asWritten
}

async function askAsWritten(store: Store, q: string, options: AskOptions): Promise<Asked> {
  const { limit, now } = options
  const people = new Map<string, string>()
  const look = async (name: string): Promise<readonly TargetRef['kind'][]> => {
    const kinds = await kindsOf(store, name, options)
    if (kinds.length > 0) return kinds
    const person = people.get(name) ?? (await fullName(store, name))
    if (person !== null) people.set(name, person)
    return person === null ? [] : ['author']
  }
  const read = await understand(q, { limit, now, kindsOf: look })
  for (const name of [read.question.filters.author, read.question.filters.against]) {
    if (name !== undefined) await look(name)
  }
  const understood = withPeople(read, people)
  try {
    return await put(store, q, understood, options, null)
  } catch (error) {
    if (!(error instanceof Unknown)) throw error
    return withoutName(store, q, understood, error, options)
  }
}

/** People that were named by a part of their name, by the whole of it. */
function withPeople(understood: Understanding, people: ReadonlyMap<string, string>): Understanding {
  const { author, against, target, ...filters } = understood.question.filters
  const named = Object.entries({ author, against, target }).filter(([, name]) => name !== undefined)
  const whole = Object.fromEntries(named.map(([key, name]) => [key, people.get(name!) ?? name]))
  return { ...understood, question: { ...understood.question, filters: { ...filters, ...whole } } }
}

/** A topic that has no name in the store is looked for by its words: first where it was asked for, then anywhere. */
async function withoutName(
  store: Store,
  q: string,
  understood: Understanding,
  unknown: Unknown,
  options: AskOptions,
): Promise<Asked> {
  const { asked } = unknown
  const { target, ...filters } = understood.question.filters
  const why = `nothing is known by the name "${asked}"`
  if (target === asked && understood.question.kind !== 'disagreement') {
    const worded = {
      ...understood.question,
      filters: { ...filters, q: [...searchWords(target), filters.q ?? ''].join(' ').trim() },
    }
    const found = await put(store, q, { ...understood, question: worded }, options, unknown).catch((error) => {
      if (error instanceof Unknown) return null
      throw error
    })
    if (found !== null && found.answer.rows.length > 0) {
      const note = `${why[0]!.toUpperCase()}${why.slice(1)}: it was looked for by its words.`
      return { ...found, body: { ...found.body, note } }
    }
  }
  // The name is what matters most in the question, so it is what is searched for.
  return put(store, q, searched(asked, why, options), options, unknown)
}

async function put(
  store: Store,
  q: string,
  { understood, form, why, question: read, otherwise }: Understanding,
  { asOf, knownBy }: Clocks,
  unknown: Unknown | null,
): Promise<Asked> {
  const asked = { ...read, asOf: read.asOf ?? asOf, knownBy: read.knownBy ?? knownBy }
  const found = understood ? { question: asked, answer: await store.ask(asked) } : await search(store, asked)
  const { question, answer } = (otherwise && (await instead(store, found, otherwise))) || found
  const note = why === null ? null : `Not understood: ${why}. ${searchNote(question, answer)}`
  const names = { unknown: unknown?.asked ?? null, nearest: unknown?.nearest ?? [] }
  const count = understood && asksHowMany(q) ? await countOf(store, question) : null
  return { body: { q, understood, form, note, ...names, count, ...pageOf(question, answer) }, question, answer }
}

/** The same asked of rows of another kind, where there are none of the first and some of these. */
async function instead(store: Store, { question, answer }: Found, kind: RowKind): Promise<Found | null> {
  if (answer.rows.length > 0) return null
  const other = { ...question, kind }
  const found = { question: other, answer: await store.ask(other) }
  return found.answer.rows.length > 0 ? found : null
}

function searchNote({ filters }: Question, { rows }: Answer): string {
  if (rows.length > 0) return `These are sentences with the words: ${filters.q}.`
  return filters.q === undefined ? 'There is no word in it to search for.' : 'No sentence holds its words either.'
}
