/** Documents and wordings as sources give them: what a source does not say is filled in here, once. */
import { digest } from '../../graph/ids.ts'
import type { Iso, SourceDocument, SourceRevision } from '../../graph/model.ts'
import { fromMs, instant } from '../../graph/time.ts'

type Named = 'source' | 'id' | 'kind' | 'revisions'

/** What a source says of a document; the rest is null, empty or live. */
export type Given = Pick<SourceDocument, Named> & Partial<Omit<SourceDocument, Named | 'clock'>>

const UNSAID: Omit<SourceDocument, Named | 'clock'> = {
  ...{ title: null, subtitle: null, url: null, author: null, createdAt: null, parent: null, root: null },
  ...{ stateAt: null, score: null, aliases: [], quote: null, respondsToRevision: null, extra: {} },
  state: 'live',
}

export function documentWith(given: Given): SourceDocument {
  return { ...UNSAID, ...given }
}

/** The place of a document that is gone: who answers it still has something to stand under. */
export function tombstone(given: Omit<Given, 'revisions'>): SourceDocument {
  return documentWith({ state: 'deleted', ...given, revisions: [] })
}

/** What a source says of a wording. */
export type Words = Pick<SourceRevision, 'format' | 'body'> & Partial<SourceRevision>

/**
 * A wording of a source that keeps no history. Its key is a digest of its words, so that a text read again after a
 * change is a revision more; wordings that nothing numbers stand in order of their times.
 */
export function wording(words: Words): SourceRevision {
  const { title = null, subtitle = null, body } = words
  return {
    key: digest('wording', title ?? '', subtitle ?? '', body).slice(0, 12),
    ...{ number: 1, at: null, observedAt: null, editor: null, note: null, title, subtitle },
    ...words,
    body: body.toWellFormed(),
  }
}

/** What a source that keeps a history says of one revision. */
export type Told = Pick<SourceRevision, 'key' | 'number' | 'format' | 'body'> & Partial<SourceRevision>

export function revisionWith(told: Told): SourceRevision {
  const unsaid = { at: null, observedAt: null, editor: null, note: null, title: null, subtitle: null }
  return { ...unsaid, ...told, body: told.body.toWellFormed() }
}

/** A time as a source writes it, in our form; null where there is none that can be read. */
export function timeOf(text: string | null | undefined): Iso | null {
  return text === null || text === undefined ? null : instant(text)
}

/** Latest second that a date can have. */
const LAST_SECOND = 253_402_300_799

/** Time of a number of seconds since 1970, also where it came as text; null for none and for what is no time. */
export function instantOfSeconds(seconds: number | string | null | undefined): Iso | null {
  if (seconds === null || seconds === undefined || seconds === '') return null
  const number = Number(seconds)
  return Number.isFinite(number) && number > 0 && number <= LAST_SECOND ? fromMs(number * 1000) : null
}

/** Text with HTML's character references in place of signs that mean something in it. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
