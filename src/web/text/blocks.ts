/** Blocks of a text as HTML: paragraphs, headings, lists, quotations, code, tables, folded parts, footnotes. */
import type { Block, Mark, PlainText } from '../../../ingest/index.ts'
import type { Content, Html } from '../html.ts'
import { escaped, html, trusted } from '../html.ts'
import type { Marked } from './inline.ts'
import { inline } from './inline.ts'

export interface Prose {
  /** Claims to mark, in order of their starts. */
  readonly claims: readonly Marked[]
  /** What stands in the margin beside a block, given the claims in it. */
  readonly beside: (claims: readonly Marked[]) => Content
}

/** Deeper quotations and lists are shown at this depth. */
const DEEPEST = 8

/** What a block stands in, from the outside in. */
type Container = 'spoiler' | 'details' | 'model' | 'quote' | 'list' | 'numbered'

const OPEN: Readonly<Record<Container, string>> = {
  spoiler: '<details class="fold"><summary>Spoiler</summary>',
  details: '<details class="fold" open><summary>Folded part</summary>',
  model: '<div class="model"><p class="kicker">Written by a model</p>',
  quote: '<blockquote>',
  list: '<ul>',
  numbered: '<ol>',
}
const CLOSE: Readonly<Record<Container, string>> = {
  spoiler: '</details>',
  details: '</details>',
  model: '</div>',
  quote: '</blockquote>',
  list: '</ul>',
  numbered: '</ol>',
}

function containersOf({ inside, quoteDepth, kind, level, ordinal }: Block): readonly Container[] {
  const lists = kind === 'item' ? Math.max(1, level) : kind === 'heading' ? 0 : level
  const inLists = Array<Container>(Math.min(DEEPEST, lists)).fill('list')
  if (ordinal !== undefined) inLists[inLists.length - 1] = 'numbered'
  return [
    ...(['spoiler', 'details', 'model'] as const).filter((flag) => inside.includes(flag)),
    ...Array<Container>(Math.min(DEEPEST, quoteDepth)).fill('quote'),
    ...inLists,
  ]
}

/** Whether what is open at this height is what the block stands in. Of outer lists it is not known whether they are numbered. */
function goesOn(open: Container, wanted: readonly Container[], at: number, kind: Block['kind']): boolean {
  if (open === wanted[at]) return true
  const own = kind === 'item' && at === wanted.length - 1
  return !own && open === 'numbered' && wanted[at] === 'list'
}

/** The text of a document below its title. Time and size are linear in the length of the text. */
export function prose(plain: PlainText, { claims, beside }: Prose): Html {
  const out: string[] = []
  const stack: Container[] = []
  let mark = 0
  let claim = 0
  let notes = false
  let table = false
  const leave = (height: number) => {
    while (stack.length > height) out.push(CLOSE[stack.pop()!])
  }
  for (const block of plain.blocks) {
    if (block.kind === 'title' || block.kind === 'subtitle') continue
    const marks: Mark[] = []
    while (mark < plain.marks.length && plain.marks[mark]!.end < block.start) mark++
    for (let at = mark; at < plain.marks.length && plain.marks[at]!.start <= block.end; at++) {
      if (plain.marks[at]!.start >= block.start) marks.push(plain.marks[at]!)
    }
    while (claim < claims.length && claims[claim]!.start < block.start) claim++
    const here: Marked[] = []
    for (let at = claim; at < claims.length && claims[at]!.start < block.end; at++) here.push(claims[at]!)

    if (table && block.kind !== 'table') {
      out.push('</tbody></table></div>')
      table = false
    }
    if (block.inside.includes('footnote') && !notes) {
      leave(0)
      out.push('<section class="footnotes" id="footnotes" aria-label="Footnotes"><h2>Footnotes</h2>')
      notes = true
    }
    const wanted = containersOf(block)
    let same = 0
    while (same < stack.length && same < wanted.length && goesOn(stack[same]!, wanted, same, block.kind)) same++
    leave(same)
    for (const container of wanted.slice(same)) {
      out.push(OPEN[container])
      stack.push(container)
    }
    if (block.kind === 'table' && !table) {
      out.push('<div class="scroll"><table><tbody>')
      table = true
    }
    out.push(written(block, plain.text, marks, here, beside(here)).text)
  }
  if (table) out.push('</tbody></table></div>')
  leave(0)
  if (notes) out.push('</section>')
  return trusted(out.join('\n'))
}

function written(block: Block, text: string, marks: readonly Mark[], claims: readonly Marked[], margin: Content): Html {
  if (block.kind === 'rule') return html`<hr>`
  if (block.kind === 'code') return html`<pre tabindex="0"><code>${text.slice(block.start, block.end)}</code></pre>`
  if (block.kind === 'table') {
    const cells = text.slice(block.start, block.end).split('\t')
    return html`<tr>${cells.map((cell) => html`<td dir="auto">${cell}</td>`)}</tr>`
  }
  const words = inline(text, block, marks, claims)
  const inList = block.kind !== 'heading' && (block.kind === 'item' || block.level > 0)
  const tag = block.kind === 'heading' ? `h${Math.min(6, Math.max(2, block.level + 1))}` : 'p'
  const body = html`${trusted(`<${escaped(tag)} dir="auto">`)}${words}${trusted(`</${tag}>`)}`
  const passage = html`<div class="passage">${body}${margin}</div>`
  return inList ? html`<li${block.kind === 'item' ? value(block.ordinal) : html` class="on"`}>${passage}</li>` : passage
}

const value = (ordinal: number | undefined): Html | null => (ordinal === undefined ? null : html` value="${ordinal}"`)
