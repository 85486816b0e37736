/** A page of rows as it is answered: what was asked in English, how its target was understood, the rows, the next page. */
import type { Answer, Question, Resolved, RowKind, Sense } from '../../graph/index.ts'
import { sentenceOf } from '../../graph/index.ts'
import { addressOf, clocksQuery, LISTS } from './addresses.ts'
import { queryOf } from './params.ts'
import type { Shown } from './rows.ts'
import { show } from './rows.ts'

export interface ShownSense {
  readonly kind: string
  readonly id: string
  readonly label: string
  readonly weight: number
  readonly self: string
  readonly pin: string
}

export interface Page {
  readonly asked: string
  readonly self: string
  readonly target: (ShownSense & { readonly asked: string; readonly others: readonly ShownSense[] }) | null
  readonly asOf: string | null
  readonly knownBy: string | null
  readonly rows: readonly Shown[]
  readonly next: string | null
}

/** Address of a question. One about objections alone has the short one. */
export function addressOfQuestion(question: Question): string {
  const { act } = question.filters
  const short = question.kind === 'response' && act?.length === 1 && act[0] === 'objection'
  const query = queryOf(question, short ? ['act'] : [])
  const path = short ? '/objections' : LISTS[question.kind]
  return query.size === 0 ? path : `${path}?${query}`
}

/** A page as it is answered, from what the store answered. */
export function pageOf<K extends RowKind>(question: Question<K>, { rows, next, target }: Answer<K>): Page {
  const self = addressOfQuestion(question)
  const clocks = clocksQuery(question)
  return {
    asked: sentenceOf(question, target),
    self,
    target: target && shownTarget(target, question),
    asOf: question.asOf,
    knownBy: question.knownBy,
    rows: rows.map((row) => show(question.kind, row, clocks)),
    next: next === null ? null : `${self}${self.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}`,
  }
}

function shownTarget(target: Resolved, question: Question): Page['target'] {
  const sense = ({ ref, label, weight }: Sense): ShownSense => ({
    kind: ref.kind,
    id: ref.id,
    label,
    weight,
    self: addressOf(ref.kind, ref.id, clocksQuery(question)),
    pin: addressOfQuestion({ ...question, filters: { ...question.filters, sense: ref.id } }),
  })
  return { asked: target.asked, ...sense(target), others: target.others.map(sense) }
}
