/**
 * States as spells: what became of a response and of the passage it answers, as dated transitions, so that "as of" is
 * a lookup. Pure: from what a store gathers (`StateInputs`) to rows that it keeps.
 *
 * A response's state is the first of `withdrawn`, `conceded`, `met_by_edit`, `answered` for which a cause holds at
 * the date, else `open`. A target's state follows the words of its sentence after the revision that was answered.
 */
import type { Act, Iso, ResponseState, Spell, TargetState } from './model.ts'
import type { ClaimEvent, StateInputs, StateResponse } from './store.ts'

/** Acts that wait for something: they are open until something answers them. */
export const STATEFUL: ReadonlySet<Act> = new Set(['objection', 'question', 'edit_request'])
/** How sure it must be that a response prompted an edit. */
const PROMPTED = 0.5
/** Acts that answer one. */
const ANSWERING: ReadonlySet<Act> = new Set(['objection', 'clarification', 'edit_done'])
/** Acts that bear on the state of what they answer: all that `StateResponse.against` needs to hold. */
export const BEARING: readonly Act[] = [...ANSWERING, 'concession']
/** States of a document that take its words back or away. */
const TAKEN_BACK: ReadonlySet<string> = new Set(['retracted', 'deleted'])
const GONE: ReadonlySet<string> = new Set(['retracted', 'deleted', 'unavailable'])

/** A cause of a state: it holds from `from` until `to`. Null: from the beginning, until now. */
interface Cause {
  readonly state: Exclude<ResponseState, 'open'>
  readonly from: Iso | null
  readonly to: Iso | null
  readonly by: string | null
}

const ORDER: readonly Cause['state'][] = ['withdrawn', 'conceded', 'met_by_edit', 'answered']

/** All spells of a document and of its responses: of each subject in order of time, without gap or overlap. */
export function spells({ document, responses }: StateInputs): readonly Spell[] {
  const out: Spell[] = []
  if (document.state !== 'live') {
    const subject = { kind: 'document', subject: document.id } as const
    const live = { ...subject, state: 'live', from: document.createdAt, to: document.stateAt, cause: null } as const
    if (document.stateAt !== null) out.push(live)
    out.push({ ...subject, state: document.state, from: document.stateAt, to: null, cause: document.id })
  }
  for (const response of responses) {
    const target = targetLife(response)
    out.push(...targetSpells(response, target))
    if (STATEFUL.has(response.act)) out.push(...responseSpells(response, target, document))
  }
  return out
}

// ---- the target -----------------------------------------------------------------------------------------------

interface Turn<S> {
  /** Null: from the beginning. */
  readonly at: Iso | null
  readonly state: S
  readonly cause: string | null
}

/**
 * What became of the target, from the response on; empty where it answers no sentence and its document still stands.
 * A revision without a time happened no earlier than the one before it.
 */
function targetLife({ at, to, target, targetDocument }: StateResponse): readonly Turn<TargetState>[] {
  const turns: Turn<TargetState>[] = []
  if (to.claim !== null && to.number !== null) {
    turns.push({ at, state: 'standing', cause: null })
    for (const event of after(to.number, target)) {
      const state = event.words === null ? 'gone' : event.words === to.words ? 'standing' : 'reworded'
      turns.push({ at: later(event.at, turns.at(-1)!.at), state, cause: event.revision })
    }
  }
  if (targetDocument !== null && GONE.has(targetDocument.state)) {
    if (turns.length === 0) turns.push({ at, state: 'standing', cause: null })
    turns.push({ at: later(targetDocument.at, at), state: 'gone', cause: to.document })
  }
  return inOrder(turns)
}

function after(number: number, events: readonly ClaimEvent[]): readonly ClaimEvent[] {
  return events.filter((event) => event.number > number)
}

function targetSpells({ id }: StateResponse, life: readonly Turn<TargetState>[]): readonly Spell[] {
  return toSpells(life).map((turn) => ({ kind: 'target', subject: id, ...turn }))
}

// ---- the response -----------------------------------------------------------------------------------------------

function responseSpells(
  response: StateResponse,
  target: readonly Turn<TargetState>[],
  document: StateInputs['document'],
): readonly Spell[] {
  const causes = [
    ...withdrawals(response, document),
    ...concessions(response),
    ...edits(response, target),
    ...answers(response),
  ].map((cause) => ({ ...cause, from: later(cause.from, response.at) }))
  const dates = [response.at, ...causes.flatMap(({ from, to }) => (to === null ? [from] : [from, to]))]
  const told = [...new Set(dates)].filter((date) => byTime(date, response.at) >= 0).sort(byTime)
  const turns = told.map((at) => ({ at, ...strongest(causes, at) }))
  return toSpells(turns).map((turn) => ({ kind: 'response', subject: response.id, ...turn }))
}

