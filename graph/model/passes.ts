/** What the two passes give: `analyse` of one document alone, `link` of a document in its context. */

import type { SourceDocument } from './given.ts'
import type { Author, Claim, Definition, Document, PromptedEdit, Response, Revision, Wording } from './nodes.ts'
import type { Iso, Span } from './terms.ts'

/** A passage that a document repeats from elsewhere: a blockquote, a quoted phrase, an inline anchor. */
export interface Quote {
  readonly revision: string
  /** Where the quotation stands in the quoting text; null for an anchor given by the source. */
  readonly span: Span | null
  readonly exact: string
  readonly prefix: string | null
  readonly suffix: string | null
  /** block: set off as a quotation; inline: between quotation marks; anchor: given by the source. */
  readonly kind: 'block' | 'inline' | 'anchor'
  /** Nesting of the quotation: 2 is the parent quoting somebody. */
  readonly depth: number
  /** Explicit reference that came with it (a URL, or `source:id`), if any. */
  readonly ref: string | null
}

export interface Link {
  readonly revision: string
  readonly span: Span
  readonly href: string
}

/** An edit note inside a text ("EDIT: …", "OLD VERSION:", a changelog line). */
export interface EditNote {
  readonly revision: string
  readonly span: Span
  readonly kind:
    | 'addendum'
    | 'correction'
    | 'old-version'
    | 'new-version'
    | 'struck'
    | 'withdrawal'
    | 'changelog'
    | 'deleted'
  readonly at: Iso | null
  readonly text: string
}

/** What `analyse` gives of one document, from the document alone. */
export interface Analysis {
  /** The source record that it was read from, all known revisions merged. */
  readonly record: SourceDocument
  /** Digest of that record (graph/merge.ts); the store keeps it to tell unchanged input. */
  readonly digest: string
  readonly document: Document
  /** Author rows for the author and the editors. */
  readonly authors: readonly Author[]
  /** Oldest first. */
  readonly revisions: readonly Revision[]
  /** Every sentence of the document's own words, in order of introduction. */
  readonly claims: readonly Claim[]
  /** One for each claim and revision from its introduction to its end. */
  readonly wordings: readonly Wording[]
  readonly definitions: readonly Definition[]
  readonly quotes: readonly Quote[]
  readonly links: readonly Link[]
  readonly notes: readonly EditNote[]
  /** Version of the reader that made this. */
  readonly analyser: string
}

/** What `link` gives of one document, from the document and its context. */
export interface Linked {
  readonly document: string
  readonly responses: readonly Response[]
  readonly promptedEdits: readonly PromptedEdit[]
}
