/** Questions and answers: what can be asked of a store, as plain values. graph/filters.ts says what each filter means. */
import type {
  Act,
  Change,
  ClaimKind,
  ConceptAlias,
  DocumentState,
  Iso,
  Json,
  Judgement,
  Origin,
  ResponseState,
  TargetState,
  Verdict,
} from './model.ts'

export type RowKind = 'response' | 'claim' | 'document' | 'concept' | 'author' | 'hit' | 'disagreement'

/** A target that has been understood: what the store is to look for. */
export type TargetRef =
  | { readonly kind: 'concept'; readonly id: string }
  | { readonly kind: 'document'; readonly id: string }
  | { readonly kind: 'claim'; readonly id: string }
  | { readonly kind: 'response'; readonly id: string }
  | { readonly kind: 'author'; readonly id: string }

/** Values of the filters of graph/filters.ts; undefined is "not asked". Repeated values are alternatives. */
export interface FilterValues {
  /** As the person wrote it; the store resolves it (graph/target.ts). */
  readonly target?: string
  /** Pins one of several senses: a concept id. */
  readonly sense?: string
  readonly act?: readonly Act[]
  /** Authors by id or name: who responds or claims. */
  readonly author?: string
  /** Author of what is responded to. */
  readonly against?: string
  readonly state?: readonly ResponseState[]
  readonly targetState?: readonly TargetState[]
  readonly change?: readonly Change[]
  readonly claimState?: 'standing' | 'withdrawn'
  readonly since?: Iso
  readonly before?: Iso
  readonly document?: string
  readonly source?: string
  readonly minConfidence?: number
  readonly judged?: Verdict | 'none'
  /** Free text. */
  readonly q?: string
}

export const SORTS = ['newest', 'oldest', 'confidence'] as const
export type Sort = (typeof SORTS)[number]

/** What was said by `asOf`, in the rows that were known by `knownBy`; null: today. Both may be given. */
export interface Clocks {
  readonly asOf: Iso | null
  readonly knownBy: Iso | null
}

export interface Question<K extends RowKind = RowKind> extends Clocks {
  readonly kind: K
  readonly filters: FilterValues
  readonly sort: Sort
  readonly limit: number
  /** Opaque; of an earlier answer to the same question. */
  readonly cursor: string | null
}

export interface Answer<K extends RowKind = RowKind> {
  readonly rows: readonly Row<K>[]
  readonly next: string | null
  /** How the target was understood, and the other senses it has. */
  readonly target: Resolved | null
}

export interface Sense {
  readonly ref: TargetRef
  readonly label: string
  /** How many documents speak for this sense. */
  readonly weight: number
}

export interface Resolved extends Sense {
  readonly asked: string
  readonly others: readonly Sense[]
}

/** The target names nothing that is stored; `nearest` are names that are alike. */
export class Unknown extends Error {
  readonly asked: string
  readonly nearest: readonly string[]
  constructor(asked: string, nearest: readonly string[]) {
    super(`nothing is known by the name "${asked}"`)
    this.name = 'Unknown'
    this.asked = asked
    this.nearest = nearest
  }
}

export class BadCursor extends Error {
  constructor() {
    super('the cursor does not belong to this question')
    this.name = 'BadCursor'
  }
}

/** A document named in passing. */
export interface DocumentBrief {
  readonly id: string
  readonly kind: string
  readonly title: string | null
  readonly url: string | null
  readonly state: DocumentState
}

export interface AuthorBrief {
  readonly id: string
  readonly name: string
}

export interface Row0 {
  readonly id: string
}

export interface ResponseRow extends Row0 {
  readonly act: Act
  /** The act's exact words, where they stand, whose they are. */
  readonly exact: string
  readonly document: DocumentBrief
  readonly claim: string | null
  readonly revision: string
  readonly start: number
  readonly end: number
  readonly author: AuthorBrief | null
  readonly at: Iso | null
  readonly to: {
    readonly document: DocumentBrief | null
    readonly claim: string | null
    readonly concept: { readonly id: string; readonly label: string } | null
    readonly response: string | null
    readonly revision: string | null
    readonly start: number | null
    readonly end: number | null
    /** Its exact words as answered, and as they stand now where that differs. */
    readonly exact: string | null
    readonly now: string | null
    readonly author: AuthorBrief | null
  }
  readonly state: ResponseState | null
  readonly targetState: TargetState | null
  /** What brought the states about: ids of responses or revisions. */
  readonly stateCause: string | null
  readonly confidence: number
  readonly rule: string
  readonly model: string
  readonly evidence: string | null
  readonly main: boolean
  /** The latest word of a person on it; null where nobody judged it by then. */
  readonly judgement: JudgementBrief | null
  /** What the machine read, where a person judged it: the row itself shows what the person says. */
  readonly reading: {
    readonly act: Act
    readonly confidence: number
    readonly to: { readonly document: string | null; readonly claim: string | null; readonly exact: string | null }
  } | null
}

