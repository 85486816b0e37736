/** At what each sentence of a reply is aimed: the document first, then the passage in it. */
import type { SentenceView } from '../../graph/context.ts'
import type { Span } from '../../graph/model.ts'
import type { Answered } from './answers.ts'
import type { FastModel } from './linear.ts'
import { type AimedPassage, readPassages } from './passages.ts'
import type { QuotedPassage } from './quotes.ts'
import { type Candidate, type OwnSentence, quoteAbove, type Thread } from './thread.ts'

export interface TargetReading {
  readonly document: string
  readonly claim: string | null
  readonly revision: string
  readonly start: number | null
  readonly end: number | null
  readonly exact: string | null
  /** That this passage is what is meant, given that the sentence responds. */
  readonly probability: number
  /** quote | quote-near | anchor | anchor-near | reference | align | document; llm: a language model said so */
  readonly rule: AimedPassage['rule'] | 'quote-near' | 'anchor-near' | 'llm'
  /** How sure a quotation or anchor is of its place, where its words stand there only nearly. Default 1. */
  readonly certainty?: number
}

/**
 * The likeliest passage of the likeliest document for each own sentence; a quotation just above leads to the document that
 * it is from. Null where the reply answers nothing that is known. `acts` are the sentences' likeliest acts.
 */
export function readTargets(
  model: FastModel,
  thread: Thread,
  answered: readonly Answered[],
  acts: readonly string[],
): (TargetReading | null)[] {
  const read = new Map<Candidate, readonly AimedPassage[]>()
  return thread.own.map((own, index) => {
    const quoted = own.above && thread.candidates.find(({ context }) => context.document.id === own.above?.document)
    const document = quoted ? { candidate: quoted, probability: 1 } : answered[0]
    if (!document) return null
    const { candidate } = document
    const former = formerPassage(candidate, own.above ?? anchorOf(thread, candidate))
    if (former !== null) return former
    const passages = read.get(candidate) ?? readPassages(model.file.models.passage!, thread, candidate, acts)
    read.set(candidate, passages)
    const best = passages[index]!
    const near = best.rule === 'quote' || best.rule === 'anchor' ? null : quotedNearly(thread, own)
    const nearly = near === null ? null : passageOf(near, `${near.rule}-near`)
    if (nearly !== null) return nearly
    return {
      document: candidate.context.document.id,
      ...spanOf(candidate, best),
      probability: document.probability * best.probability,
      rule: best.rule,
    }
  })
}

/** The passage that the source says the reply was attached to, where it stands in this document. */
function anchorOf({ quoted }: Thread, { context }: Candidate): QuotedPassage | null {
  return quoted.find(({ rule, document }) => rule === 'anchor' && document === context.document.id) ?? null
}

/** How sure a quotation is of its passage that stands word for word in an older revision than the one seen. */
const FORMER = 0.9

/** The sentence of an older revision that is quoted: it dates the revision answered. Null where the seen one has it. */
function formerPassage({ context }: Candidate, quoted: QuotedPassage | null): TargetReading | null {
  return quoted === null || quoted.revision.id === context.seen.id ? null : passageOf(quoted, quoted.rule)
}

/** What the sentence stands under or is attached to, where that is found only nearly. */
function quotedNearly({ context, near }: Thread, { sentence }: OwnSentence): QuotedPassage | null {
  return quoteAbove(context, sentence, near) ?? near.find(({ rule }) => rule === 'anchor') ?? null
}

/** The sentence that most of a quoted passage stands in. */
function passageOf(quoted: QuotedPassage, rule: TargetReading['rule']): TargetReading | null {
  const { document, revision, start, end, certainty } = quoted
  const shared = (span: Span): number => Math.min(span.end, end) - Math.max(span.start, start)
  const sentence = revision.sentences.reduce<SentenceView | null>(
    (top, one) => (shared(one) > (top === null ? 0 : shared(top)) ? one : top),
    null,
  )
  if (sentence === null) return null
  const { claim, start: from, end: to } = sentence
  const exact = revision.text.slice(from, to)
  return {
    ...{ document, claim, revision: revision.id, start: from, end: to, exact },
    ...{ probability: FORMER * certainty, rule, certainty },
  }
}

function spanOf({ context }: Candidate, { passage }: AimedPassage) {
  const revision = context.seen.id
  if (passage === null) return { claim: null, revision, start: null, end: null, exact: null }
  const { claim, start, end } = passage.sentence
  return { claim, revision, start, end, exact: passage.text }
}
