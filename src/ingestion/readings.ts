/** What one reading of a source said of a document, as a record to merge with what is stored of it. */
import type { DocumentState, Iso, SourceDocument, SourceRevision } from '../../graph/index.ts'
import { digest, documentId, isGone } from '../../graph/index.ts'

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
 * The wording of now beside the wordings that are stored. The same words again are the same revision; others are a
 * further revision that we observed ourselves, dated by the source's own mark of an edit, else by this reading.
 */
function observed(known: SourceDocument | null, record: SourceDocument, observedAt: Iso): SourceDocument {
  const now = titled(record.revisions.at(-1)!, record)
  const newest = known?.revisions.at(-1)
  if (known === null || newest === undefined || isGone(known.state) || isGone(record.state))
    return { ...record, revisions: [{ ...now, key: keyOf(now, new Set()) }] }
  if (sameWords(now, titled(newest, known))) return { ...record, revisions: [{ ...newest, observedAt: null }] }
  const taken = new Set(known.revisions.map(({ key }) => key))
  const at = now.at !== null && (newest.at === null || now.at > newest.at) ? now.at : observedAt
  return {
    ...record,
    revisions: [{ ...now, key: keyOf(now, taken), number: newest.number + 1, at, observedAt }],
  }
}

/** Each wording with its own title: the document's may change. */
const titled = (revision: SourceRevision, { title, subtitle }: SourceDocument): SourceRevision => ({
  ...revision,
  title: revision.title ?? title,
  subtitle: revision.subtitle ?? subtitle,
})

const sameWords = (a: SourceRevision, b: SourceRevision): boolean =>
  a.body === b.body && a.title === b.title && a.subtitle === b.subtitle && a.format === b.format

/** A wording's key is a digest of its words; one that comes back later is counted: `…-2`. */
function keyOf({ format, title, subtitle, body }: SourceRevision, taken: ReadonlySet<string>): string {
  const key = digest('wording', format, title ?? '', subtitle ?? '', body).slice(0, 12)
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? key : `${key}-${nth}`
    if (!taken.has(name)) return name
  }
}
