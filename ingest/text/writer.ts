/** Writes plain text block by block: white space, separators, marks, and footnotes lifted to the end. */
import type { Block, BlockKind, Mark, MarkKind, PlainText } from './plain.ts'

export type Flag = Block['inside'][number]
export type QuoteOf = NonNullable<Block['quoteOf']>

/** Where the next words stand. Readers replace it as they go in and out of elements. */
export interface Context {
  readonly kind: BlockKind
  readonly level: number
  readonly quoteDepth: number
  readonly quoteOf: QuoteOf | null
  readonly inside: readonly Flag[]
  /** The list item around it: only its first block is of kind `item`. */
  readonly item: { written: boolean; readonly ordinal: number | null } | null
  /** White space is kept as it is. */
  readonly pre: boolean
  /** Inside a table row, where blocks do not part. */
  readonly row: boolean
}

export const TOP: Context = {
  kind: 'paragraph',
  level: 0,
  quoteDepth: 0,
  quoteOf: null,
  inside: [],
  item: null,
  pre: false,
  row: false,
}

/** A mark that is still open; it is cut at the ends of blocks. */
export interface OpenMark {
  readonly kind: MarkKind
  readonly href: string | null
  start: number
}

/** A finished run of blocks with offsets of its own. */
interface Part {
  text: string
  lastKind: BlockKind | null
  lastDepth: number
  readonly blocks: Block[]
  readonly marks: Mark[]
}

const part = (): Part => ({ text: '', lastKind: null, lastDepth: 0, blocks: [], marks: [] })
const mark = (kind: MarkKind, href: string | null, start: number, end: number): Mark =>
  href === null ? { kind, start, end } : { kind, start, end, href }

export interface WriterOptions {
  /** Paragraphs that begin with ">" are quotations (Hacker News, Mastodon: HTML without blockquote). */
  readonly angleQuotes?: boolean
}

export class Writer {
  context: Context = TOP
  readonly #options: WriterOptions
  readonly #main = part()
  readonly #notes = part()
  #buffer = ''
  /** Context of the block being written. */
  #shape: Context | null = null
  #pendingSpace = false
  /** True at the start of a line, where white space is dropped. */
  #lineStart = true
  #marks: Mark[] = []
  #open: OpenMark[] = []

  constructor(options: WriterOptions = {}) {
    this.#options = options
  }

