/** Plain text with what its markup said, as values. */
import type { Format, Span } from '../../graph/model.ts'

export type BlockKind = 'title' | 'subtitle' | 'paragraph' | 'heading' | 'item' | 'code' | 'table' | 'rule'

/**
 * A block of the text: a paragraph, heading, list item, code block. Blocks are in order and do not overlap. A rule is
 * empty; a row of a table is one block, a tab between its cells; further paragraphs of an item are paragraphs of its
 * level; footnotes come last.
 */
export interface Block extends Span {
  readonly kind: BlockKind
  /** How many quotations it stands in: 0 is the author's own words. */
  readonly quoteDepth: number
  /** Heading level, or depth of the list; else 0. */
  readonly level: number
  /** Number of an item in a numbered list, on its first block. */
  readonly ordinal?: number
  /** It stands inside a spoiler, a collapsed part, a footnote, or text marked as a model's. */
  readonly inside: readonly ('spoiler' | 'details' | 'footnote' | 'model')[]
  /** Author and reference that the quotation names itself, if any: `topic:280/post:3` (Discourse), or a URL (cite). */
  readonly quoteOf?: { readonly author: string | null; readonly ref: string | null }
}

export type MarkKind =
  | 'code'
  | 'math'
  | 'struck'
  | 'inserted'
  | 'emphasis'
  | 'strong'
  | 'link'
  | 'footnote-ref'
  | 'image'
  | 'mention'

/**
 * An inline mark over part of a block, in order of their starts. Marks may nest. Images and references to footnotes
 * are empty: they stand where the image or the sign was.
 */
export interface Mark extends Span {
  readonly kind: MarkKind
  /** Target of a link. */
  readonly href?: string
}

export interface PlainText {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly marks: readonly Mark[]
}

export interface Markup {
  readonly format: Format
  readonly title: string | null
  readonly subtitle: string | null
  readonly body: string
}

/** A sentence of a plain text; `sentences()` gives them in order, quoted and code ones too. */
export interface Sentence extends Span {
  /** Index of its block. */
  readonly block: number
  readonly kind: BlockKind
  readonly quoteDepth: number
  /** Whole sentence is code or a formula without words. */
  readonly code: boolean
  /** Whole sentence (but for white space and punctuation) is struck through. */
  readonly struck: boolean
}
