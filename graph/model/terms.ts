/** The closed lists of the model, and the plain values that everything is made of. */

/** What one text does toward another. `other` stands only as a document's main act. */
export const ACTS = [
  'objection',
  'support',
  'question',
  'concession',
  'clarification',
  'edit_request',
  'edit_done',
  'other',
] as const
export type Act = (typeof ACTS)[number]

export const DOCUMENT_STATES = ['live', 'retracted', 'deleted', 'unavailable'] as const
export type DocumentState = (typeof DOCUMENT_STATES)[number]

export const CHANGES = ['introduced', 'kept', 'reworded', 'moved', 'withdrawn', 'restored', 'struck'] as const
/** What a revision did to a claim. */
export type Change = (typeof CHANGES)[number]

export const TARGET_STATES = ['standing', 'reworded', 'gone'] as const
/** What became of the passage that a response points at. */
export type TargetState = (typeof TARGET_STATES)[number]

export const RESPONSE_STATES = ['open', 'answered', 'conceded', 'met_by_edit', 'withdrawn'] as const
/** What became of a response (an objection, mostly). */
export type ResponseState = (typeof RESPONSE_STATES)[number]

export const CLAIM_KINDS = ['assertion', 'passage'] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

export const FORMATS = ['markdown', 'html', 'text'] as const
export type Format = (typeof FORMATS)[number]

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
/** An ISO 8601 time in UTC. Compare only after `instant()` of graph/time.ts has put it into canonical form. */
export type Iso = string

/** A passage by its words (W3C TextQuoteSelector). */
export interface TextQuoteSelector {
  readonly exact: string
  readonly prefix?: string
  readonly suffix?: string
}

/** A half-open range of UTF-16 units in a text. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface AuthorRef {
  readonly id: string
  readonly name: string
  readonly url?: string
}

export const VERDICTS = ['confirmed', 'rejected', 'corrected'] as const
/** What a person says of a machine's reading. */
export type Verdict = (typeof VERDICTS)[number]
