/** The reply and what it may answer, read once: sentences with their first reading, bags of stems, quotations. */
import type { ContextDocument, LinkContext, RevisionView, SentenceView } from '../../graph/context.ts'
import { type Bag, bagOf, bm25, Rarity } from './align.ts'
import { type FirstReading, firstReading } from './first.ts'
import type { FastModel } from './linear.ts'
import { type QuotedPassage, resolveQuotes } from './quotes.ts'

/** At most so many sentences of a document are read: a page of 10,000 sentences costs no more than one of these. */
const READ = 600

export interface OwnSentence {
  readonly sentence: LinkContext['subject']['sentences'][number]
  readonly bag: Bag
  /** The quotation that stands just above it, with nothing else of the author's between. */
  readonly above: QuotedPassage | null
}

export interface Passage {
  readonly sentence: SentenceView
  readonly text: string
  readonly bag: Bag
  /** Begins a paragraph (or is a heading, item or title). */
  readonly opens: boolean
  readonly title: boolean
}

/** A document that the reply may answer. */
export interface Candidate {
  readonly context: ContextDocument
  readonly passages: readonly Passage[]
  /** First reading of a reply's sentences; null for long posts and pages, whose acts do not matter. */
  readonly reading: FirstReading | null
}

export interface Thread {
  readonly context: LinkContext
  readonly own: readonly OwnSentence[]
  readonly reading: FirstReading
  readonly candidates: readonly Candidate[]
  readonly parent: Candidate | null
  /** Replies to the subject, earliest first. */
  readonly replies: readonly Candidate[]
  /** Quotations whose very words were found, and those found only nearly. */
  readonly quoted: readonly QuotedPassage[]
  readonly near: readonly QuotedPassage[]
  readonly rarity: Rarity
}

/** Replies longer than this are read as posts. */
const REPLY_SENTENCES = 80

export function readThread(model: FastModel, context: LinkContext): Thread {
  const { subject } = context
  const found = resolveQuotes(context)
  const quoted = found.filter(({ certainty }) => certainty === 1)
  const reply = subject.document.parent !== null
  const own = subject.sentences.map((sentence) => ({
    sentence,
    bag: bagOf(sentence.exact),
    above: quoteAbove(context, sentence, quoted),
  }))
  const all = context.documents.map((document) => candidate(model, document))
  const rarity = new Rarity()
  for (const { passages } of all) for (const passage of passages) rarity.add(passage.bag)
  for (const { bag } of own) rarity.add(bag)
  const candidates = all.filter(({ context: { relation } }) => relation !== 'reply')
  return {
    context,
    own,
    reading: firstReading(
      model,
      subject.sentences.map(({ exact }) => exact),
      reply,
    ),
    candidates,
    parent:
      candidates.find(({ context: { relation } }) => relation === 'parent') ??
      candidates.find(isParent(context)) ??
      null,
    replies: all
      .filter(({ context: { relation } }) => relation === 'reply')
      .toSorted((a, b) => order(createdAt(a), createdAt(b)) || order(a.context.document.id, b.context.document.id)),
    quoted,
    near: found.filter(({ certainty }) => certainty < 1),
    rarity,
  }
}

function isParent({ subject }: LinkContext): (candidate: Candidate) => boolean {
  return ({ context }) => context.document.id === subject.document.parent
}

export function createdAt(candidate: Candidate): string {
  return candidate.context.document.createdAt ?? ''
}

export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function candidate(model: FastModel, context: ContextDocument): Candidate {
  const passages = passagesOf(context.document.title, context.seen)
  const isReply = context.document.parent !== null && passages.length <= REPLY_SENTENCES
  return {
    context,
    passages,
    reading: isReply
      ? firstReading(
          model,
          passages.map(({ text }) => text),
          true,
        )
      : null,
  }
}

function passagesOf(title: string | null, revision: RevisionView): Passage[] {
  const titled = title !== null && revision.text.startsWith(title)
  return revision.sentences
    .filter(({ change }) => change !== 'struck')
    .slice(0, READ)
    .map((sentence) => {
      const text = revision.text.slice(sentence.start, sentence.end)
      const before = revision.text.slice(Math.max(0, sentence.start - 2), sentence.start)
      return {
        sentence,
        text,
        bag: bagOf(text),
        opens: sentence.start === 0 || before.includes('\n'),
        title: titled && sentence.start < title.length,
      }
    })
}

const overlapsOf = new WeakMap<Candidate, readonly (readonly number[])[]>()

/** BM25 of each own sentence (row) in each passage of a candidate (column); worked out once. */
export function overlaps({ own, rarity }: Thread, candidate: Candidate): readonly (readonly number[])[] {
  const known = overlapsOf.get(candidate)
  if (known) return known
  const made = own.map(({ bag }) => candidate.passages.map((passage) => bm25(bag, passage.bag, rarity)))
  overlapsOf.set(candidate, made)
  return made
}

/** The resolved quotation between which and the sentence only white space and its own earlier sentences of the paragraph stand. */
export function quoteAbove(
  { subject }: LinkContext,
  sentence: OwnSentence['sentence'],
  quoted: readonly QuotedPassage[],
): QuotedPassage | null {
  if (sentence.revision !== subject.newest.id && sentence.revision !== subject.first.id) return null
  const text = sentence.revision === subject.newest.id ? subject.newest.text : subject.first.text
  let best: QuotedPassage | null = null
  for (const passage of quoted) {
    const { span, revision, kind } = passage.quote
    if (kind !== 'block' || span === null || revision !== sentence.revision || span.end > sentence.start) continue
    if (best === null || span.end > best.quote.span!.end) best = passage
  }
  if (best === null) return null
  const between = text.slice(best.quote.span!.end, sentence.start)
  // A quotation rules the paragraphs below it until the writer has plainly gone on.
  return between.length < 1500 ? best : null
}
