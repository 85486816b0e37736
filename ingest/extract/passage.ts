/**
 * The sentences of a revision as what replies may aim at. They are the same for every reply that reads the revision, so
 * they are read once, as long as somebody holds its view: in a thread each comment is read by all that stand near it.
 */
import type { RevisionView, SentenceView } from '../../graph/context.ts'
import { memo } from '../memo.ts'
import { type Bag, bagOf } from './align.ts'
import { type FirstReading, firstReading } from './first.ts'
import type { FastModel } from './linear.ts'
import { type StemIndex, stemIndex } from './stem-index.ts'

/** At most so many sentences of a document are read: a page of 10,000 sentences costs no more than one of these. */
const READ = 600
/** Replies longer than this are read as posts. */
const REPLY_SENTENCES = 80

export interface Passage {
  readonly sentence: SentenceView
  readonly text: string
  readonly bag: Bag
  /** Begins a paragraph (or is a heading, item or title). */
  readonly opens: boolean
  readonly title: boolean
  readonly asks: boolean
}

/** A revision's passages in reading order, and which stems stand in which of them. */
export interface Passages {
  readonly list: readonly Passage[]
  readonly index: StemIndex
}

const known = memo<RevisionView, Passages>()

/** The passages of a revision of a document with this title. */
export function passagesOf(title: string | null, revision: RevisionView): Passages {
  return known.of(revision, JSON.stringify(title), () => {
    const list = readPassages(title, revision)
    return { list, index: stemIndex(list.map(({ bag }) => bag)) }
  })
}

function readPassages(title: string | null, revision: RevisionView): Passage[] {
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
        asks: text.trimEnd().endsWith('?'),
      }
    })
}

/** First readings by passages, of each model: training reads with several. */
const readings = new WeakMap<FastModel, WeakMap<Passages, FirstReading>>()

/** First reading of a reply's passages; null for long ones, which are read as posts. */
export function readingOf(model: FastModel, passages: Passages): FirstReading | null {
  if (passages.list.length > REPLY_SENTENCES) return null
  const ofModel = readings.get(model) ?? new WeakMap<Passages, FirstReading>()
  readings.set(model, ofModel)
  const made =
    ofModel.get(passages) ??
    firstReading(
      model,
      passages.list.map(({ text }) => text),
      true,
    )
  ofModel.set(passages, made)
  return made
}
