/** A revision's text with its markup: read again from what its source gave, since a store keeps the words alone. */
import type { Revision, SourceDocument } from '../../../graph/index.ts'
import type { Block, PlainText } from '../../../ingest/index.ts'
import { plainText } from '../../../ingest/index.ts'

/** Offsets are those of the revision's text. */
export function textOf(revision: Pick<Revision, 'id' | 'text'>, record: SourceDocument | undefined): PlainText {
  const key = revision.id.slice(revision.id.lastIndexOf('@') + 1)
  const source = record?.revisions.find((one) => one.key === key)
  if (record !== undefined && source !== undefined) {
    const title = source.title ?? record.title
    const subtitle = source.subtitle ?? record.subtitle
    const plain = plainText({ format: source.format, title, subtitle, body: source.body })
    if (plain.text === revision.text) return plain
  }
  return paragraphs(revision.text, record?.title ?? null)
}

/** A text whose markup is not known, as one that was found inside another. */
function paragraphs(text: string, title: string | null): PlainText {
  const blocks: Block[] = []
  for (const match of text.matchAll(/[^\n](?:[^\n]|\n(?!\n))*/g)) {
    const span = { start: match.index, end: match.index + match[0].length }
    const kind = blocks.length === 0 && match[0] === title ? 'title' : 'paragraph'
    blocks.push({ ...span, kind, quoteDepth: 0, level: 0, inside: [] })
  }
  return { text, blocks, marks: [] }
}
