/**
 * Merging readings of one document, so that the order of their arrival does not matter. Every field and every revision
 * is a register that its latest observation writes (a last-writer-wins register, ties to the smaller value); null says
 * nothing. A tombstone empties what was observed up to its own observation.
 */
import { hash } from 'node:crypto'
import { digest, documentId, revisionId } from './ids.ts'
import type { DocumentState, Iso, RecordClock, SourceDocument, SourceRevision } from './model.ts'

/** Two texts under one revision key: hashes of the one that was kept and of the other. */
export interface TextConflict {
  /** Revision id, `source:id@key`. */
  readonly revision: string
  readonly kept: string
  readonly dropped: string
}

export interface Merged {
  readonly record: SourceDocument
  readonly conflicts: readonly TextConflict[]
}

type Field = Exclude<keyof SourceDocument, 'source' | 'id' | 'revisions' | 'clock' | 'state' | 'stateAt'>

/** What stays of a tombstone: its place in the thread. */
const SHAPE: readonly Field[] = ['kind', 'url', 'author', 'createdAt', 'parent', 'root', 'respondsToRevision', 'score']
/** What a tombstone loses, beside the words of its revisions. */
const CONTENT: readonly Field[] = ['title', 'subtitle', 'aliases', 'quote', 'extra']
const NOTHING: Readonly<Partial<SourceDocument>> = { title: null, subtitle: null, aliases: [], quote: null, extra: {} }

/**
 * The record that two readings of one document make.
 *
 * @param known what is stored (a result of this function), or null
 * @param next what was read now
 * @param observedAt the time of this reading, for whatever does not say when it was observed
 */
export function mergeRecords(known: SourceDocument | null, next: SourceDocument, observedAt: Iso): Merged {
  const read = withClock(next, observedAt)
  return known === null ? join(read, read) : join(withClock(known, observedAt), read)
}

/** Digest of a record whatever the order of its fields; our own clock is no part of it. */
export function recordDigest(record: SourceDocument): string {
  const { clock: _, ...said } = record
  return hash('sha256', canonical(said), 'hex').slice(0, 20)
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
}

export const isGone = (state: DocumentState): boolean => state === 'deleted' || state === 'unavailable'

type Clocked = SourceDocument & { readonly clock: RecordClock }

function withClock(record: SourceDocument, observedAt: Iso): Clocked {
  if (record.clock !== undefined) return { ...record, clock: record.clock }
  const explicit = latest(record.revisions.map((revision) => revision.observedAt))
  const implicit = record.revisions.some((revision) => revision.observedAt === null) || explicit === null
  const at = implicit ? latest([explicit, observedAt])! : explicit
  const times = record.revisions.map((revision): [string, Iso] => [revision.key, revision.observedAt ?? observedAt])
  const gone = isGone(record.state)
  return {
    ...record,
    clock: { at, shown: gone ? null : explicit, gone: gone ? at : null, fields: {}, revisions: otherThan(at, times) },
  }
}

function join(a: Clocked, b: Clocked): Merged {
  const at = latest([a.clock.at, b.clock.at])!
  const shown = latest([a.clock.shown, b.clock.shown])
  const gone = latest([a.clock.gone, b.clock.gone])
  // Only a later observation that the source dated itself brings a document back.
  const isTombstone = gone !== null && (shown === null || shown <= gone)
  const emptied = (time: Iso): boolean => gone !== null && (isTombstone || time <= gone)

  const { state, stateAt, time: stateTime } = joinState(a, b, isTombstone)
  const fieldTimes: [string, Iso][] = [['state', stateTime]]
  const fields: Partial<Record<Field, unknown>> = {}
  for (const name of [...SHAPE, ...CONTENT]) {
    const winner = later(register(a, name), register(b, name))
    const empty = CONTENT.includes(name) && emptied(winner.time)
    fields[name] = empty ? NOTHING[name] : winner.value
    if (!isSilent(canonical(fields[name]))) fieldTimes.push([name, winner.time])
  }
  const { revisions, times, conflicts } = joinRevisions(a, b, emptied)
  const clock = { at, shown, gone, fields: otherThan(at, fieldTimes), revisions: otherThan(at, times) }
  return { record: { ...a, ...fields, state, stateAt, revisions, clock } as SourceDocument, conflicts }
}

interface Register<T> {
  readonly value: T
  readonly time: Iso
}

const timeOf = (record: Clocked, field: string): Iso => record.clock.fields[field] ?? record.clock.at
const register = (record: Clocked, name: Field) => ({ value: record[name], time: timeOf(record, name) })

const isSilent = (json: string): boolean => json === 'null' || json === '[]' || json === '{}'

/** The later register; of two at one time the smaller value. One that says nothing yields to one that does. */
function later<T>(a: Register<T>, b: Register<T>): Register<T> {
  const [left, right] = [canonical(a.value), canonical(b.value)]
  if (isSilent(left) !== isSilent(right)) return isSilent(left) ? b : a
  if (a.time !== b.time) return a.time > b.time ? a : b
  return left <= right ? a : b
}

