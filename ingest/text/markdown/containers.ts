/**
 * Containers that forums set off by lines of their own: `:::spoiler`, `+++ title`, `%%% llm-output`, and Discourse's
 * `[quote]`, `[details]` and `[spoiler]`. They become elements that the table of tags knows.
 */
import type { MarkdownIt, StateBlock } from 'markdown-it'
import { nextIndex } from './find.ts'

type Pairs = [string, string][]

interface Container {
  readonly name: string
  readonly open: RegExp
  readonly close: string
  readonly tag: string
  readonly attributes: (match: RegExpExecArray) => Pairs
  /** Title shown above its content. */
  readonly title?: (match: RegExpExecArray) => string
}

const unquoted = (text: string | undefined): string => (text ?? '').trim().replace(/^["“]|["”]$/g, '')

const CONTAINERS: readonly Container[] = [
  {
    name: 'spoiler-fence',
    open: /^:::\s*spoilers?\b\s*(.{0,200})$/i,
    close: ':::',
    tag: 'div',
    attributes: () => [['class', 'spoilers']],
    title: (match) => match[1]!,
  },
  {
    name: 'details-fence',
    open: /^:::\s*(?:details|collapse)\b\s*(.{0,200})$/i,
    close: ':::',
    tag: 'details',
    attributes: () => [],
    title: (match) => match[1]!,
  },
  {
    name: 'plus-details',
    open: /^\+\+\+\s+(\S.{0,200})$/,
    close: '+++',
    tag: 'details',
    attributes: () => [],
    title: (match) => match[1]!,
  },
  {
    name: 'model',
    open: /^%%%\s*llm-output\b/,
    close: '%%%',
    tag: 'div',
    attributes: () => [['class', 'llm-content-block']],
  },
  {
    name: 'quote',
    open: /^\[quote(?:=([^\]]{0,200}))?\]$/i,
    close: '[/quote]',
    tag: 'aside',
    attributes: quoteAttributes,
  },
  {
    name: 'details',
    open: /^\[details(?:=([^\]]{0,200}))?\]$/i,
    close: '[/details]',
    tag: 'details',
    attributes: () => [],
    title: (match) => unquoted(match[1]),
  },
  {
    name: 'spoiler',
    open: /^\[spoiler\]$/i,
    close: '[/spoiler]',
    tag: 'div',
    attributes: () => [['class', 'spoilers']],
  },
]

/** `"user, post:3, topic:280, full:true"` as Discourse's own HTML says it. */
function quoteAttributes(match: RegExpExecArray): Pairs {
  const [name, ...rest] = unquoted(match[1]).split(',')
  const facts = rest.map((fact) => fact.trim().split(':')).filter(([key, value]) => key && value)
  const known = facts.map(([key, value]): [string, string] => [`data-${key}`, value!])
  const author = name!.trim()
  return [['class', 'quote'], ...(author === '' ? [] : [['data-username', author] as [string, string]]), ...known]
}

/** Containers that are open, innermost last, by parse. */
const OPEN = new WeakMap<object, Container[]>()

function container(state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!
  if (!':+%['.includes(state.src[start] ?? '\n') || state.sCount[startLine]! - state.blkIndent >= 4) return false
  if (state.eMarks[startLine]! - start > 300) return false
  const line = state.src.slice(start, state.eMarks[startLine]!).trimEnd()
  const open = OPEN.get(state.env) ?? []
  OPEN.set(state.env, open)
  const closing = open.at(-1)?.close === line.toLowerCase()
  const found = closing ? null : opening(state, line, state.eMarks[startLine]!)
  if (!closing && found === null) return false
  if (silent) return true
  if (found === null) state.push('container_close', open.pop()!.tag, -1)
  else {
    open.push(found.kind)
    write(state, found.kind, found.match, startLine)
  }
  state.line = startLine + 1
  return true
}

/** The container that a line opens, if it is closed further down. */
function opening(state: StateBlock, line: string, from: number) {
  for (const kind of CONTAINERS) {
    const match = kind.open.exec(line)
    if (match !== null) return nextIndex(state, state.src, `\n${kind.close}`, from) < 0 ? null : { kind, match }
  }
  return null
}

function write(state: StateBlock, kind: Container, match: RegExpExecArray, line: number): void {
  state.push('container_open', kind.tag, 1).attrs = kind.attributes(match)
  const title = kind.title?.(match).trim() ?? ''
  if (title === '') return
  state.push('paragraph_open', 'p', 1)
  const inline = state.push('inline', '', 0)
  inline.content = title
  inline.map = [line, line + 1]
  inline.children = []
  state.push('paragraph_close', 'p', -1)
}

const TAG = /\[(\/?)(quote|details|spoiler)(?:=[^\]\n]{0,200})?\]/gi
const FENCE = /^ {0,3}(`{3,}|~{3,})/

/** Sets the bracket tags that are closed on lines of their own, but for those in fenced code. */
export function setApart(source: string): string {
  if (!/\[\/(?:quote|details|spoiler)\]/i.test(source)) return source
  let fence: string | null = null
  const lines = source.split('\n').map((line) => {
    const mark = FENCE.exec(line)?.[1] ?? null
    if (fence !== null) {
      if (mark?.startsWith(fence)) fence = null
      return line
    }
    fence = mark
    return mark === null && !/`/.test(line) ? line.replace(TAG, (tag) => `\n\n${tag}\n\n`) : line
  })
  return lines.join('\n')
}

export function containers(md: MarkdownIt): void {
  md.block.ruler.before('code', 'container', container, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
}
