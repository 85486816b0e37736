/**
 * Sentences of a plain text: a splitter by rule that keeps offsets. It looks at every stop, and a table of repairs
 * says which stops end nothing.
 */

import type { Block, Mark, PlainText, Sentence } from './plain.ts'
import { type Gap, REPAIRS } from './repairs.ts'

/** Stops with the signs and smileys that close after them; or a line break; or the gap between table cells. */
const STOP =
  /[.!?…]+["'”’»)\]}*_$]*(?: (?:[:;]-?[)(DP](?=\s|$)|\p{Extended_Pictographic}\ufe0f?))*|[。！？]+["'”’」』）]*|[\n\t]/gu
const WANTS_SPACE = /^[.!?…]/
const HAS_WORD = /[\p{L}\p{N}]/u

/** Sentences in order, within one block each, without outer white space; every letter of the text is in one. */
export function sentences(plain: PlainText): Sentence[] {
  const found: Sentence[] = []
  const marks = new MarkReader(plain.marks)
  plain.blocks.forEach((block, index) => {
    if (block.start === block.end) return
    const inside = marks.of(block)
    for (const [start, end] of spansOf(plain.text, block, inside)) {
      const own = inside.filter((mark) => mark.start < end && mark.end > start)
      found.push({
        start,
        end,
        block: index,
        kind: block.kind,
        quoteDepth: block.quoteDepth,
        code: block.kind === 'code' || (own.length > 0 && bare(plain.text, start, end, own, CODE)),
        struck: own.length > 0 && bare(plain.text, start, end, own, STRUCK),
      })
    }
  })
  return found
}

const CODE = new Set<Mark['kind']>(['code', 'math'])
const STRUCK = new Set<Mark['kind']>(['struck'])

/** True when nothing with a letter or digit stands outside marks of these kinds, and there is such a mark. */
function bare(text: string, start: number, end: number, marks: readonly Mark[], kinds: ReadonlySet<Mark['kind']>) {
  let at = start
  let marked = false
  for (const mark of marks) {
    if (!kinds.has(mark.kind) || mark.start === mark.end) continue
    marked = true
    if (mark.start > at && HAS_WORD.test(text.slice(at, mark.start))) return false
    at = Math.max(at, mark.end)
  }
  return marked && !(at < end && HAS_WORD.test(text.slice(at, end)))
}

/** Reads the sorted marks block by block. */
class MarkReader {
  readonly #marks: readonly Mark[]
  #from = 0

  constructor(marks: readonly Mark[]) {
    this.#marks = marks
  }

  of(block: Block): Mark[] {
    while (this.#from < this.#marks.length && this.#marks[this.#from]!.start < block.start) this.#from++
    let to = this.#from
    while (to < this.#marks.length && this.#marks[to]!.start < block.end) to++
    const inside = this.#marks.slice(this.#from, to)
    this.#from = to
    return inside
  }
}

const WHOLE = new Set<Block['kind']>(['title', 'heading', 'code'])

function spansOf(text: string, block: Block, marks: readonly Mark[]): readonly (readonly [number, number])[] {
  if (WHOLE.has(block.kind)) return [trimmed(text, block.start, block.end)]
  const words = text.slice(block.start, block.end)
  const closed = marks.filter(({ kind, start, end }) => start < end && (kind === 'code' || kind === 'math'))
  const casual = !/\p{Lu}/u.test(words)
  const spans = new Spans(words)
  let next = 0
  for (const match of words.matchAll(STOP)) {
    const end = match.index + match[0].length
    if (WANTS_SPACE.test(match[0]) && end < words.length && !/\s/.test(words[end]!)) continue
    while (next < closed.length && endsBefore(closed[next]!, block.start + end)) next++
    const mark = closed[next]
    if (mark !== undefined && mark.start - block.start < end) continue
    if (isLongRun(words, match.index)) continue
    const after = skipSpace(words, end)
    const gap: Gap = { words, start: spans.start, stop: match[0], at: match.index, end, after, casual }
    if (!REPAIRS.some(([, repairs]) => repairs(gap))) spans.end(end)
  }
  spans.end(words.length)
  return spans.found.map(([from, to]) => trimmed(text, from + block.start, to + block.start))
}

/** A formula may end with the stop of its sentence: "$x = 1.$ Then". */
const endsBefore = ({ kind, end }: Mark, at: number): boolean => end < at || (kind === 'math' && end === at)

/** Spans of one block; signs without any letter or digit belong to the sentence before them, or wait for the next. */
class Spans {
  readonly found: [number, number][] = []
  readonly #words: string
  start = 0
  /** From `start` to here there is no word. */
  #wordless = 0

  constructor(words: string) {
    this.#words = words
  }

  end(at: number): void {
    const piece = this.#words.slice(Math.max(this.start, this.#wordless), at)
    const last = this.found.at(-1)
    const ownLine = /[\n\t]/.test(this.#words[this.start - 1] ?? '')
    if (HAS_WORD.test(piece)) this.found.push([this.start, at])
    else if (last !== undefined && piece.trim() !== '' && !ownLine) last[1] = at
    else if (!ownLine || piece.trim() === '') {
      this.#wordless = at
      return
    }
    this.start = at
  }
}

/** The third and later of equal line breaks or tabs part nothing that the second has not parted. */
function isLongRun(words: string, at: number): boolean {
  const sign = words[at]!
  return (sign === '\n' || sign === '\t') && words[at - 1] === sign && words[at - 2] === sign
}

function skipSpace(words: string, from: number): number {
  let at = from
  while (at < words.length && /\s/.test(words[at]!)) at++
  return at
}

function trimmed(text: string, start: number, end: number): [number, number] {
  let [from, to] = [start, end]
  while (from < to && /\s/.test(text[from]!)) from++
  while (to > from && /\s/.test(text[to - 1]!)) to--
  return [from, to]
}
