/** What holds for every plain text and its sentences. */
import type { PlainText, Sentence } from '../../../ingest/text/plain.ts'

const LETTER = /[\p{L}\p{N}]/u

/** Names of the laws that do not hold; empty when all do. */
export function brokenLaws(plain: PlainText, sentences: readonly Sentence[]): string[] {
  const { text, blocks, marks } = plain
  const inBounds = ({ start, end }: { start: number; end: number }) => 0 <= start && start <= end && end <= text.length
  const trimmed = ({ start, end }: { start: number; end: number }) => !/^\s|\s$/.test(text[start]! + text[end - 1]!)
  const ordered = (spans: readonly { start: number; end: number }[]) =>
    spans.every(({ start }, at) => at === 0 || start >= spans[at - 1]!.end)
  const outside = (spans: readonly { start: number; end: number }[]) =>
    [...spans, { start: text.length, end: text.length }].some(({ start }, at) =>
      LETTER.test(text.slice(spans[at - 1]?.end ?? 0, start)),
    )
  const laws: Record<string, boolean> = {
    'blocks are in bounds': blocks.every(inBounds),
    'blocks are in order and apart': ordered(blocks),
    'blocks have no outer white space': blocks.every(
      (block) => block.start === block.end || block.kind === 'code' || trimmed(block),
    ),
    'every letter is in a block': !outside(blocks),
    'marks are in bounds': marks.every(inBounds),
    'marks are in order': marks.every(({ start }, at) => at === 0 || start >= marks[at - 1]!.start),
    'sentences are in bounds and not empty': sentences.every((one) => inBounds(one) && one.start < one.end),
    'sentences are in order and apart': ordered(sentences),
    'sentences have no outer white space': sentences.every(trimmed),
    'sentences stay within their block': sentences.every(
      ({ start, end, block }) => blocks[block]!.start <= start && end <= blocks[block]!.end,
    ),
    'every letter is in a sentence': !outside(sentences),
    'no sentence ends inside code or a formula': cutsNothing(plain, sentences),
  }
  return Object.keys(laws).filter((name) => !laws[name])
}

/** Ends of sentences are never strictly within a mark of code or a formula. */
function cutsNothing({ marks }: PlainText, sentences: readonly Sentence[]): boolean {
  const ends = sentences.map(({ end }) => end)
  let at = 0
  for (const { kind, start, end } of marks) {
    if (kind !== 'code' && kind !== 'math') continue
    while (at < ends.length && ends[at]! <= start) at++
    if (at < ends.length && ends[at]! < end) return false
  }
  return true
}
