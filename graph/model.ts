/**
 * The model: what a discussion knowledge graph is made of. Plain readonly values that print as JSON.
 *
 * Terms are the field's: SIOC (document, reply), PROV-O (revision), AIF (claim, response as S-node),
 * W3C Web Annotation (TextQuoteSelector). Offsets are UTF-16 units in a revision's plain text; times are
 * ISO 8601 in UTC ("2015-12-17T20:11:44Z"); `null` means that the source does not say.
 */

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

// ---- what a source gives (discussion JSONL, docs/interchange.md) -------------------------------------------

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

// ---- the graph ----------------------------------------------------------------------------------------------

export interface Source {
  readonly id: string
  readonly kind: string
  readonly url: string | null
}

export interface Author {
  /** `source:nativeId` */
  readonly id: string
  readonly source: string
  readonly name: string
  readonly url: string | null
}

export interface Document {
  /** `source:nativeId`, never the host. */
  readonly id: string
  readonly source: string
  readonly kind: string
  readonly title: string | null
  readonly subtitle: string | null
  readonly url: string | null
  /** Author id. */
  readonly author: string | null
  readonly createdAt: Iso | null
  /** Document ids; a parent that was never read stays named here. `root` is null for a root. */
  readonly parent: string | null
  readonly root: string | null
  readonly state: DocumentState
  readonly stateAt: Iso | null
  readonly score: Json
  readonly aliases: readonly string[]
  readonly quote: TextQuoteSelector | null
  readonly respondsToRevision: string | null
  /** BCP 47 primary tag of what the text is written in, 'en' or 'und' when unsure. */
  readonly language: string
  readonly extra: { readonly [key: string]: Json }
}

export type Origin = 'api' | 'observed' | 'in-text'

/** One wording of a document. Its text is title, subtitle and body as plain text, a blank line between. */
export interface Revision {
  /** `document@key`; one found inside a text is `document@key~1`. */
  readonly id: string
  readonly document: string
  readonly key: string
  /** The number that its source gives it; an in-text revision has one between its neighbours (0.5). Order is by number. */
  readonly number: number
  readonly at: Iso | null
  readonly observedAt: Iso | null
  readonly origin: Origin
  /** Author id. */
  readonly editor: string | null
  readonly note: string | null
  readonly format: Format
  readonly text: string
  readonly textHash: string
}

/**
 * One sentence of a document, carried through its revisions. An `assertion` asserts something contestable;
 * a `passage` asserts nothing and matters only as an end of a response.
 */
export interface Claim {
  readonly id: string
  readonly document: string
  readonly kind: ClaimKind
  /** Author id: the editor whose revision introduced it. */
  readonly author: string | null
  /** Current wording, or the last one when withdrawn. */
  readonly text: string
  readonly state: 'standing' | 'withdrawn'
  /** Probability that it asserts a contestable proposition. */
  readonly probability: number
  /** Revision that introduced it, and that revision's time. */
  readonly introduced: string
  readonly at: Iso | null
}

/** A claim in one revision. `start` and `end` are null when the revision withdrew it. */
export interface Wording {
  readonly claim: string
  readonly revision: string
  readonly start: number | null
  readonly end: number | null
  readonly change: Change
}

/** Where a name of a concept was learned. The concept is the one whose label has the normal form of `long`. */
export interface Definition {
  /** The name given, as written: "IDA". */
  readonly name: string
  /** What it names, as written: "Iterated Distillation and Amplification". Equal to `name` for a label. */
  readonly long: string
  /** title | alias | acronym | for-short | subset | term … : the rule that learned it. */
  readonly rule: string
  readonly document: string
  readonly revision: string
}

export interface Concept {
  readonly id: string
  readonly label: string
  readonly aliases: readonly ConceptAlias[]
  /** Wiki page of the concept, a document id. */
  readonly page: string | null
}

export interface ConceptAlias {
  readonly name: string
  readonly rule: string
  readonly document: string
}

/** An end of a response. Any of the four may be there; `claim` and `document` go together. */
export interface Target {
  readonly document: string | null
  readonly claim: string | null
  /** A concept's name as written; concepts are bound to it when a question is asked. */
  readonly concept: string | null
  readonly response: string | null
  /** The revision that was answered, and the span and words in it. */
  readonly revision: string | null
  readonly start: number | null
  readonly end: number | null
  readonly exact: string | null
}

/** An act of one text toward another. */
export interface Response {
  readonly id: string
  readonly act: Act
  /** The document that acts, the sentence in it that does, and where that stands. */
  readonly document: string
  readonly claim: string | null
  readonly revision: string
  readonly start: number
  readonly end: number
  readonly exact: string
  readonly author: string | null
  readonly at: Iso | null
  readonly to: Target
  readonly confidence: number
  readonly rule: string
  readonly model: string
  /** Why: the words that the rule went by, where there are some. */
  readonly evidence: string | null
  /** True for the one response that says what the document as a whole does. */
  readonly main: boolean
}

/** An edit that a response caused. */
export interface PromptedEdit {
  /** The response that asked for it; its document is named also where no response is known. */
  readonly response: string | null
  readonly document: string
  readonly edited: string | null
  readonly revision: string | null
  readonly at: Iso | null
  readonly confidence: number
  readonly rule: string
  readonly evidence: string | null
}

export type SpellKind = 'response' | 'target' | 'document'

/** A dated state of a response, of its target, or of a document: true from `from` until `to`. */
export interface Spell {
  readonly kind: SpellKind
  /** Response id (response, target) or document id. */
  readonly subject: string
  readonly state: ResponseState | TargetState | DocumentState
  /** Null: from the beginning. */
  readonly from: Iso | null
  /** Null: until now. */
  readonly to: Iso | null
  /** What brought the state about: id of a response, revision or document. */
  readonly cause: string | null
}

/** What a person said of a response or claim. Never overwritten by machine. */
export interface Judgement {
  readonly id: string
  readonly subject: string
  readonly verdict: 'confirmed' | 'rejected' | 'corrected'
  /** Corrected act or target claim. */
  readonly act: Act | null
  readonly target: string | null
  readonly by: string
  readonly at: Iso
  /** The words of both ends when it was judged. */
  readonly exact: string
  readonly targetExact: string | null
}

// ---- what the two passes give ------------------------------------------------------------------------------------

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
