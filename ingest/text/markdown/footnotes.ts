/** Footnotes: `[^1]: text` with indented further lines, `[^1]` where it is referred to, and `^[text]` in place. */
import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'

const DEFINITION = /^\[\^([^\s\]^]{1,100})\]:[ \t]*/
const REFERENCE = /\[\^([^\s\]^]{1,100})\]/y

/** Names defined in this text, by parse. */
const DEFINED = new WeakMap<object, Set<string>>()

function definition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!
  if (state.src.charCodeAt(start) !== 0x5b || state.sCount[startLine]! - state.blkIndent >= 4) return false
  const match = DEFINITION.exec(state.src.slice(start, Math.min(state.eMarks[startLine]!, start + 200)))
  if (match === null) return false
  if (silent) return true
  const names = DEFINED.get(state.env) ?? new Set()
  DEFINED.set(state.env, names.add(match[1]!))
  const last = endOfDefinition(state, startLine, endLine)
  state.push('footnote_open', 'li', 1).attrs = [
    ['class', 'footnote-item'],
    ['id', `fn${match[1]}`],
  ]
  readIndented(state, startLine, last, match[0].length)
  state.push('footnote_close', 'li', -1)
  state.line = last
  return true
}

/** The definition runs over blank lines as long as lines are indented, and over lazy lines of its first paragraph. */
function endOfDefinition(state: StateBlock, startLine: number, endLine: number): number {
  let last = startLine + 1
  for (let line = startLine + 1; line < endLine; line++) {
    if (state.isEmpty(line)) continue
    const afterBlank = line > last
    const indented = state.sCount[line]! - state.blkIndent >= 2
    if (!indented && (afterBlank || interrupts(state, line, endLine))) break
    last = line + 1
  }
  return last
}

function interrupts(state: StateBlock, line: number, endLine: number): boolean {
  return state.md.block.ruler.getRules('paragraph').some((rule) => rule(state, line, endLine, true))
}

/** Reads the definition's lines as blocks, its first line without the label. */
function readIndented(state: StateBlock, first: number, last: number, label: number): void {
  const saved = { b: state.bMarks[first]!, t: state.tShift[first]!, s: state.sCount[first]!, indent: state.blkIndent }
  const parent = state.parentType
  const indents: number[] = []
  for (let line = first + 1; line < last; line++) {
    indents.push(state.sCount[line]!)
    state.sCount[line] = Math.max(0, state.sCount[line]! - 4 - saved.indent) + saved.indent
  }
  state.bMarks[first] = saved.b + saved.t + label
  state.tShift[first] = 0
  state.sCount[first] = saved.indent
  state.parentType = 'footnote'
  state.md.block.tokenize(state, first, last)
  state.parentType = parent
  state.bMarks[first] = saved.b
  state.tShift[first] = saved.t
  state.sCount[first] = saved.s
  indents.forEach((indent, at) => {
    state.sCount[first + 1 + at] = indent
  })
}

function reference(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x5e) return false
  REFERENCE.lastIndex = state.pos
  const match = REFERENCE.exec(state.src)
  if (match === null || !(DEFINED.get(state.env)?.has(match[1]!) ?? false)) return false
  if (!silent) state.push('footnote_ref', '', 0).content = `#fn${match[1]}`
  state.pos += match[0].length
  return true
}

export function footnotes(md: MarkdownIt): void {
  md.block.ruler.before('reference', 'footnote_definition', definition, { alt: ['paragraph', 'reference'] })
  md.inline.ruler.before('link', 'footnote_reference', reference)
}
