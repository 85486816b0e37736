/** What the graph is made of: documents with their revisions, claims with their wordings, concepts, responses, states. */
import type {
  Act,
  Change,
  ClaimKind,
  DocumentState,
  Format,
  Iso,
  Json,
  ResponseState,
  TargetState,
  TextQuoteSelector,
  Verdict,
} from './terms.ts'

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
  /** Where a person judged it: how, and what the machine read. */
  readonly judged?: Judged
}

/** A person's verdict on a response, and the machine's reading that it stands before. */
export interface Judged {
  readonly verdict: Verdict
  readonly act: Act
  readonly to: Target
  readonly confidence: number
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
  readonly verdict: Verdict
  /** Of a correction: the act it is, the claim or document that it answers; null: as the machine read it. */
  readonly act: Act | null
  readonly target: string | null
  readonly by: string
  readonly at: Iso
  /** The words of both ends when it was judged. */
  readonly exact: string
  readonly targetExact: string | null
}
