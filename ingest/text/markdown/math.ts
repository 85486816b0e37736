/** Formulas, kept as they are: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`. */
import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'
import { nextIndex } from './find.ts'

const LONGEST = 20_000
const DOLLAR = 0x24
const BACKSLASH = 0x5c
/** Signs of TeX: `\[sic\]` is an escaped bracket, `\[x^2\]` a formula. */
const TEX = /\\[a-zA-Z]|[\^_=]/

/** End of the formula that begins at `start`, or -1. */
function endOfFormula(state: StateInline, start: number): number {
  const { src, posMax } = state
  const next = src.charCodeAt(start + 1)
  if (src.charCodeAt(start) === DOLLAR) {
    if (next === DOLLAR) {
      const close = nextIndex(state, src, '$$', start + 2)
      return close > start + 2 && close + 2 <= posMax ? close + 2 : -1
    }
    return endOfDollar(state, start)
  }
  if (next !== 0x28 && next !== 0x5b) return -1
  const close = nextIndex(state, src, next === 0x28 ? '\\)' : '\\]', start + 2)
  if (close < 0 || close + 2 > posMax || close - start > LONGEST) return -1
  return next === 0x28 || TEX.test(src.slice(start + 2, close)) ? close + 2 : -1
}

/** Pandoc's rule: no space inside the signs, no digit after the second, so that "$5 and $10" is money. */
function endOfDollar(state: StateInline, start: number): number {
  const { src, posMax } = state
  if (/[\s$]/.test(src[start + 1] ?? ' ')) return -1
  let close = nextIndex(state, src, '$', start + 1)
  while (close > 0 && src.charCodeAt(close - 1) === BACKSLASH) close = nextIndex(state, src, '$', close + 1)
  if (close < 0 || close >= posMax || /\s/.test(src[close - 1]!) || /\d/.test(src[close + 1] ?? '')) return -1
  return close + 1
}

function inlineMath(state: StateInline, silent: boolean): boolean {
  const code = state.src.charCodeAt(state.pos)
  if (code !== DOLLAR && code !== BACKSLASH) return false
  const end = endOfFormula(state, state.pos)
  if (end < 0 || end - state.pos > LONGEST) return false
  if (!silent) state.push('math_inline', '', 0).content = state.src.slice(state.pos, end)
  state.pos = end
  return true
}

/** Keeps the lines of a display formula together: inside it "- b" is no list and "====" no heading. */
function displayMath(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const first = lineOf(state, startLine)
  const close = first.startsWith('$$') ? '$$' : first.startsWith('\\[') ? '\\]' : null
  if (close === null || state.sCount[startLine]! - state.blkIndent >= 4) return false
  let line = startLine
  let rest = first.slice(2)
  while (!rest.includes(close)) {
    line++
    if (line >= endLine || state.isEmpty(line) || state.sCount[line]! < state.blkIndent) return false
    rest = lineOf(state, line)
  }
  // Words after the formula belong to an ordinary paragraph, which reads the formula itself.
  if (rest.slice(rest.indexOf(close) + 2).trim() !== '' || line === startLine) return false
  if (silent) return true
  const token = state.push('paragraph_open', 'p', 1)
  token.map = [startLine, line + 1]
  const inline = state.push('inline', '', 0)
  inline.content = state.getLines(startLine, line + 1, state.blkIndent, false).trim()
  inline.map = [startLine, line + 1]
  inline.children = []
  state.push('paragraph_close', 'p', -1)
  state.line = line + 1
  return true
}

const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]!)

export function math(md: MarkdownIt): void {
  md.inline.ruler.before('escape', 'math', inlineMath)
  md.block.ruler.before('code', 'display_math', displayMath, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
}
