/** Markup to plain text: one text for a revision, with blocks and marks that say what its markup said. */
import type { Format } from '../../graph/model.ts'
import { withBareMarks } from './bare.ts'
import { writeHtml } from './html.ts'
import { writeLines } from './lines.ts'
import { writeMarkdown } from './markdown/markdown.ts'
import type { BlockKind, Markup, PlainText } from './plain.ts'
import { TOP, Writer } from './writer.ts'

interface Reader {
  readonly write: (body: string, writer: Writer) => void
  readonly angleQuotes: boolean
  /** Formulas are still to be found in the text. */
  readonly findMath: boolean
}

const READERS: Readonly<Record<Format, Reader>> = {
  markdown: { write: writeMarkdown, angleQuotes: false, findMath: false },
  html: { write: writeHtml, angleQuotes: true, findMath: true },
  text: { write: writeLines, angleQuotes: false, findMath: true },
}

/**
 * Plain text of a revision: title, subtitle and body, a blank line between those that are there. Blocks stand a blank
 * line apart, items of a list and rows of a table on lines of their own; footnotes come last. Characters are never
 * normalised, but runs of white space in flowing text are one space. Offsets are UTF-16 units.
 */
export function plainText(markup: Markup): PlainText {
  const reader = READERS[markup.format]
  const writer = new Writer({ angleQuotes: reader.angleQuotes })
  heading(writer, 'title', markup.title)
  heading(writer, 'subtitle', markup.subtitle)
  reader.write(markup.body, writer)
  return withBareMarks(writer.finish(), reader.findMath)
}

function heading(writer: Writer, kind: BlockKind, words: string | null): void {
  writer.context = { ...TOP, kind }
  writer.text(words ?? '')
  writer.end()
  writer.context = TOP
}
