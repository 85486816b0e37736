/** Text without markup: blank lines part paragraphs, and lines that begin with ">" are quotations. */
import { TOP, type Writer } from './writer.ts'

const QUOTE = /^\s{0,3}((?:>[ \t]?){1,50})/

/** Writes a text body. Lines are kept as they are, but for outer white space. */
export function writeLines(body: string, writer: Writer): void {
  for (const line of body.split(/\r\n|\r|\n/)) {
    const signs = QUOTE.exec(line)?.[0] ?? ''
    const depth = signs.replace(/[^>]/g, '').length
    const words = line.slice(signs.length).trim()
    if (words === '' || depth !== writer.context.quoteDepth) writer.end()
    writer.context = { ...TOP, quoteDepth: depth }
    if (words === '') continue
    writer.lineBreak()
    writer.verbatim(words)
  }
  writer.context = TOP
  writer.end()
}