function strongest(causes: readonly Cause[], at: Iso | null): { state: ResponseState; cause: string | null } {
  const holding = causes.filter(({ from, to }) => byTime(from, at) <= 0 && (to === null || byTime(to, at) > 0))
  for (const state of ORDER) {
    const found = holding
      .filter((cause) => cause.state === state)
      .sort((a, b) => byTime(a.from, b.from) || byText(a.by, b.by))
    if (found[0] !== undefined) return { state, cause: found[0].by }
  }
  return { state: 'open', cause: null }
}

/** Its own author struck or withdrew its sentence, or took its document back. */
function withdrawals({ own }: StateResponse, document: StateInputs['document']): readonly Cause[] {
  const causes: Cause[] = []
  let time: Iso | null = null
  let since: { at: Iso | null; by: string } | null = null
  for (const { at, words, revision } of own) {
    time = later(at, time)
    if (words === null) since ??= { at: time, by: revision }
    else if (since !== null) {
      // Withdrawn and restored at one unknown time: as if nothing had been.
      if (byTime(time, since.at) > 0) causes.push({ state: 'withdrawn', from: since.at, to: time, by: since.by })
      since = null
    }
  }
  if (since !== null) causes.push({ state: 'withdrawn', from: since.at, to: null, by: since.by })
  if (TAKEN_BACK.has(document.state))
    causes.push({ state: 'withdrawn', from: document.stateAt, to: null, by: document.id })
  return causes
}

/** The author of what it answers concedes to it. */
function concessions({ to, against }: StateResponse): readonly Cause[] {
  return against
    .filter(({ act, author }) => act === 'concession' && author !== null && author === to.author)
    .map(({ id, at, withdrawnAt }) => ({ state: 'conceded', from: at, to: withdrawnAt, by: id }))
}

/**
 * An edit that its document prompted changed or removed what it answers, whichever of the document's responses asked
 * most plainly; where it answers a document, it is the one that asked, and an edit of that document counts.
 */
function edits({ id, to, promptedEdits }: StateResponse, life: readonly Turn<TargetState>[]): readonly Cause[] {
  const causes: Cause[] = []
  for (const { response, edited, revision, at, confidence } of promptedEdits) {
    if (revision === null || confidence < PROMPTED) continue
    const turn = life.findIndex(({ cause, state }) => cause === revision && state !== 'standing')
    if (turn !== -1) {
      const undone = life.slice(turn + 1).find(({ state }) => state === 'standing')
      causes.push({ state: 'met_by_edit', from: life[turn]!.at, to: undone?.at ?? null, by: revision })
    } else if (to.claim === null && response === id && edited !== null && edited === to.document)
      causes.push({ state: 'met_by_edit', from: at, to: null, by: revision })
  }
  return causes
}

/** Anyone but its own author objects to it, clarifies against it, or answers its document so as a whole. */
function answers({ author, against }: StateResponse): readonly Cause[] {
  return against
    .filter((other) => ANSWERING.has(other.act) && (author === null || other.author !== author))
    .map(({ id, at, withdrawnAt }) => ({ state: 'answered', from: at, to: withdrawnAt, by: id }))
}

// ---- time --------------------------------------------------------------------------------------------------------

function byTime(a: Iso | null, b: Iso | null): number {
  return byText(a, b)
}

function byText(a: string | null, b: string | null): number {
  return a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1
}

/** The later of two times; an unknown one is no later than any. */
function later(a: Iso | null, b: Iso | null): Iso | null {
  return byTime(a, b) >= 0 ? a : b
}

/** Turns in order of time; of those at one time only the last counts. */
function inOrder<S>(turns: readonly Turn<S>[]): readonly Turn<S>[] {
  const sorted = turns.toSorted((a, b) => byTime(a.at, b.at))
  return sorted.filter((turn, index) => index === sorted.length - 1 || sorted[index + 1]!.at !== turn.at)
}

/** Runs of one state, each until the next. */
function toSpells<S extends Spell['state']>(
  turns: readonly Turn<S>[],
): readonly Pick<Spell, 'state' | 'from' | 'to' | 'cause'>[] {
  const runs = turns.filter((turn, index) => turn.state !== turns[index - 1]?.state)
  return runs.map(({ at, state, cause }, index) => ({ state, from: at, to: runs[index + 1]?.at ?? null, cause }))
}
