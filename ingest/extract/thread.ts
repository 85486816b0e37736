/** The reply and what it may answer, read once: sentences with their first reading, bags of stems, quotations. */
import type { ContextDocument, LinkContext } from '../../graph/context.ts'
import { memo } from '../memo.ts'
import { type Bag, bagOf, Rarity } from './align.ts'
import { type FirstReading, firstReading } from './first.ts'
import type { FastModel } from './linear.ts'
import { type Passage, type Passages, passagesOf, readingOf } from './passage.ts'
import { type QuotedPassage, resolveQuotes } from './quotes.ts'
import { coveredRow, overlapRow, type StemIndex } from './stem-index.ts'

export interface OwnSentence {
  readonly sentence: LinkContext['subject']['sentences'][number]
  readonly bag: Bag
  /** The quotation that stands just above it, with nothing else of the author's between. */
  readonly above: QuotedPassage | null
}

/** A document that the reply may answer. */
export interface Candidate {
  readonly context: ContextDocument
  readonly passages: readonly Passage[]
  /** Which stems stand in which passage. */
  readonly index: StemIndex
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

export function readThread(model: FastModel, context: LinkContext): Thread {
  const { subject } = context
  const found = resolveQuotes(context)
  const quoted = found.filter(({ certainty }) => certainty === 1)
  const reply = subject.document.parent !== null
  const standing = standingIn(context)
  const own = subject.sentences.map((sentence, index) => ({
    sentence,
    bag: standing?.list[index]?.bag ?? bagOf(sentence.exact),
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
    reading:
      (reply && standing !== null ? readingOf(model, standing) : null) ??
      firstReading(
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

/** The newest revision's passages, where they are the subject's own sentences one by one: they are read for others as well. */
function standingIn({ subject: { document, newest, sentences } }: LinkContext): Passages | null {
  const passages = passagesOf(document.title, newest)
  const { list } = passages
  return list.length === sentences.length && list.every(({ text }, index) => text === sentences[index]!.exact)
    ? passages
    : null
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
  const { list, index } = passages
  return {
    ...{ context, passages: list, index },
    reading: context.document.parent === null ? null : readingOf(model, passages),
  }
}

/** Numbers for each own sentence (row) and each passage of a candidate (column). */
export type Rows = readonly (readonly number[])[]

const overlapsOf = memo<Candidate, Rows>()
const coveredOf = memo<Candidate, Rows>()

/** BM25 of each own sentence in each passage of a candidate; worked out once. */
export function overlaps({ own, rarity }: Thread, candidate: Candidate): Rows {
  return overlapsOf.of(candidate, '', () => own.map(({ bag }) => overlapRow(bag, candidate.index, rarity)))
}

/** Share of each own sentence's weight that stands in each passage of a candidate; worked out once. */
export function coverage({ own, rarity }: Thread, candidate: Candidate): Rows {
  return coveredOf.of(candidate, '', () => own.map(({ bag }) => coveredRow(bag, candidate.index, rarity)))
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
