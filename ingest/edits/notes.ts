/** Edit notes in a text: "Edit: …", "OLD VERSION:", a changelog, what is struck. By the table in note-rules.ts. */
import type { EditNote, Iso, Span } from '../../graph/model.ts'
import { words } from '../../graph/words.ts'
import type { Block, PlainText, Sentence } from '../text/plain.ts'
import { DATE, dateIn } from './dates.ts'
import { FIRST_WORDS, NOTE_RULES, type NoteRule, TAKES_BACK } from './note-rules.ts'

export type NoteFound = Omit<EditNote, 'revision'>

/** A note with the rule that found it and where its own words begin, after the label. */
interface Found extends Span {
  readonly rule: NoteRule | null
  readonly kind: EditNote['kind']
  readonly label: string
  readonly after: number
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']' }
const OPENING = /[([]/
const OPENINGS = /[([]/g
const BEFORE_LABEL = /[\s*_([{>~"“-]*/y
const LINE_DATE = new RegExp(String.raw`^[\s*•-]*(?:v?\d+(?:\.\d+)+[\s:,—–-]*)?\(?${DATE}`, 'i')

/** Longer blocks are neither headings nor tombstones. */
const LONGEST_TITLE = 120

const rulesAt = (...where: readonly NoteRule['where'][]) => NOTE_RULES.filter((rule) => where.includes(rule.where))
const WHOLE_RULES = rulesAt('block', 'heading')
const SENTENCE_RULES = rulesAt('sentence')
const LINE_RULES = rulesAt('label')
const LABEL_RULES = rulesAt('label', 'bracket')

/**
 * Edit notes of a text's own words, in order. A note inside a quotation belongs to who is quoted, one inside code
 * to nobody; both are left out. `at` is the note's own date, read relative to the revision's.
 */
export function editNotes(
  plain: PlainText,
  sentences: readonly Sentence[],
  revisionAt: Iso | null,
): readonly NoteFound[] {
  const byBlock = Map.groupBy(sentences, (sentence) => sentence.block)
  const found = plain.blocks.flatMap((block, index) =>
    block.quoteDepth > 0 || block.kind === 'code' ? [] : inBlock(plain, index, byBlock.get(index) ?? []),
  )
  const notes = withoutOverlaps([...found, ...struck(plain)].filter(({ start }) => !inCode(plain, start)))
  return notes
    .flatMap((note) => (note.kind === 'changelog' ? entries(plain.text, note) : [note]))
    .map((note) => {
      const text = plain.text.slice(note.start, note.end).trimEnd()
      const at = note.label === '' ? null : dateIn(note.label, revisionAt)
      const kind = note.kind === 'addendum' && TAKES_BACK.test(text) ? 'withdrawal' : note.kind
      return { span: { start: note.start, end: note.start + text.length }, kind, at, text }
    })
}

function inBlock(plain: PlainText, index: number, own: readonly Sentence[]): Found[] {
  const block = plain.blocks[index]!
  const text = plain.text.slice(block.start, block.end)
  const found: Found[] = []
  const note = (rule: NoteRule, start: number, end: number, label: string, after: number) =>
    found.push({ start, end, rule, kind: rule.kind, label, after })
  const title = text.length <= LONGEST_TITLE && isTitle(plain, block)
  for (const rule of WHOLE_RULES) {
    if (text.length > LONGEST_TITLE || (rule.where === 'heading' && !title) || !rule.pattern.test(text.trim())) continue
    note(rule, block.start, rule.where === 'heading' ? sectionEnd(plain, index) : block.end, text, block.end)
  }
  for (const { start, end } of own)
    for (const rule of SENTENCE_RULES)
      if (rule.pattern.test(plain.text.slice(start, end))) note(rule, start, end, '', start)
  for (const { at, from, bracket } of places(
    text,
    own.map(({ start }) => start - block.start),
  )) {
    const open = bracket ? at : at + text.slice(at, from).search(OPENING)
    const close = open < at ? -1 : closing(text, open)
    for (const rule of bracket ? LABEL_RULES : LINE_RULES) {
      rule.pattern.lastIndex = from
      const label = rule.pattern.exec(text)?.[0]
      if (label === undefined) continue
      const after = from + label.length
      const rest = text.slice(after, close === -1 ? undefined : close)
      if (rule.unless?.test(rest)) continue
      note(rule, block.start + at, endOf(plain, index, rule, close, rest), label, block.start + after)
    }
  }
  return found
}

/** A note ends with its bracket, or its block; a label alone opens what follows, in its block or its section. */
function endOf(plain: PlainText, index: number, { kind }: NoteRule, close: number, rest: string): number {
  const block = plain.blocks[index]!
  const alone = words(rest).length === 0
  if (close === -1) return alone ? sectionEnd(plain, index) : block.end
  return alone && kind === 'addendum' ? block.end : block.start + close + 1
}

interface Place {
  readonly at: number
  /** Where the first word begins. */
  readonly from: number
  readonly bracket: boolean
}

/** Where a label may stand: at the beginning of a sentence, and after an opening bracket. */
function places(text: string, begins: readonly number[]): Place[] {
  const brackets = Array.from(text.matchAll(OPENINGS), (match) => match.index)
  return [...begins.map((at) => ({ at, bracket: false })), ...brackets.map((at) => ({ at, bracket: true }))].flatMap(
    ({ at, bracket }) => {
      BEFORE_LABEL.lastIndex = at
      BEFORE_LABEL.exec(text)
      const from = BEFORE_LABEL.lastIndex
      FIRST_WORDS.lastIndex = from
      return FIRST_WORDS.test(text) ? [{ at, from, bracket }] : []
    },
  )
}

/** Index of the bracket that closes the one at `open`, or -1. */
function closing(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text[at] === text[open]) depth++
    else if (text[at] === CLOSING[text[open]!] && --depth === 0) return at
  }
  return -1
}

function isTitle(plain: PlainText, block: Block): boolean {
  if (block.kind === 'heading') return true
  const bold = plain.marks.some(
    (mark) => mark.kind === 'strong' && mark.start <= block.start && mark.end >= block.end - 1,
  )
  return bold || plain.text[block.end - 1] === ':'
}

/** End of the section that a heading or a lone label opens: before the next heading of its level, rule or bold line. */
function sectionEnd({ blocks, text }: PlainText, index: number): number {
  const opening = blocks[index]!
  const level = opening.kind === 'heading' ? opening.level : Number.POSITIVE_INFINITY
  const next = blocks.findIndex(
    (block, at) => at > index && ((block.kind === 'heading' && block.level <= level) || block.kind === 'rule'),
  )
  const last = blocks[(next === -1 ? blocks.length : next) - 1]!
  return Math.min(last.end, text.length)
}

/** Notes in order; one that begins within another is part of it, and a lone label's section ends at the next label. */
function withoutOverlaps(found: readonly Found[]): Found[] {
  const sorted = [...found].sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Found[] = []
  for (const note of sorted) {
    const last = kept.at(-1)
    if (last && note.start < last.end) {
      const section = note.rule?.where === 'label' && note.start > last.after && opensBlock(last)
      if (!section || note.kind === 'struck') continue
      kept[kept.length - 1] = { ...last, end: note.start }
    }
    kept.push(note)
  }
  return kept.filter(({ start, end }) => end > start)
}

function opensBlock({ rule }: Found): boolean {
  return rule?.where === 'label' || rule?.where === 'heading'
}

/** A changelog's dated lines, each a note; the whole where none is dated. "Updates" without dates are news of something else. */
function entries(text: string, note: Found): Found[] {
  if (note.rule?.where !== 'heading') return [note]
  const lines: Found[] = []
  let start = note.start
  for (const line of text.slice(note.start, note.end).split('\n')) {
    const match = LINE_DATE.exec(line)
    const end = start + line.length
    if (match) lines.push({ ...note, start, end, label: match[0], after: start + match[0].length })
    start = end + 1
  }
  return lines.length > 0 ? lines : /^updates/i.test(note.label) ? [] : [note]
}

function struck({ marks, text, blocks }: PlainText): Found[] {
  return marks
    .filter(({ kind, start, end }) => kind === 'struck' && words(text.slice(start, end)).length > 0)
    .filter(({ start }) => blocks.some((block) => block.start <= start && start < block.end && block.quoteDepth === 0))
    .map(({ start, end }) => ({ start, end, rule: null, kind: 'struck', label: '', after: start }))
}

function inCode({ marks }: PlainText, at: number): boolean {
  return marks.some((mark) => mark.kind === 'code' && mark.start <= at && at < mark.end)
}
