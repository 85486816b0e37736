/** What one reading of a source said of a document, as a record to merge with what is stored of it. */
import type { DocumentState, Iso, SourceDocument, SourceRevision } from '../../graph/index.ts'
import { documentId, isGone } from '../../graph/index.ts'

export interface Shown {
  readonly kind: 'shown'
  readonly id: string
  readonly record: SourceDocument
  /** The source keeps no history: the one revision is the wording of now. */
  readonly current: boolean
  /** Read from the source itself, at the time of this run; not from a file, which may be of any time. */
  readonly live: boolean
}

/** The source shows it no more. */
export interface Gone {
  readonly kind: 'gone'
  readonly id: string
  readonly state: DocumentState
  readonly at: Iso | null
}

export type Reading = Shown | Gone

export function shown(record: SourceDocument, { current = false, live = false } = {}): Shown {
  return { kind: 'shown', id: documentId(record.source, record.id), record, current, live }
}

/** Readings by document id, those of one document together in the order that they came in. */
export function byDocument(readings: readonly Reading[]): ReadonlyMap<string, readonly Reading[]> {
  const found = new Map<string, Reading[]>()
  for (const reading of readings) found.set(reading.id, [...(found.get(reading.id) ?? []), reading])
  return found
}

/** The record to merge over what is known; null where there is nothing to say. */
export function recordOf(reading: Reading, known: SourceDocument | null, observedAt: Iso): SourceDocument | null {
  if (reading.kind === 'gone') return known === null || isGone(known.state) ? null : tombstone(known, reading)
  const record = reading.current ? observed(known, reading.record, observedAt) : reading.record
  return reading.live && known !== null && isGone(known.state) ? seenAgain(record, observedAt) : record
}

/** A tombstone of what is stored: its place stays, its words go. */
function tombstone(known: SourceDocument, { state, at }: Gone): SourceDocument {
  const { clock: _, ...record } = known
  const revisions = known.revisions.map((each) => ({
    ...each,
    observedAt: null,
    body: '',
    title: null,
    subtitle: null,
  }))
  return { ...record, state, stateAt: at, title: null, subtitle: null, aliases: [], quote: null, extra: {}, revisions }
}

/** What was gone and is shown again was seen at this time: only that brings it back (graph/merge.ts). */
function seenAgain(record: SourceDocument, observedAt: Iso): SourceDocument {
  if (isGone(record.state)) return record
  return {
    ...record,
    revisions: record.revisions.map((each) => ({ ...each, observedAt: each.observedAt ?? observedAt })),
  }
}

/**
 * The wording of now (the last revision) beside the wordings that are stored. The same words again are the same
 * revision; others, under a key that has words already or after the newest that the source numbers, are a further
 * revision that we observed ourselves, dated by the source's own mark of an edit, else by this reading.
 */
function observed(known: SourceDocument | null, record: SourceDocument, observedAt: Iso): SourceDocument {
  const last = record.revisions.at(-1)
  const newest = known?.revisions.at(-1)
  if (last === undefined || isGone(record.state)) return record
  const now = titled(last, record)
  const former = record.revisions.slice(0, -1)
  if (known === null || newest === undefined || isGone(known.state)) return { ...record, revisions: [...former, now] }
  const stored = known.revisions.map((revision) => titled(revision, known))
  const kept = former.map((revision) => ofKey(stored, revision.key).find((one) => sameWords(one, revision)) ?? revision)
  const isStored = sameWords(now, stored.at(-1)!) && (now.key === newest.key || now.number <= newest.number)
  const placed = isStored ? newest : further(now, stored, observedAt)
  return {
    ...record,
    revisions: [...kept.filter(({ key }) => key !== placed.key).map(unseen), unseenIf(isStored, placed)],
  }
}

/** Stored wordings under a key of the source: `3`, and those that were found under it later, `3-2`. */
const ofKey = (stored: readonly SourceRevision[], key: string): readonly SourceRevision[] =>
  stored.filter((one) => one.key === key || one.key.startsWith(`${key}-`))

/** Read again: its first observation stays. */
const unseen = (revision: SourceRevision): SourceRevision => ({ ...revision, observedAt: null })
const unseenIf = (isStored: boolean, revision: SourceRevision): SourceRevision =>
  isStored ? unseen(revision) : revision

/** A wording that is not the newest stored one: the source's own where it numbers it, else one that we observed. */
function further(now: SourceRevision, stored: readonly SourceRevision[], observedAt: Iso): SourceRevision {
  const newest = stored.at(-1)!
  const same = ofKey(stored, now.key)
  if (same.length === 0 && now.number > newest.number) return now
  const isOfNewest = ofKey([newest], now.key).length > 0
  const number = isOfNewest ? Math.round((newest.number + STEP) * 100) / 100 : newest.number + 1
  const at = now.at !== null && (newest.at === null || now.at > newest.at) ? now.at : observedAt
  return { ...now, key: same.length === 0 ? now.key : `${now.key}-${same.length + 1}`, number, at, observedAt }
}

/** Between a version of the source and its next there is room for this many wordings without a number of their own. */
const STEP = 0.01

/** Each wording with its own title: the document's may change. */
const titled = (revision: SourceRevision, { title, subtitle }: SourceDocument): SourceRevision => ({
  ...revision,
  title: revision.title ?? title,
  subtitle: revision.subtitle ?? subtitle,
})

const sameWords = (a: SourceRevision, b: SourceRevision): boolean =>
  a.body === b.body && a.title === b.title && a.subtitle === b.subtitle && a.format === b.format
