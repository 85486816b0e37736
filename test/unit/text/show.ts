/** Plain text as lines that a person can review: one for each block, then its marks. */

import type { Format } from '../../../graph/model.ts'
import type { Block, Mark, PlainText } from '../../../ingest/text/plain.ts'
import { sentences } from '../../../ingest/text/sentences.ts'
import { plainText } from '../../../ingest/text/text.ts'

const words = ({ text }: PlainText, { start, end }: { start: number; end: number }): string =>
  JSON.stringify(text.slice(start, end))

function blockLine(plain: PlainText, block: Block): string {
  const { kind, level, quoteDepth, inside, quoteOf } = block
  return [
    level > 0 ? `${kind}${level}` : kind,
    '>'.repeat(quoteDepth),
    ...inside,
    quoteOf === undefined ? '' : `(${quoteOf.author ?? '?'}, ${quoteOf.ref ?? '?'})`,
    words(plain, block),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function markLine(plain: PlainText, mark: Mark): string {
  const what = mark.start === mark.end ? `at ${mark.start}` : words(plain, mark)
  return `  ${mark.kind} ${what}${mark.href === undefined ? '' : ` -> ${mark.href}`}`
}

/** Blocks and marks of a body. */
export function showPlain(format: Format, body: string): string {
  const plain = plainText({ format, title: null, subtitle: null, body })
  return plain.blocks
    .flatMap((block) => [
      blockLine(plain, block),
      ...plain.marks
        .filter(({ start, end }) => start >= block.start && end <= block.end && block.end > block.start)
        .map((mark) => markLine(plain, mark)),
    ])
    .join('\n')
}

/** Sentences of a body, one a line, after what they are beside a paragraph's own words. */
export function showSentences(format: Format, body: string): string {
  const plain = plainText({ format, title: null, subtitle: null, body })
  return sentences(plain)
    .map((sentence) => {
      const { kind, quoteDepth, code, struck } = sentence
      const about = [
        kind === 'paragraph' ? '' : kind,
        '>'.repeat(quoteDepth),
        code ? 'code' : '',
        struck ? 'struck' : '',
      ]
      return [
        ...about.filter((part) => part !== ''),
        `| ${plain.text.slice(sentence.start, sentence.end).replaceAll('\n', '⏎')}`,
      ].join(' ')
    })
    .join('\n')
}
