/** What a source gives of a document (discussion JSONL, docs/interchange.md), before anything was read in it. */
import type { AuthorRef, DocumentState, Format, Iso, Json, TextQuoteSelector } from './terms.ts'

export interface SourceRevision {
  /** The source's own id of the revision; the graph's id is `source:id@key`. */
  readonly key: string
  readonly number: number
  readonly at: Iso | null
  /** When it was learned; null: when we read it. */
  readonly observedAt: Iso | null
  readonly editor: AuthorRef | null
  readonly note: string | null
  readonly format: Format
  /** Title and subtitle of this revision where they differ from the document's. */
  readonly title: string | null
  readonly subtitle: string | null
  readonly body: string
}

/** One document with the revisions that one reading of its source gave. Ids are the source's own. */
export interface SourceDocument {
  readonly source: string
  readonly id: string
  readonly kind: string
  readonly title: string | null
  readonly subtitle: string | null
  readonly url: string | null
  readonly author: AuthorRef | null
  readonly createdAt: Iso | null
  readonly parent: string | null
  readonly root: string | null
  readonly state: DocumentState
  readonly stateAt: Iso | null
  readonly score: Json
  readonly aliases: readonly string[]
  readonly quote: TextQuoteSelector | null
  readonly respondsToRevision: string | null
  readonly revisions: readonly SourceRevision[]
  /** Fields that the format does not name, kept as they came. */
  readonly extra: { readonly [key: string]: Json }
  /** When what was observed, on records that were merged; ours, no part of the record's digest. */
  readonly clock?: RecordClock
}

/** What merging must remember of former readings so that their order never matters (graph/merge.ts). */
export interface RecordClock {
  /** Latest observation of the record. */
  readonly at: Iso
  /** Latest observation that the source dated itself and that showed the document. */
  readonly shown: Iso | null
  /** Latest observation that it was deleted or unavailable. */
  readonly gone: Iso | null
  /** Observation of a field, by name, where it is not `at`. */
  readonly fields: { readonly [name: string]: Iso }
  /** Latest observation of a revision's text, by key, where it is not `at`. */
  readonly revisions: { readonly [key: string]: Iso }
}
