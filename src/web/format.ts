/** Small things said the same way everywhere: times, numbers, acts, states, excerpts. */
import type { Act, Change, DocumentState, ResponseState, TargetState } from '../../graph/index.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const MINUTE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium', timeZone: 'UTC' })
const COUNT = new Intl.NumberFormat('en-US')

/** A time as a day; the time of day with its zone on hover. */
export function time(at: string | null): Html {
  if (at === null) return html`<span class="quiet">undated</span>`
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return html`<span>${at}</span>`
  return html`<time datetime="${at}" title="${MINUTE.format(date)} UTC">${DAY.format(date)}</time>`
}

/** "1,204 claims", "1 claim". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${COUNT.format(number)} ${number === 1 ? one : many}`
}

export function number(value: number): string {
  return COUNT.format(value)
}

/** A word for one, a word for several. */
export const ACT_WORDS: Readonly<Record<Act, readonly [one: string, many: string]>> = {
  objection: ['objection', 'objections'],
  support: ['support', 'support'],
  question: ['question', 'questions'],
  concession: ['concession', 'concessions'],
  clarification: ['clarification', 'clarifications'],
  edit_request: ['edit request', 'edit requests'],
  edit_done: ['edit done', 'edits done'],
  other: ['other reply', 'other replies'],
}

/** Acts in the order in which they matter to a reader. */
export const ACT_ORDER = Object.keys(ACT_WORDS) as readonly Act[]

type State = ResponseState | TargetState | DocumentState | Change

const STATE_WORDS: Readonly<Partial<Record<State, string>>> = { met_by_edit: 'met by an edit', gone: 'gone' }

/** A state, change or other word of the model as people say it. */
export function stateWord(state: string): string {
  return STATE_WORDS[state as State] ?? state.replaceAll('_', ' ')
}

export function actBadge(act: Act): Html {
  return html`<span class="act act-${act}">${ACT_WORDS[act][0]}</span>`
}

/** What each state means, for whoever hovers over it. */
const STATE_HELP: Readonly<Record<string, string>> = {
  open: 'Nobody has answered, conceded or changed the text',
  answered: 'Somebody answered it',
  conceded: 'The author of the target conceded it',
  met_by_edit: 'An edit reworded or removed what it was about',
  withdrawn: 'Its own author took it back',
  standing: 'The passage still stands with the same words',
  reworded: 'The passage was reworded since',
  gone: 'The passage was removed since',
}

export function stateBadge(state: string | null, about = ''): Html | null {
  if (state === null) return null
  return html`<span class="state state-${state}" title="${STATE_HELP[state]}">${about}${stateWord(state)}</span>`
}

/** "3 objections, 1 question": counts by act, in the order that matters. */
export function actCounts(counts: Readonly<Record<string, number>>): Html | null {
  const there = ACT_ORDER.filter((act) => (counts[act] ?? 0) > 0)
  if (there.length === 0) return null
  return html`<span class="counts">${there.map(
    (act) => html`<span class="act act-${act}">${counts[act]} ${ACT_WORDS[act][counts[act] === 1 ? 0 : 1]}</span> `,
  )}</span>`
}

/** The beginning of a text, cut at a word. `length` is in UTF-16 units. */
export function excerpt(text: string, length: number): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  if (flat.length <= length) return flat
  const cut = flat.slice(0, length)
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > length / 2 ? space : length).replace(/[\ud800-\udbff]$/, '')}…`
}

/** "65 %" */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
