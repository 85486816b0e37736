/** The words of one block with what their markup said, and with the claims that stand in them marked. */
import type { Mark } from '../../../ingest/index.ts'
import type { Content, Html } from '../html.ts'
import { html, joined } from '../html.ts'
import { away, outward } from '../links.ts'
import { clean } from './clean.ts'
import { math } from './math.ts'

/** A claim in the text: where, how it is marked, and what stands after it. */
export interface Marked {
  readonly claim: string
  readonly start: number
  readonly end: number
  readonly classes: string
  readonly after: Content
}

/** Text from one offset to another, line breaks kept. */
function plain(text: string, start: number, end: number): Html {
  const lines = text.slice(start, end).split('\n')
  return lines.length === 1
    ? html`${lines[0]}`
    : joined(
        lines.map((line) => html`${line}`),
        html`<br>`,
      )
}

/** What a mark makes of the words inside it. */
function wrapped({ kind, href, start, end }: Mark, inner: Html, text: string, whole: boolean): Html {
  switch (kind) {
    case 'code':
      return html`<code>${inner}</code>`
    case 'math':
      return whole ? math(text.slice(start, end)) : html`<span class="math">${inner}</span>`
    case 'struck':
      return html`<del>${inner}</del>`
    case 'inserted':
      return html`<ins>${inner}</ins>`
    case 'emphasis':
      return html`<em>${inner}</em>`
    case 'strong':
      return html`<strong>${inner}</strong>`
    case 'link':
    case 'mention':
      return href === undefined ? inner : away(href, inner)
    case 'footnote-ref':
      return html`<sup class="note-ref"><a href="#footnotes" aria-label="Footnote">*</a></sup>`
    case 'image':
      return outward(href) === null ? html`<span class="picture">[picture]</span>` : away(href, '[picture]')
  }
}

/** Marks deeper in others than this are left out: no writer means them, and reading them would go as deep. */
const DEEPEST = 50

/** Words with the marks among them. Marks that stand in each other come in order, the outer first. */
function marked(text: string, marks: readonly Mark[], start: number, end: number, depth = 0): Html {
  if (depth > DEEPEST) return plain(text, start, end)
  const pieces: Html[] = []
  let at = start
  for (let index = 0; index < marks.length; index++) {
    const mark = marks[index]!
    const from = Math.max(mark.start, at)
    const to = Math.min(mark.end, end)
    // One that ended where this begins has nothing in it; only pictures and signs of footnotes are empty.
    if (to < from || mark.start > end || (to === from && mark.end > mark.start)) continue
    pieces.push(plain(text, at, from))
    let last = index
    while (last + 1 < marks.length && marks[last + 1]!.start < to) last++
    const inside = marks.slice(index + 1, last + 1)
    const whole = from === mark.start && to === mark.end
    pieces.push(wrapped(mark, marked(text, inside, from, to, depth + 1), text, whole))
    at = to
    index = last
  }
  pieces.push(plain(text, at, end))
  return html`${pieces}`
}

/** The block's words. `marks` and `claims` are those that lie in it, in order. */
export function inline(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  marks: readonly Mark[],
  claims: readonly Marked[],
): Html {
  const pieces: Html[] = []
  let at = start
  let from = 0
  const upTo = (limit: number): Html => {
    // Marks that end before here are past; one that reaches over the limit is met again behind it.
    while (from < marks.length && marks[from]!.end < at) from++
    let last = from
    while (last < marks.length && marks[last]!.start < limit) last++
    const piece = marked(text, marks.slice(from, last), at, limit)
    at = limit
    return piece
  }
  for (const claim of claims) {
    if (claim.start < at || claim.end > end) continue
    pieces.push(upTo(claim.start))
    pieces.push(html`<span class="claim ${claim.classes}" id="${claim.claim}">${upTo(claim.end)}</span>${claim.after}`)
  }
  pieces.push(upTo(end))
  // A picture or the sign of a footnote at the very end is empty and starts where the block ends.
  const tail = marks.filter((mark) => mark.start === mark.end && mark.start === end)
  pieces.push(html`${tail.map((mark) => wrapped(mark, html``, text, true))}`)
  return clean(html`${pieces}`)
}
