/** The search that stands in for a question: with all its words, else with as many of them as some sentence holds. */
import type { Answer, Question, Store } from '../../graph/index.ts'

export interface Found {
  /** The search that found something, or the first one when none did. */
  readonly question: Question
  readonly answer: Answer
}

const NOTHING: Answer = { rows: [], next: null, target: null }

/** At most about two look-ups a word: a search has twelve words at most (text.ts). */
export async function search(store: Store, question: Question): Promise<Found> {
  const { q } = question.filters
  // A question without a word in it has none to search for.
  if (q === undefined) return { question, answer: NOTHING }
  const first = { question, answer: await store.ask(question) }
  if (first.answer.rows.length > 0) return first
  const held: string[] = []
  for (const word of q.split(' ')) {
    const { rows } = await store.ask({ ...question, limit: 1, filters: { ...question.filters, q: word } })
    if (rows.length > 0) held.push(word)
  }
  // Longer words say more: the shortest is left out first.
  const ranked = [...held].sort((a, b) => b.length - a.length)
  for (let count = ranked.length; count > 0; count--) {
    const kept = new Set(ranked.slice(0, count))
    const fewer = { ...question, filters: { ...question.filters, q: held.filter((word) => kept.has(word)).join(' ') } }
    const answer = await store.ask(fewer)
    if (answer.rows.length > 0) return { question: fewer, answer }
  }
  return first
}
