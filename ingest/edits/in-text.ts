/**
 * Earlier texts that a document's edit notes tell of, for sources that give no history: the text without its
 * addenda, and with the old version in the place of the new one. Conservative: what a platform's own revision
 * shows already is never told twice, and an old version that a reply quotes is the other document's.
 */
import { apply, type Changes, canonical, mapPos, type Section } from '../../graph/changes.ts'
import type { Iso, Span } from '../../graph/model.ts'
import { wordKey, words } from '../../graph/words.ts'
import type { Block, Mark, PlainText } from '../text/plain.ts'
import type { NoteFound } from './notes.ts'
import { isAdded } from './retractions.ts'

export interface InText {
  readonly plain: PlainText
  readonly at: Iso | null
  /** The words of the note that ended it. */
  readonly note: string
}

export interface InTextHints {
  readonly createdAt: Iso | null
  /** Texts of the platform's own revisions, the noted one too. */
  readonly known: readonly string[]
  /** It answers another document. */
  readonly reply: boolean
}

/** Fewer words than this are no text of their own. */
const LEAST_WORDS = 3
/** What says that the versions shown are another document's. */
const ELSEWHERE =
  /\b(?:the|an|this) (?:edit|change) (?:that )?I(?:['’]ve)? (?:just |now )?made\b|\bI(?:['’]ve)? (?:just |now |also )*(?:deleted|edited|changed|rewrote|rewritten|replaced|revised|updated|fixed)\b/i

/**
 * Earlier texts, oldest first, of the document's first platform revision. Later platform revisions need none: the
 * one before such a revision shows what was there. Addenda that are all dated, in order, give a text for each.
 */
export function inTextRevisions(first: PlainText, notes: readonly NoteFound[], hints: InTextHints): readonly InText[] {
  const addenda = notes.filter(({ kind, text }) => kind === 'addendum' || (kind === 'withdrawal' && isAdded(text)))
  const versions = oldForNew(first, notes, hints.reply)
  if (addenda.length === 0 && versions === null) return []
  const drops = versions?.drops ?? []
  const unquoted = versions?.unquoted ?? []
  const steps = dated(addenda, hints.createdAt) ? addenda.map((_, n) => addenda.slice(n)) : [addenda]
  const seen = new Set(hints.known.map(wordKey))
  return steps.flatMap((later, n) => {
    const plain = cut(first, [...drops, ...later.map(({ span }) => span)], unquoted)
    const key = wordKey(plain.text)
    if (seen.has(key) || words(plain.text).length < LEAST_WORDS) return []
    seen.add(key)
    const at = n === 0 ? hints.createdAt : (addenda[n - 1]?.at ?? null)
    return [{ plain, at, note: later[0]?.text ?? versions?.note ?? '' }]
  })
}

/** All addenda say when, each later than the one before. */
function dated(addenda: readonly NoteFound[], createdAt: Iso | null): boolean {
  let last = createdAt ?? ''
  return (
    addenda.length > 1 &&
    addenda.every(({ at }) => {
      const later = at !== null && at > last
      last = at ?? last
      return later
    })
  )
}

/**
 * What to drop and what to take out of its quotation so that the old version stands in the place of the new one. Null where
 * the versions are another document's: a reply says that it edited something, or sets the old version off as a quotation.
 */
function oldForNew(
  plain: PlainText,
  notes: readonly NoteFound[],
  reply: boolean,
): { drops: Span[]; unquoted: Span[]; note: string } | null {
  const old = notes.find(({ kind }) => kind === 'old-version')
  const now = notes.find(({ kind }) => kind === 'new-version')
  if (!old || !now || ELSEWHERE.test(plain.text.slice(0, Math.min(old.span.start, now.span.start)))) return null
  const quoted = plain.blocks.some(
    ({ quoteDepth, start, end }) => quoteDepth > 0 && start < old.span.end && old.span.start < end,
  )
  if (reply && quoted) return null
  const colon = /^[^:—–\n]*[:—–]?\s*/.exec(old.text)![0].length
  const label = { start: old.span.start, end: old.span.start + colon }
  return { drops: [now.span, label], unquoted: [old.span], note: now.text }
}

/** The text without some spans, and with the quotations in others as the author's own words. */
export function cut(plain: PlainText, drops: readonly Span[], unquoted: readonly Span[]): PlainText {
  const changes = without(plain.text, drops)
  const map = <T extends Span>(one: T): T[] => {
    const start = mapPos(changes, one.start, 1, 'simple')!
    const end = mapPos(changes, one.end, -1, 'simple')!
    return end > start ? [{ ...one, start, end }] : []
  }
  const blocks = plain.blocks.map((block): Block => {
    const own = block.quoteDepth > 0 && unquoted.some((span) => span.start <= block.start && block.end <= span.end)
    return own ? { ...block, quoteDepth: block.quoteDepth - 1 } : block
  })
  return {
    text: apply(changes, plain.text),
    blocks: blocks.flatMap(map),
    marks: plain.marks.flatMap((mark): Mark[] => map(mark)),
  }
}

/** Deletes the spans with the white space that follows them. */
function without(text: string, drops: readonly Span[]): Changes {
  const sections: Section[] = []
  let at = 0
  for (const { start, end } of [...drops].sort((a, b) => a.start - b.start)) {
    const from = Math.max(at, start)
    const to = end + /^\s*/.exec(text.slice(end))![0].length
    if (to <= from) continue
    sections.push([from - at], [to - from, ''])
    at = to
  }
  sections.push([text.length - at])
  return canonical(sections)
}
