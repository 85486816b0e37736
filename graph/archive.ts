/** Everything that a store keeps of one document, as plain values: what is carried from one store to another. */
import type {
  Analysis,
  Definition,
  Iso,
  Judgement,
  PromptedEdit,
  Response,
  ResponseState,
  Spell,
  TargetState,
} from './model.ts'

/** Our own clocks of a derived row. */
export interface Learned {
  readonly learnedFrom: Iso
  readonly learnedTo: Iso | null
}

/** A version of a response, with its states as they were when it was closed, or as they are. */
export interface ArchivedResponse extends Response, Learned {
  readonly state: ResponseState | null
  readonly targetState: TargetState | null
  readonly stateCause: string | null
  readonly targetCause: string | null
}

export interface Archive {
  /** With the definitions that hold today. */
  readonly analysis: Analysis
  /** When each revision was learned, by revision id. */
  readonly learned: { readonly [revision: string]: Iso }
  /** All versions, those that were closed as well. */
  readonly definitions: readonly (Definition & Learned)[]
  readonly responses: readonly ArchivedResponse[]
  readonly promptedEdits: readonly (PromptedEdit & Learned)[]
  /** Of the document, of its responses and of their targets. */
  readonly spells: readonly Spell[]
  readonly judgements: readonly Judgement[]
  /** Ids that its claims and responses had before. */
  readonly redirects: readonly Redirect[]
}

export interface Redirect {
  readonly former: string
  readonly id: string
}
