/**
 * What the encoder reads: [CLS] what is answered [SEP] sentences of the reply [SEP]. A reply is read in windows of whole
 * sentences, each with the same words before it.
 */
import { type Candidate, overlaps, type Thread } from '../extract/thread.ts'
import type { Vocabulary } from './wordpiece.ts'

/** Pieces at most of what is answered, and of the reply in one window. */
export const ANSWERED = 60
export const WINDOW = 129

export interface Span {
  readonly from: number
  readonly to: number
}

export interface EncoderInput {
  /** [CLS] … [SEP] … [SEP] */
  readonly ids: readonly number[]
  /** Where what is answered stands among the ids, and each sentence; an empty span has no pieces. */
  readonly answered: Span
  readonly sentences: readonly Span[]
  /** Index of the first sentence. */
  readonly first: number
}

/** The windows of a text. */
export function windowsOf(vocabulary: Vocabulary, answered: string, sentences: readonly string[]): EncoderInput[] {
  const before = vocabulary.encode(answered).slice(0, ANSWERED)
  const inputs: EncoderInput[] = []
  let first = 0
  let open: number[][] = []
  const close = (next: number): void => {
    if (open.length > 0) inputs.push(inputOf(vocabulary, before, open, first))
    open = []
    first = next
  }
  let size = 0
  for (const [index, sentence] of sentences.entries()) {
    const pieces = vocabulary.encode(sentence).slice(0, WINDOW)
    if (size + pieces.length > WINDOW) {
      close(index)
      size = 0
    }
    open.push(pieces)
    size += pieces.length
  }
  close(sentences.length)
  return inputs
}

function inputOf(
  { cls, sep }: Vocabulary,
  answered: readonly number[],
  sentences: readonly (readonly number[])[],
  first: number,
): EncoderInput {
  const ids = [cls, ...answered, sep]
  const spans = sentences.map((pieces) => {
    const from = ids.length
    for (const piece of pieces) ids.push(piece)
    return { from, to: ids.length }
  })
  ids.push(sep)
  return { ids, answered: { from: 1, to: 1 + answered.length }, sentences: spans, first }
}

/** Words of what a reply answers: what it quotes or is attached to, then what it speaks of, in the order of the text. */
export function answeredText(thread: Thread, answered: Candidate | null): string {
  const quoted = thread.context.subject.quotes
    .filter(({ kind, depth }) => kind !== 'inline' && depth === 1)
    .map(({ exact }) => exact)
  if (answered === null) return quoted.join(' ')
  const rows = overlaps(thread, answered)
  const worth = answered.passages.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0))
  // Characters stand in for pieces, on the safe side: what is too much would be cut off behind, whatever it is worth.
  let left = ANSWERED * 4 - quoted.reduce((sum, { length }) => sum + length, 0)
  const kept = new Set<number>()
  for (const at of worth.map((_, index) => index).toSorted((a, b) => worth[b]! - worth[a]! || a - b)) {
    const { length } = answered.passages[at]!.text
    if (length > left && (kept.size > 0 || left <= 0)) continue
    kept.add(at)
    left -= length
  }
  return [...quoted, ...answered.passages.filter((_, at) => kept.has(at)).map(({ text }) => text)].join(' ')
}
