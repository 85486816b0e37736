/** Which revision a quote stands in, and what became of a passage since. */
import type { Span, TargetState, TextQuoteSelector } from '../../graph/model.ts'
import { wordKey } from '../../graph/words.ts'
import { type Anchor, anchorIn } from './anchor.ts'
import { fold } from './fold.ts'
import type { LifeEntry, Track, TrackInput } from './track.ts'

export interface QuotedRevision {
  /** Index in the list that was given. */
  readonly index: number
  readonly anchor: Anchor
}

/**
 * The revision that a quote stands in: the first of the list that has its words exactly, else the one that has
 * them most nearly. Revisions newest first from the one that the writer could see; a text that returns is read once.
 */
export function quotedRevision(
  quote: TextQuoteSelector,
  revisions: readonly { readonly text: string }[],
): QuotedRevision | null {
  let nearest: QuotedRevision | null = null
  const seen = new Set<string>()
  for (const [index, { text }] of revisions.entries()) {
    if (seen.has(text)) continue
    seen.add(text)
    const found = anchorIn(quote, fold(text))
    if (found?.how === 'exact') return { index, anchor: found }
    if (found && (!nearest || found.score > nearest.anchor.score)) nearest = { index, anchor: found }
  }
  return nearest
}

export interface Carried {
  readonly state: TargetState
  /** Where its sentences stand now, in order of the text. Empty when gone. */
  readonly spans: readonly Span[]
  /** Index of the revision that first made it other than standing. */
  readonly since: number | null
}

/**
 * What became of a passage of revision `from` by revision `to` (indexes), by the lives of the sentences that it
 * touches. A passage whose very words still stand in what its sentence became is standing.
 */
export function carry(
  span: Span,
  from: number,
  to: number,
  revisions: readonly TrackInput[],
  tracks: readonly Track[],
): Carried {
  const seen = revisions[from]!.text
  const touched = tracks.filter((one) => {
    const entry = one.life.find((each) => each.revision === from)
    return entry !== undefined && standsIn(entry) && overlaps(entry as Span, span)
  })
  if (touched.length === 0) return { state: 'gone', spans: [], since: null }
  const passage = wordKey(seen.slice(span.start, span.end))
  const stateAt = (revision: number): { state: TargetState; entries: readonly Span[] } => {
    const now = touched.map((one) => one.life.find((each) => each.revision === revision))
    const entries = now.filter(
      (each) => each !== undefined && standsIn(each) && each.change !== 'struck',
    ) as (LifeEntry & Span)[]
    if (entries.length === 0) return { state: 'gone', entries }
    const text = revisions[revision]!.text
    const words = ` ${entries.map(({ start, end }) => wordKey(text.slice(start, end))).join(' ')} `
    return { state: words.includes(` ${passage} `) ? 'standing' : 'reworded', entries }
  }
  const { state, entries } = stateAt(to)
  let since: number | null = null
  for (let revision = to; revision > from && state !== 'standing' && stateAt(revision).state !== 'standing'; revision--)
    since = revision
  return { state, spans: unique(entries), since }
}

function standsIn(entry: LifeEntry): boolean {
  return entry.start !== null
}

function overlaps(a: Span, b: Span): boolean {
  return Math.min(a.end, b.end) > Math.max(a.start, b.start)
}

function unique(spans: readonly Span[]): Span[] {
  const byStart = new Map(spans.map(({ start, end }) => [start, { start, end }]))
  return [...byStart.values()].sort((a, b) => a.start - b.start)
}