  /** Words in flowing text: runs of white space become one space. */
  text(words: string): void {
    if (words === '') return
    const flow = words.replace(/[ \t\n\f\r]+/g, ' ')
    const from = flow.startsWith(' ') ? 1 : 0
    if (from === 1 && !this.#lineStart) this.#pendingSpace = true
    if (flow.length === from) return
    const to = flow.endsWith(' ') ? flow.length - 1 : flow.length
    this.#append(flow.slice(from, to))
    this.#pendingSpace = to < flow.length
  }

  /** Characters as they are: code, formulas. */
  verbatim(characters: string): void {
    if (characters !== '') this.#append(characters)
  }

  lineBreak(): void {
    if (this.#buffer === '') return
    if (this.context.row) this.#pendingSpace = true
    else this.#newLine('\n')
  }

  /** Parts two cells of a table row. */
  cell(): void {
    if (this.#buffer !== '') this.#newLine('\t')
  }

  open(kind: MarkKind, href: string | null): OpenMark {
    this.#flushSpace()
    const opened: OpenMark = { kind, href, start: this.#buffer.length }
    this.#open.push(opened)
    return opened
  }

  close(opened: OpenMark): void {
    const at = this.#open.lastIndexOf(opened)
    if (at < 0) return
    this.#open.splice(at, 1)
    if (this.#buffer.length > opened.start)
      this.#marks.push(mark(opened.kind, opened.href, opened.start, this.#buffer.length))
  }

  /** A mark without words: an image, a reference to a footnote. */
  point(kind: MarkKind, href: string | null): void {
    this.#marks.push(mark(kind, href, this.#buffer.length, this.#buffer.length))
  }

  /** A horizontal rule: an empty block. */
  rule(): void {
    this.end()
    const to = this.#target(this.context)
    to.blocks.push(block({ ...this.context, kind: 'rule', level: 0 }, to.text.length, to.text.length))
    to.lastKind = 'rule'
  }

  /** Ends the block being written, if there is one. */
  end(): void {
    if (this.context.row && this.#buffer !== '') {
      this.#pendingSpace = true
      return
    }
    if (this.#shape !== null) this.#flush(this.#shape)
    this.#buffer = ''
    this.#shape = null
    this.#pendingSpace = false
    this.#lineStart = true
    this.#marks = []
    for (const opened of this.#open) opened.start = 0
  }

  finish(): PlainText {
    this.context = TOP
    this.end()
    const main = this.#main
    const notes = this.#notes
    const gap = main.text !== '' && notes.text !== '' ? '\n\n' : ''
    const shift = main.text.length + gap.length
    const move = <T extends { start: number; end: number }>(span: T): T => ({
      ...span,
      start: span.start + shift,
      end: span.end + shift,
    })
    return {
      text: main.text + gap + notes.text,
      blocks: [...main.blocks, ...notes.blocks.map(move)],
      marks: [...main.marks, ...notes.marks.map(move)].sort((a, b) => a.start - b.start || b.end - a.end),
    }
  }

  #append(characters: string): void {
    this.#shape ??= this.#newShape()
    this.#flushSpace()
    this.#buffer += characters
    this.#lineStart = false
  }

  #newShape(): Context {
    const { item, kind } = this.context
    if (kind !== 'item' || item === null) return this.context
    if (item.written) return { ...this.context, kind: 'paragraph' }
    item.written = true
    return this.context
  }

  #flushSpace(): void {
    if (this.#pendingSpace && !this.#lineStart) this.#buffer += ' '
    this.#pendingSpace = false
  }

  #newLine(sign: string): void {
    this.#pendingSpace = false
    this.#buffer += sign
    this.#lineStart = true
  }

  #target(context: Context): Part {
    return context.inside.includes('footnote') ? this.#notes : this.#main
  }

  #flush(shape: Context): void {
    for (const opened of this.#open)
      if (this.#buffer.length > opened.start)
        this.#marks.push(mark(opened.kind, opened.href, opened.start, this.#buffer.length))
    // Code keeps the indentation of its first line.
    const lead = (shape.kind === 'code' ? /^(?:[^\S\n]*\n)*/ : /^\s*/).exec(this.#buffer)![0].length
    const quoted = this.#options.angleQuotes === true && shape.kind === 'paragraph' ? angles(this.#buffer, lead) : 0
    const from = lead + quoted
    const words = this.#buffer.slice(from).trimEnd()
    if (words === '') return
    const to = this.#target(shape)
    const start = to.text === '' ? 0 : to.text.length + (tight(to, shape) ? 1 : 2)
    to.text += (to.text === '' ? '' : tight(to, shape) ? '\n' : '\n\n') + words
    const depth = quoted === 0 ? 0 : this.#buffer.slice(lead, from).replace(/\s/g, '').length
    to.blocks.push(block({ ...shape, quoteDepth: shape.quoteDepth + depth }, start, to.text.length))
    to.lastKind = shape.kind
    to.lastDepth = shape.quoteDepth
    for (const each of this.#marks) {
      const clipped = clip(words, each.start - from, each.end - from)
      if (clipped !== null) to.marks.push({ ...each, start: start + clipped[0], end: start + clipped[1] })
    }
  }
}

/** Items of a list and rows of a table stand close. */
function tight(to: Part, shape: Context): boolean {
  return (
    (shape.kind === 'item' || shape.kind === 'table') && to.lastKind === shape.kind && to.lastDepth === shape.quoteDepth
  )
}

/** Length of the ">" signs that a paragraph begins with. */
function angles(text: string, from: number): number {
  const signs = /(?:>\s?){1,20}(?=[^\s>=])/y
  signs.lastIndex = from
  return signs.exec(text)?.[0].length ?? 0
}

/** A mark within the words of its block, without outer white space; null when nothing is left of it. */
function clip(words: string, start: number, end: number): [number, number] | null {
  let from = Math.max(0, Math.min(start, words.length))
  let to = Math.max(from, Math.min(end, words.length))
  if (start === end) return [from, from]
  while (from < to && /\s/.test(words[from]!)) from++
  while (to > from && /\s/.test(words[to - 1]!)) to--
  return from < to ? [from, to] : null
}

function block(shape: Context, start: number, end: number): Block {
  const { kind, level, quoteDepth, inside, quoteOf, item } = shape
  const ordinal = kind === 'item' ? (item?.ordinal ?? null) : null
  const bare = { kind, level, quoteDepth, inside, start, end, ...(ordinal === null ? {} : { ordinal }) }
  return quoteOf === null ? bare : { ...bare, quoteOf }
}
