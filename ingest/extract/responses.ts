/** Responses of a document from the reading of it: one for each sentence that does something, and the main one. */
import type { LinkContext } from '../../graph/context.ts'
import { responseId } from '../../graph/ids.ts'
import type { Act, EditNote, Response, Target } from '../../graph/model.ts'
import { isAdded } from '../edits/retractions.ts'
import { SENTENCE_ACTS, type SentenceAct } from './heads.ts'
import { numbered } from './numbered.ts'
import type { ReplyReading, SentenceReading } from './reply.ts'
import type { TargetReading } from './targets.ts'

/** Below this a sentence's act is not kept at all: nobody would look there. */
const FLOOR = 0.15

interface Placed extends SentenceReading {
  /** Which sentence with the same words it is, from 0. */
  readonly nth: number
}

/** One response for each sentence above the floor; for a reply exactly one of them, or one more, is the main one. */
export function responsesOf(context: LinkContext, reading: ReplyReading): Response[] {
  const { document } = context.subject
  const placed = toward(
    context,
    numbered(reading.sentences, ({ sentence }) => sentence.exact),
  )
  const main = document.parent !== null && document.state === 'live' ? mainResponse(context, reading, placed) : null
  const others = placed
    .map((one) => sentenceResponse(context, reading, one))
    .filter((one) => one !== null && one.id !== main?.id)
  return main ? [main, ...(others as Response[])] : (others as Response[])
}

function bestAct({ acts }: SentenceReading): SentenceAct {
  return SENTENCE_ACTS.reduce((top, act) => (acts[act] > acts[top] ? act : top))
}

function sentenceResponse(context: LinkContext, reading: ReplyReading, placed: Placed): Response | null {
  const act = bestAct(placed)
  const confidence = placed.acts[act]
  const { target } = placed
  if (confidence < FLOOR || target === null) return null
  return response(context, reading, placed, act, sure(confidence, target), toTarget(target), target.rule)
}

/** The main response: the document's act, shown by the newest revision's sentence that does it most plainly. */
function mainResponse(context: LinkContext, reading: ReplyReading, placed: readonly Placed[]): Response {
  const { act } = reading
  const confidence = reading.acts[act]
  const standing = new Set(context.subject.newest.sentences.map(({ claim }) => claim))
  const live = withoutNotes(
    context,
    placed.filter(({ sentence }) => standing.has(sentence.claim)),
  )
  const answered = reading.answers[0]?.document ?? context.subject.document.parent!
  const evidence = live.reduce<Placed | null>(
    (top, one) => (top === null || weight(one, act) > weight(top, act) ? one : top),
    null,
  )
  if (evidence === null) return wholeResponse(context, reading, answered)
  const aimed = evidence.target?.document === answered ? evidence.target : null
  const target = aimed ? toTarget(aimed) : documentTarget(context, answered)
  return {
    ...response(context, reading, evidence, act, sure(confidence, aimed), target, evidence.target?.rule ?? 'document'),
    main: true,
  }
}

/** A new wording shown beside the old one is the author's own text, not said to anybody; unless there is nothing else. */
function toward({ subject }: LinkContext, placed: readonly Placed[]): readonly Placed[] {
  const shown = subject.notes.filter(({ kind }) => kind === 'new-version')
  const others = placed.filter(({ sentence }) => !shown.some((note) => stands(sentence, note)))
  return others.length > 0 ? others : placed
}

/** A response is no surer than the place of the passage that it quotes. */
function sure(confidence: number, target: TargetReading | null): number {
  return Math.min(confidence, target?.certainty ?? 1)
}

/** An edit note ("ETA: …") does not show what a document does, unless there is nothing else; taking something back does. */
function withoutNotes({ subject }: LinkContext, placed: readonly Placed[]): readonly Placed[] {
  const own = placed.filter(({ sentence }) => !inNote(subject.notes, sentence))
  return own.length > 0 ? own : placed
}

function inNote(notes: readonly EditNote[], sentence: SentenceReading['sentence']): boolean {
  return notes.some((note) => stands(sentence, note) && (note.kind !== 'withdrawal' || isAdded(note.text)))
}

function stands({ revision, start, end }: SentenceReading['sentence'], { revision: noted, span }: EditNote): boolean {
  return noted === revision && start < span.end && span.start < end
}

function weight({ acts }: SentenceReading, act: Act): number {
  return act === 'other' ? 1 - Math.max(...SENTENCE_ACTS.map((one) => acts[one])) : acts[act]
}

function response(
  { subject }: LinkContext,
  reading: ReplyReading,
  { sentence, nth, evidence }: Placed,
  act: Act,
  confidence: number,
  to: Target,
  rule: string,
): Response {
  const { claim, revision, start, end, exact, author, at } = sentence
  return {
    id: responseId(subject.document.id, exact, nth),
    act,
    document: subject.document.id,
    claim,
    revision,
    start,
    end,
    exact,
    author,
    at,
    to,
    confidence: rounded(confidence),
    rule,
    model: reading.model,
    evidence: evidence ?? null,
    main: false,
  }
}

/**
 * A reply without a sentence of its own that stands (an image, a bare quotation, everything struck): its whole text is the
 * evidence, with the first struck sentence, if any, to tell of its life.
 */
function wholeResponse({ subject, documents }: LinkContext, reading: ReplyReading, answered: string): Response {
  const { newest, document } = subject
  return {
    id: responseId(document.id, newest.text, 0),
    act: reading.act,
    document: document.id,
    claim: subject.sentences.find(({ change }) => change === 'struck')?.claim ?? null,
    revision: newest.id,
    start: 0,
    end: newest.text.length,
    exact: newest.text,
    author: document.author,
    at: newest.at,
    to: documentTarget({ subject, documents }, answered),
    confidence: rounded(reading.acts[reading.act]),
    rule: 'document',
    model: reading.model,
    evidence: null,
    main: true,
  }
}

function toTarget({ document, claim, revision, start, end, exact }: TargetReading): Target {
  return { document, claim, concept: null, response: null, revision, start, end, exact }
}

function documentTarget({ documents }: LinkContext, document: string): Target {
  const revision = documents.find((one) => one.document.id === document)?.seen.id ?? null
  return { document, claim: null, concept: null, response: null, revision, start: null, end: null, exact: null }
}

/** Four decimals: what a probability is good for, and short in exports. */
function rounded(chance: number): number {
  return Math.round(chance * 10_000) / 10_000
}