/** States told at one time: the one that takes more away. */
const TAKES: readonly DocumentState[] = ['live', 'retracted', 'unavailable', 'deleted']

function joinState(a: Clocked, b: Clocked, isTombstone: boolean) {
  const states = [a, b].filter((record) => isGone(record.state) === isTombstone)
  const [first, second = first] = states.map(({ state, stateAt }, at) => ({
    value: { rank: TAKES.length - TAKES.indexOf(state), state, stateAt },
    time: timeOf(states[at]!, 'state'),
  }))
  const { value, time } = later(first!, second!)
  return { state: value.state, stateAt: value.stateAt, time }
}

type Emptied = (time: Iso) => boolean

function joinRevisions(a: Clocked, b: Clocked, emptied: Emptied) {
  const found = new Map<string, Reading>()
  const conflicts: TextConflict[] = []
  for (const record of [a, b]) {
    for (const value of record.revisions) {
      const time = record.clock.revisions[value.key] ?? record.clock.at
      const said = emptied(time) ? { ...value, ...EMPTY } : value
      const read = { place: { value, time }, words: { value: said, time } }
      const known = found.get(value.key) ?? read
      const [words, other] = laterWords(known.words, read.words)
      found.set(value.key, { place: laterPlace(known.place, read.place), words })
      if (differ(words.value, other.value) && !isEmpty(other.value))
        conflicts.push(conflict(record, words.value, other.value))
    }
  }
  const joined = [...found.values()].map(({ place, words }) => ({
    revision: { ...words.value, ...placeOf(place.value) },
    time: words.time,
  }))
  joined.sort(inOrder)
  return {
    revisions: joined.map(({ revision }) => revision),
    times: joined.map(({ revision, time }): [string, Iso] => [revision.key, time]),
    conflicts,
  }
}

/** A revision's place in the history, which a tombstone keeps, and its words, which it does not. */
interface Reading {
  readonly place: Register<SourceRevision>
  readonly words: Register<SourceRevision>
}

const placeOf = ({ key, number, at, editor }: SourceRevision) => ({ key, number, at, editor })
const EMPTY = { observedAt: null, note: null, format: 'text', title: null, subtitle: null, body: '' } as const

function laterPlace(a: Register<SourceRevision>, b: Register<SourceRevision>): Register<SourceRevision> {
  if (a.time !== b.time) return a.time > b.time ? a : b
  return canonical(placeOf(a.value)) <= canonical(placeOf(b.value)) ? a : b
}

/** Of two readings of one revision the words kept, then the others. Words read again keep their first observation. */
function laterWords(
  a: Register<SourceRevision>,
  b: Register<SourceRevision>,
): readonly [Register<SourceRevision>, Register<SourceRevision>] {
  const wins = a.time === b.time ? smallerWords(a.value, b.value) : a.time > b.time
  const [kept, other] = wins ? [a, b] : [b, a]
  if (differ(kept.value, other.value)) return [kept, other]
  const observedAt = earliest(kept.value.observedAt, other.value.observedAt)
  return [{ value: { ...kept.value, observedAt }, time: kept.time }, other]
}

const differ = (a: SourceRevision, b: SourceRevision): boolean =>
  a.body !== b.body || a.title !== b.title || a.subtitle !== b.subtitle || a.format !== b.format

function smallerWords(a: SourceRevision, b: SourceRevision): boolean {
  return differ(a, b) ? textDigest(a) <= textDigest(b) : JSON.stringify(a.note) <= JSON.stringify(b.note)
}

/** Hash of a revision's words. */
const textDigest = ({ format, title, subtitle, body }: SourceRevision): string =>
  digest(JSON.stringify([format, title, subtitle, body]))

const isEmpty = ({ title, subtitle, body }: SourceRevision): boolean =>
  body === '' && title === null && subtitle === null

function conflict({ source, id }: SourceDocument, kept: SourceRevision, dropped: SourceRevision): TextConflict {
  return {
    revision: revisionId(documentId(source, id), kept.key),
    kept: textDigest(kept),
    dropped: textDigest(dropped),
  }
}

/** By number, then by their times; a source that numbers nothing shows its revisions one after the other. */
function inOrder(a: Dated, b: Dated): number {
  if (a.revision.number !== b.revision.number) return a.revision.number - b.revision.number
  const [left, right] = [a, b].map(({ revision, time }) => `${revision.at ?? ''}\0${time}\0${revision.key}`)
  return left! < right! ? -1 : 1
}

interface Dated {
  readonly revision: SourceRevision
  readonly time: Iso
}

const latest = (times: readonly (Iso | null)[]): Iso | null =>
  times.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null)
const earliest = (a: Iso | null, b: Iso | null): Iso | null => (a === null || (b !== null && b < a) ? b : a)

/** The times that are not the record's own: few, so that a clock stays small. */
function otherThan(at: Iso, times: readonly (readonly [string, Iso])[]): { readonly [name: string]: Iso } {
  return Object.fromEntries(times.filter(([, time]) => time !== at))
}
