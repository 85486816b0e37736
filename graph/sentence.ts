/** A question in English: "objections to IDA, by Ann, since 2018-05-01, still open". */
import { FILTERS } from './filters.ts'
import type { Act } from './model.ts'
import type { Question, Resolved, RowKind } from './question.ts'

const ACT_WORDS: Readonly<Record<Act, string>> = {
  objection: 'objections',
  support: 'support',
  question: 'questions',
  concession: 'concessions',
  clarification: 'clarifications',
  edit_request: 'edit requests',
  edit_done: 'edits done',
  other: 'other replies',
}
const KIND_WORDS: Readonly<Record<RowKind, string>> = {
  response: 'responses',
  claim: 'claims',
  document: 'documents',
  concept: 'concepts',
  author: 'people',
  hit: 'sentences',
  disagreement: 'who objects to whom',
}

/** A part of the phrase, and the URL parameter that it comes from. */
export interface PhrasePart {
  readonly name: string
  readonly text: string
}

export interface Phrase {
  /** What is asked for: "objections". */
  readonly head: string
  readonly parts: readonly PhrasePart[]
}

/** The question as a phrase; with the target as it was understood, its full name stands beside the one that was asked. */
export function sentenceOf(question: Question, target: Pick<Resolved, 'label'> | null = null): string {
  const { head, parts } = phraseOf(question, target)
  const [first, ...rest] = parts.map(({ text }) => text)
  const joins = first !== undefined && /^(?:to|about|by|against|with|in|at) /.test(first)
  return [joins ? `${head} ${first}` : [head, ...(first === undefined ? [] : [first])].join(', '), ...rest].join(', ')
}

/** The same in its parts, one for each parameter that says something. */
export function phraseOf(question: Question, target: Pick<Resolved, 'label'> | null = null): Phrase {
  const { kind, filters, asOf, knownBy } = question
  const acts = kind === 'response' ? (filters.act ?? []) : []
  const head = acts.length === 0 ? KIND_WORDS[kind] : acts.map((act) => ACT_WORDS[act]).join(' and ')
  const parts: PhrasePart[] = []
  for (const { key, name, kinds, sentence } of FILTERS) {
    const value = filters[key]
    if (value === undefined || !kinds.includes(kind)) continue
    const text = sentence(key === 'target' ? named(String(value), target) : value, kind)
    if (text !== null) parts.push({ name, text })
  }
  if (asOf !== null) parts.push({ name: 'as-of', text: `as of ${day(asOf)}` })
  if (knownBy !== null) parts.push({ name: 'known-by', text: `as known by ${day(knownBy)}` })
  return { head, parts }
}

function named(asked: string, target: Pick<Resolved, 'label'> | null): string {
  return target === null || target.label.toLowerCase() === asked.toLowerCase() ? asked : `${asked} (${target.label})`
}

function day(time: string): string {
  return time.replace(/T00:00:00Z$/, '')
}
