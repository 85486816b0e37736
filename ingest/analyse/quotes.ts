/** What a document repeats from elsewhere, and what it links to. */
import type { Link, Quote, SourceDocument } from '../../graph/model.ts'
import { wordKey } from '../../graph/words.ts'
import { memo } from '../memo.ts'
import type { Block, PlainText } from '../text/plain.ts'
import { referent } from './referents.ts'
import type { ReadRevision } from './texts.ts'

/** An inline quotation of fewer words is a name or a scare quote. */
const LEAST_WORDS = 4
const INLINE = /["“]([^"“”]{12,600})["”]/gu

type Found = Omit<Quote, 'revision'>

const read = memo<PlainText, readonly Found[]>()

/** Quotations of all revisions, each where it first stands, and the anchor that the source gave. */
export function quotesOf(record: SourceDocument, revisions: readonly ReadRevision[]): readonly Quote[] {
  const quotes: Quote[] = []
  const seen = new Set<string>()
  const first = revisions[0]
  if (record.quote !== null && first !== undefined) {
    const { exact, prefix = null, suffix = null } = record.quote
    quotes.push({ revision: first.revision.id, span: null, exact, prefix, suffix, kind: 'anchor', depth: 1, ref: null })
  }
  for (const { revision, plain } of distinct(revisions)) {
    for (const quote of read.of(plain, '', () => [...blockQuotes(plain), ...inlineQuotes(plain)])) {
      const key = `${quote.kind}\0${wordKey(quote.exact)}`
      if (seen.has(key)) continue
      seen.add(key)
      quotes.push({ revision: revision.id, ...quote })
    }
  }
  return quotes
}

/** Links of all revisions, each thing that is named where it first is. */
export function linksOf(record: SourceDocument, revisions: readonly ReadRevision[]): readonly Link[] {
  const links = new Map<string, Link>()
  for (const { revision, plain } of distinct(revisions)) {
    for (const { kind, start, end, href: written } of plain.marks) {
      if (kind !== 'link' || written === undefined) continue
      const href = referent(written, record)
      if (!links.has(href)) links.set(href, { revision: revision.id, span: { start, end }, href })
    }
  }
  return [...links.values()]
}

function distinct(revisions: readonly ReadRevision[]): readonly ReadRevision[] {
  const seen = new Set<string>()
  return revisions.filter(({ revision }) => !seen.has(revision.textHash) && seen.add(revision.textHash))
}

/** One quote for each run of blocks of one depth: a quotation of several paragraphs is one. */
function blockQuotes({ text, blocks }: PlainText): readonly Found[] {
  const runs: Block[][] = []
  let last: Block | undefined
  for (const block of blocks) {
    if (block.quoteDepth > 0) {
      const run = runs.at(-1)
      if (run !== undefined && last?.quoteDepth === block.quoteDepth && last.quoteOf?.ref === block.quoteOf?.ref)
        run.push(block)
      else runs.push([block])
    }
    last = block
  }
  return runs.map((run) => {
    const start = run[0]!.start
    const end = run.at(-1)!.end
    return {
      span: { start, end },
      exact: text.slice(start, end),
      prefix: null,
      suffix: null,
      kind: 'block' as const,
      depth: run[0]!.quoteDepth,
      ref: run[0]!.quoteOf?.ref ?? null,
    }
  })
}

function inlineQuotes({ text, blocks }: PlainText): readonly Found[] {
  return blocks
    .filter((block) => block.quoteDepth === 0 && block.kind !== 'code')
    .flatMap((block) =>
      [...text.slice(block.start, block.end).matchAll(INLINE)]
        .filter((match) => wordKey(match[1] ?? '').split(' ').length >= LEAST_WORDS)
        .map((match) => {
          const start = block.start + match.index + 1
          const exact = match[1] ?? ''
          return {
            span: { start, end: start + exact.length },
            exact,
            prefix: null,
            suffix: null,
            kind: 'inline' as const,
            depth: 1,
            ref: null,
          }
        }),
    )
}
