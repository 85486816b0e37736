/** What a reply is read against: the values that a store gathers for `link` (ingest/link). Bounded by rule, never by thread size. */
import type { Change, Document, EditNote, Iso, Link, Quote, Span, TextQuoteSelector } from './model.ts'

/** One sentence of a revision. */
export interface SentenceView extends Span {
  readonly claim: string
  readonly kind: 'assertion' | 'passage'
  readonly probability: number
  /** What this revision did to it; a struck sentence stands in the text and is not asserted. */
  readonly change: Change
}

/** A revision as its reader saw it. Sentences are in reading order. */
export interface RevisionView {
  readonly id: string
  readonly number: number
  readonly at: Iso | null
  readonly text: string
  readonly sentences: readonly SentenceView[]
}

/** What one revision did to the sentences of its document; `kept` is left out. */
export interface EditView {
  readonly revision: string
  readonly number: number
  readonly at: Iso | null
  readonly editor: string | null
  readonly note: string | null
  readonly changes: readonly {
    readonly claim: string
    readonly change: Change
    /** Words before and after; null where there were none. */
    readonly before: string | null
    readonly after: string | null
  }[]
}

export type Relation = 'parent' | 'ancestor' | 'root' | 'sibling' | 'cited' | 'reply'

export interface ContextDocument {
  readonly document: Document
  readonly relation: Relation
  /** Steps up from the replying document; 0 where it is no ancestor. */
  readonly distance: number
  /** The revision that the replying document's author could see (respondsToRevision, else by time). */
  readonly seen: RevisionView
  /** The newest revision. */
  readonly newest: RevisionView
  /** Older revisions, newest first, given only where the replying document quotes something. */
  readonly older: readonly RevisionView[]
  /** Edits made after the reply was written, oldest first, at most `EDITS_AFTER`. Empty for siblings. */
  readonly edits: readonly EditView[]
}

/** The document to be linked, with its own sentences and their life. */
export interface LinkSubject {
  readonly document: Document
  /** Wording of every sentence in the revision that introduced it, in order of introduction. */
  readonly sentences: readonly (SentenceView & {
    readonly revision: string
    readonly at: Iso | null
    readonly author: string | null
    readonly exact: string
  })[]
  /** The first and the newest revision. */
  readonly first: RevisionView
  readonly newest: RevisionView
  readonly quotes: readonly Quote[]
  readonly links: readonly Link[]
  readonly notes: readonly EditNote[]
  readonly anchor: TextQuoteSelector | null
  /** Names that the document or what it answers defines or is titled by, and all known names that its sentences mention: normal form by claim id. */
  readonly mentions: ReadonlyMap<string, readonly string[]>
}

export interface LinkContext {
  readonly subject: LinkSubject
  readonly documents: readonly ContextDocument[]
}

/** Bounds of the context. */
export const ANCESTORS = 8
export const SIBLINGS = 50
export const REPLIES = 50
export const CITED = 20
export const EDITS_AFTER = 20
export const OLDER_REVISIONS = 40
