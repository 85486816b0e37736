/**
 * Reads a reply against its context: what each of its sentences does and at what it is aimed, what the reply as a
 * whole does and which document it answers. The fast model; the order of decisions is: sentences alone, the
 * document with its thread, the sentences again with the document, then targets.
 */
import type { LinkContext, SentenceView } from '../../graph/context.ts'
import { ACTS, type Act, type Span } from '../../graph/model.ts'
import { type Answered, readAnswers } from './answers.ts'
import { averagedClasses, averagedEach, type Opinion } from './average.ts'
import { documentFeatures } from './dialogue.ts'
import type { SentenceAct } from './heads.ts'
import { type FastModel, fastModel, scoreNamed, softmax } from './linear.ts'
import { type AimedPassage, readPassages } from './passages.ts'
import type { QuotedPassage } from './quotes.ts'
import { readSentence } from './second.ts'
import { type Candidate, type OwnSentence, quoteAbove, readThread, type Thread } from './thread.ts'

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

export interface SentenceReading {
  readonly sentence: OwnSentence['sentence']
  readonly acts: Readonly<Record<SentenceAct, number>>
  readonly target: TargetReading | null
  /** The words that show it, where the reader says which. */
  readonly evidence?: string
}

export interface ReplyReading {
  readonly sentences: readonly SentenceReading[]
  /** The main act and the chances of each. */
  readonly act: Act
  readonly acts: Readonly<Record<Act, number>>
  /** What the document as a whole answers, likeliest first. */
  readonly answers: readonly { readonly document: string; readonly probability: number }[]
  readonly model: string
}

/**
 * Reads the subject of the context. Sentences that are struck do nothing. A second opinion is averaged with the fast
 * model's where acts are decided; targets are the fast model's.
 */
export function readReply(context: LinkContext, opinion: Opinion | null = null): ReplyReading {
  const model = fastModel()
  const thread = readThread(model, context)
  const answered = readAnswers(model.file.models.answers!, thread)
  const alone = readActs(model, thread)
  const acts = opinion === null ? alone : averagedClasses(alone, opinion.acts, opinion.share.document)
  const best = answered[0]?.candidate ?? null
  const sentences = thread.own.map((own, index) => ({
    sentence: own.sentence,
    acts: withOpinion(readSentence(model.file.models.sentence!, thread, index, acts, best), opinion, index),
    target: targetOf(model, thread, own, answered),
  }))
  const act = ACTS.reduce((top, one) => (acts[one] > acts[top] ? one : top))
  return {
    sentences: sentences.filter(({ sentence }) => sentence.change !== 'struck'),
    act,
    acts,
    answers: answered.map(({ candidate, probability }) => ({ document: candidate.context.document.id, probability })),
    model: opinion?.model ?? model.file.version,
  }
}

function withOpinion(
  acts: Readonly<Record<SentenceAct, number>>,
  opinion: Opinion | null,
  index: number,
): Readonly<Record<SentenceAct, number>> {
  const second = opinion?.sentences[index]
  return second === undefined ? acts : averagedEach(acts, second, opinion!.share.sentence)
}

function readActs(model: FastModel, thread: Thread): Readonly<Record<Act, number>> {
  const named = model.file.models.document!
  const chances = softmax(scoreNamed(named, documentFeatures(thread)))
  return Object.fromEntries(ACTS.map((act) => [act, chances[named.classes.indexOf(act)]!])) as Record<Act, number>
}

/** The likeliest passage of the likeliest document; a quotation just above leads to the document that it is from. */
function targetOf(
  model: FastModel,
  thread: Thread,
  own: OwnSentence,
  answered: readonly Answered[],
): TargetReading | null {
  const quoted = own.above && thread.candidates.find(({ context }) => context.document.id === own.above?.document)
  const document = quoted ? { candidate: quoted, probability: 1 } : answered[0]
  if (!document) return null
  const former = formerPassage(document.candidate, own.above ?? anchorOf(thread, document.candidate))
  if (former !== null) return former
  const passages = readPassages(model.file.models.passage!, thread, own, document.candidate)
  const best = passages[0]!
  const near = best.rule === 'quote' || best.rule === 'anchor' ? null : quotedNearly(thread, own)
  const nearly = near === null ? null : passageOf(near, `${near.rule}-near`)
  if (nearly !== null) return nearly
  const { candidate } = document
  return {
    document: candidate.context.document.id,
    ...spanOf(candidate, best),
    probability: document.probability * best.probability,
    rule: best.rule,
  }
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
