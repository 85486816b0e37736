/** CriticMarkup: `{--gone--}`, `{++new++}`, `{~~old~>new~~}`, `{==marked==}`, `{>>remark<<}`. */
import type { MarkdownIt, StateInline } from 'markdown-it'
import { nextIndex } from './find.ts'

interface Sign {
  readonly open: string
  readonly close: string
  readonly tag: string | null
}

const SIGNS: readonly Sign[] = [
  { open: '{--', close: '--}', tag: 'del' },
  { open: '{++', close: '++}', tag: 'ins' },
  { open: '{~~', close: '~~}', tag: 'del' },
  { open: '{==', close: '==}', tag: 'mark' },
  { open: '{>>', close: '<<}', tag: null },
]

function critic(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src.charCodeAt(pos) !== 0x7b) return false
  const sign = SIGNS.find(({ open }) => src.startsWith(open, pos))
  if (sign === undefined) return false
  const close = nextIndex(state, src, sign.close, pos + 3)
  if (close < 0 || close + 3 > state.posMax) return false
  if (!silent && sign.tag !== null) {
    const arrow = sign.open === '{~~' ? nextIndex(state, src, '~>', pos + 3) : -1
    if (arrow >= 0 && arrow < close) {
      inside(state, 'del', pos + 3, arrow)
      inside(state, 'ins', arrow + 2, close)
    } else inside(state, sign.tag, pos + 3, close)
  }
  state.pos = close + 3
  return true
}

/** Reads the marked words as Markdown of their own. */
function inside(state: StateInline, tag: string, start: number, end: number): void {
  const max = state.posMax
  state.pos = start
  state.posMax = end
  state.push('critic_open', tag, 1)
  state.md.inline.tokenize(state)
  state.push('critic_close', tag, -1)
  state.posMax = max
}

export function criticMarkup(md: MarkdownIt): void {
  md.inline.ruler.before('escape', 'critic', critic)
}
