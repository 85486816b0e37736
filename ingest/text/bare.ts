/** Marks that no markup sets: bare URLs, mentions, and formulas in HTML and text. */
import type { Block, Mark, PlainText } from './plain.ts'

const MATH =
  /\$\$[^$]{1,5000}\$\$|\$(?=[^\s$\d])[^$\n]{0,500}[^\s$\\]\$(?!\d)|\$[^\s$]\$(?!\d)|\\\([^\n]{1,500}?\\\)|\\\[[^\n]{1,500}?\\\]/g
const URL = /\bhttps?:\/\/[^\s<>"“”]{1,2000}/g
/** Stops and closing brackets at the end of a URL belong to the sentence. */
const AFTER_URL = /[.,;:!?'’)\]}*]+$/
const MENTION = /(?<![\p{L}\p{N}_@/.])(?:@[A-Za-z0-9_][\w.-]{0,60}\w|\/?u\/[\w-]{3,30})/gu

interface Finder {
  readonly find: (words: string) => Iterable<Mark>
  readonly applies: (words: string) => boolean
}

const FINDERS: Readonly<Record<'math' | 'url' | 'mention', Finder>> = {
  math: {
    applies: (words) => words.includes('$') || words.includes('\\'),
    find: (words) => matches(words, MATH, (start, end) => ({ kind: 'math', start, end })),
  },
  url: {
    applies: (words) => words.includes('://'),
    find: (words) =>
      matches(words, URL, (start, end) => {
        const href = trimUrl(words.slice(start, end))
        return { kind: 'link', start, end: start + href.length, href }
      }),
  },
  mention: {
    applies: (words) => words.includes('@') || words.includes('u/'),
    find: (words) => matches(words, MENTION, (start, end) => ({ kind: 'mention', start, end })),
  },
}

/** The text with the marks that its words alone show, outside of code, formulas and links. */
export function withBareMarks(plain: PlainText, withMath: boolean): PlainText {
  const finders = withMath ? [FINDERS.math, FINDERS.url, FINDERS.mention] : [FINDERS.url, FINDERS.mention]
  const found: Mark[] = []
  let from = 0
  for (const block of plain.blocks) {
    if (block.kind === 'code' || block.end === block.start) continue
    const words = plain.text.slice(block.start, block.end)
    const wanted = finders.filter(({ applies }) => applies(words))
    if (wanted.length === 0) continue
    while (from < plain.marks.length && plain.marks[from]!.end < block.start) from++
    const taken = takenIn(plain.marks, from, block)
    for (const { find } of wanted)
      for (const mark of find(words)) {
        if (overlaps(taken, mark.start, mark.end)) continue
        taken.fill(1, mark.start, mark.end)
        found.push({ ...mark, start: mark.start + block.start, end: mark.end + block.start })
      }
  }
  if (found.length === 0) return plain
  return { ...plain, marks: [...plain.marks, ...found].sort((a, b) => a.start - b.start || b.end - a.end) }
}

/** One flag for each unit of a block that code, a formula, a link or a mention has. */
function takenIn(marks: readonly Mark[], from: number, block: Block): Uint8Array {
  const taken = new Uint8Array(block.end - block.start)
  for (let at = from; at < marks.length && marks[at]!.start < block.end; at++) {
    const { kind, start, end } = marks[at]!
    if (kind === 'code' || kind === 'math' || kind === 'link' || kind === 'mention')
      taken.fill(1, Math.max(0, start - block.start), Math.max(0, end - block.start))
  }
  return taken
}

function overlaps(taken: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (taken[at] === 1) return true
  return false
}

function* matches(words: string, pattern: RegExp, make: (start: number, end: number) => Mark): Iterable<Mark> {
  for (const match of words.matchAll(pattern)) yield make(match.index, match.index + match[0].length)
}

/** A URL without the stops after it; a closing bracket stays where it was opened inside. */
function trimUrl(url: string): string {
  const tail = AFTER_URL.exec(url)?.[0] ?? ''
  const bare = url.slice(0, url.length - tail.length)
  return tail.startsWith(')') && (bare.match(/\(/g)?.length ?? 0) > (bare.match(/\)/g)?.length ?? 0) ? `${bare})` : bare
}
