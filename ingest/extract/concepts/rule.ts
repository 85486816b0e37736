/** What a rule that learns names of concepts sees and gives. */

/** A sentence of the document's own words, with the words around it. */
export interface NamingSentence {
  readonly text: string
  readonly heading: boolean
  /** Revision whose words these are. */
  readonly revision: string
  /** It stands in the newest revision: rules that count go by these. */
  readonly current: boolean
}

export interface NamingInput {
  readonly kind: string
  readonly title: string | null
  readonly aliases: readonly string[]
  readonly sentences: readonly NamingSentence[]
  /** The newest revision. */
  readonly revision: string
}

/** `name` is another name of `long`; the two are equal where a rule only learns that there is such a concept. */
export interface Naming {
  readonly name: string
  readonly long: string
  readonly revision: string
}

export interface NamingRule {
  readonly name: string
  /** `found` is what the rules before this one learned in the same document. */
  readonly apply: (input: NamingInput, found: readonly Naming[]) => readonly Naming[]
}
