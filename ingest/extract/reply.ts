/**
 * Reads a reply against its context: what each of its sentences does and at what it is aimed, what the reply as a
 * whole does and which document it answers. The fast model; the order of decisions is: sentences alone, the
 * document with its thread, the sentences again with the document, then targets.
 */
import type { LinkContext } from '../../graph/context.ts'
import { ACTS, type Act } from '../../graph/model.ts'
import { type Answered, readAnswers } from './answers.ts'
import { averagedClasses, averagedEach, type Opinion } from './average.ts'
import { documentFeatures } from './dialogue.ts'
import { SENTENCE_ACTS, type SentenceAct } from './heads.ts'
import { type FastModel, fastModel, scoreNamed, softmax } from './linear.ts'
import { readSentence } from './second.ts'
import { readTargets, type TargetReading } from './targets.ts'
import { type OwnSentence, readThread, type Thread } from './thread.ts'

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
export function readReply(
  context: LinkContext,
  opinion: Opinion | null = null,
  model: FastModel = fastModel(),
): ReplyReading {
  const thread = readThread(model, context)
  const answered = readAnswers(model.file.models.answers!, thread)
  const alone = readActs(model, thread, answered)
  const acts = opinion === null ? alone : averagedClasses(alone, opinion.acts, opinion.share.document)
  const best = answered[0]?.candidate ?? null
  const sentences = thread.own.map((own, index) => ({
    sentence: own.sentence,
    acts: withOpinion(readSentence(model.file.models.sentence!, thread, index, acts, best), opinion, index),
  }))
  const targets = readTargets(
    model,
    thread,
    answered,
    sentences.map((one) => likeliest(one.acts)),
  )
  const act = ACTS.reduce((top, one) => (acts[one] > acts[top] ? one : top))
  return {
    sentences: sentences
      .map((one, index) => ({ ...one, target: targets[index]! }))
      .filter(({ sentence }) => sentence.change !== 'struck'),
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

function readActs(model: FastModel, thread: Thread, answered: readonly Answered[]): Readonly<Record<Act, number>> {
  const named = model.file.models.document!
  const chances = softmax(scoreNamed(named, documentFeatures(thread, answered)))
  return Object.fromEntries(ACTS.map((act) => [act, chances[named.classes.indexOf(act)]!])) as Record<Act, number>
}

function likeliest(acts: Readonly<Record<SentenceAct, number>>): SentenceAct {
  return SENTENCE_ACTS.reduce((top, act) => (acts[act] > acts[top] ? act : top))
}
