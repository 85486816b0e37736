/** Deep nesting is read as words: markdown-it would drop what stands below its own bound. */
import type { MarkdownIt, StateBlock } from 'markdown-it'

export const DEEPEST_BLOCK = 60

function tooDeep(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (silent || state.level < DEEPEST_BLOCK) return false
  state.push('paragraph_open', 'p', 1)
  const inline = state.push('inline', '', 0)
  inline.content = state.getLines(startLine, endLine, state.blkIndent, false).trim()
  inline.map = [startLine, endLine]
  inline.children = []
  state.push('paragraph_close', 'p', -1)
  state.line = endLine
  return true
}

export function boundedDepth(md: MarkdownIt): void {
  md.block.ruler.before('table', 'too_deep', tooDeep)
}
