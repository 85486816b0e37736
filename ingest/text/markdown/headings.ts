/** Headings as forums take them: `##Example` without the space (Arbital, Reddit), beside CommonMark's. */
import type { MarkdownIt, StateBlock } from 'markdown-it'

/** One sign before a small letter is a hashtag, before a digit an issue; a line with a full stop is a sentence. */
const LOOSE = /^(?:#(?=\p{Lu})(?!.*[.!?]$)|#{2,6}(?=[\p{L}\p{N}]))([^\n]{1,200})$/u

function looseHeading(state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!
  if (state.src.charCodeAt(start) !== 0x23 || state.sCount[startLine]! - state.blkIndent >= 4) return false
  const match = LOOSE.exec(state.src.slice(start, state.eMarks[startLine]!).trimEnd())
  if (match === null) return false
  if (silent) return true
  const level = match[0].length - match[1]!.length
  state.push('heading_open', `h${level}`, 1)
  const inline = state.push('inline', '', 0)
  inline.content = match[1]!.replace(/#+$/, '').trim()
  inline.map = [startLine, startLine + 1]
  inline.children = []
  state.push('heading_close', `h${level}`, -1)
  state.line = startLine + 1
  return true
}

export function looseHeadings(md: MarkdownIt): void {
  md.block.ruler.after('heading', 'loose_heading', looseHeading, { alt: ['paragraph', 'reference', 'blockquote'] })
}