/** A judgement as its subject shows it; the act or target that a correction names. */
export interface JudgementBrief {
  readonly verdict: Verdict
  readonly act: Act | null
  readonly target: string | null
  readonly by: string
  readonly at: Iso
}

/** A judgement as it is listed. */
export interface JudgementRow extends Judgement {
  readonly kind: 'response' | 'claim'
  /** The document that its subject stands in, and the one that it answers. */
  readonly document: string
  readonly answered: string | null
}

/** Judgements are listed by a question of their own: the newest first, those of the time known by. */
export interface JudgementQuestion extends Clocks {
  readonly kind: 'judgement'
  readonly filters: JudgementFilters
  readonly sort: 'newest'
  readonly limit: number
  readonly cursor: string | null
}

export interface JudgementPage {
  readonly rows: readonly JudgementRow[]
  readonly next: string | null
}

/** Which judgements are listed; undefined is "not asked". */
export interface JudgementFilters {
  readonly subject?: string
  readonly verdict?: Verdict
  readonly by?: string
  readonly document?: string
  readonly since?: Iso
  readonly before?: Iso
}

export interface ClaimRow extends Row0 {
  readonly kind: ClaimKind
  readonly text: string
  readonly document: DocumentBrief
  readonly author: AuthorBrief | null
  readonly at: Iso | null
  readonly state: 'standing' | 'withdrawn'
  readonly probability: number
  readonly concepts: readonly string[]
  /** Responses to it by act. */
  readonly responses: { readonly [act: string]: number }
  /** The latest word of a person on it; null where nobody judged it by then. */
  readonly judgement: JudgementBrief | null
  /** Its life: one entry a revision that changed it. */
  readonly history: readonly {
    readonly revision: string
    readonly number: number
    readonly at: Iso | null
    readonly change: Change
    readonly start: number | null
    readonly end: number | null
    readonly exact: string | null
    /** True where wording changed the sense: "will be" to "will not be". */
    readonly polarity: boolean
    /** Probability that a rewording changed what is said, not only how; null for other changes. */
    readonly content: number | null
  }[]
}

export interface DocumentRow extends DocumentBrief, Row0 {
  readonly source: string
  readonly subtitle: string | null
  readonly author: AuthorBrief | null
  readonly createdAt: Iso | null
  readonly parent: DocumentBrief | null
  readonly root: DocumentBrief | null
  readonly stateAt: Iso | null
  readonly score: Json
  readonly language: string
  readonly revisions: number
  readonly revision: {
    readonly id: string
    readonly number: number
    readonly at: Iso | null
    readonly origin: Origin
    readonly text: string
  } | null
  readonly replies: readonly string[]
}

export interface ConceptRow extends Row0 {
  readonly label: string
  readonly aliases: readonly ConceptAlias[]
  readonly page: string | null
  readonly claims: number
  readonly responses: { readonly [act: string]: number }
}

export interface AuthorRow extends Row0 {
  readonly name: string
  readonly source: string
  readonly url: string | null
  readonly documents: number
}

/** A search hit: a sentence with the document it stands in. */
export interface HitRow extends Row0 {
  readonly claim: string
  readonly kind: ClaimKind
  readonly text: string
  readonly document: DocumentBrief
  readonly author: AuthorBrief | null
  readonly at: Iso | null
}

export interface DisagreementRow extends Row0 {
  readonly author: AuthorBrief
  readonly against: AuthorBrief
  readonly objections: number
  readonly open: number
  readonly newest: Iso | null
}

/** A claim with what answers it: a tree told in order, nearest first. */
export interface Thread {
  readonly claim: ClaimRow
  readonly responses: readonly ThreadNode[]
  /** True where there is more than the limit let through. */
  readonly more: boolean
}

export interface ThreadNode {
  readonly response: ResponseRow
  /** Id of the response that it answers; null where it answers the claim itself. */
  readonly answers: string | null
  /** 0 for an answer to the claim. */
  readonly depth: number
}

export type Row<K extends RowKind = RowKind> = K extends 'response'
  ? ResponseRow
  : K extends 'claim'
    ? ClaimRow
    : K extends 'document'
      ? DocumentRow
      : K extends 'concept'
        ? ConceptRow
        : K extends 'author'
          ? AuthorRow
          : K extends 'hit'
            ? HitRow
            : DisagreementRow
