/** Laws of plain text and sentences over made-up markup. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Format } from '../../../graph/model.ts'
import { sentences } from '../../../ingest/text/sentences.ts'
import { plainText } from '../../../ingest/text/text.ts'
import { Writer } from '../../../ingest/text/writer.ts'
import { brokenLaws } from './laws.ts'

/** Pieces that mean something in one of the formats, and words. */
const PIECES = [
  'word',
  'Word',
  'e.g.',
  'Dr.',
  '3.14',
  ' ',
  ' ',
  ' ',
  '\n',
  '\n\n',
  '. ',
  '? ',
  '! ',
  '...',
  '"',
  '”',
  ')',
  '(',
  ', ',
  '> ',
  '>> ',
  '- ',
  '1. ',
  '# ',
  '##',
  '    ',
  '\t',
  '*',
  '**',
  '_',
  '~~',
  '`',
  '```\n',
  '$',
  '$$',
  '\\(',
  '\\)',
  '\\[',
  '\\]',
  '\\',
  '[',
  ']',
  '](u)',
  '![',
  '[^1]',
  '[^1]: ',
  '^',
  ':::spoiler\n',
  ':::\n',
  '+++ t\n',
  '+++\n',
  '[quote="a, post:1, topic:2"]',
  '[/quote]',
  '> [!NOTE]\n',
  '>! ',
  '{--',
  '--}',
  '{++',
  '++}',
  '{~~',
  '~>',
  '~~}',
  '{>>',
  '<<}',
  '|',
  '|-|\n',
  '<b>',
  '</b>',
  '<p>',
  '</p>',
  '<br>',
  '<div>',
  '</div>',
  '<s>',
  '</s>',
  '<pre>',
  '</pre>',
  '<code>',
  '</code>',
  '<ul><li>',
  '</li></ul>',
  '<blockquote>',
  '</blockquote>',
  '<details><summary>',
  '</summary>',
  '</details>',
  '<table><tr><td>',
  '<td>',
  '</table>',
  '<style>',
  '</style>',
  '<aside class="quote">',
  '<li class="footnote-item">',
  '<a href="#fn1">',
  '<img src=x>',
  '<hr>',
  '<!--',
  '-->',
  '&amp;',
  '&gt; ',
  '@bob',
  'https://a.org/b.c',
  '\u00a0',
  '😀',
  '\0',
  '\ud800',
  '。',
  '語',
] as const
const markup = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''))
const title = fc.option(fc.constantFrom('A title', ' spaced  title ', 'Dr. Who? No.', ''), { nil: null })
const read = (format: Format, body: string) => plainText({ format, title: null, subtitle: null, body })

describe('plain text', () => {
  for (const format of ['markdown', 'html', 'text'] as const) {
    it(`keeps the laws of spans in ${format}`, () => {
      fc.assert(
        fc.property(markup, title, title, (body, head, subtitle) => {
          const plain = plainText({ format, title: head, subtitle, body })
          expect(brokenLaws(plain, sentences(plain))).toEqual([])
        }),
        { numRuns: Number(process.env.RUNS ?? 2000) },
      )
    })
  }

  it('does not depend on how text is cut into pieces', () => {
    const run = (pieces: readonly string[]) => {
      const writer = new Writer()
      for (const piece of pieces) writer.text(piece)
      return writer.finish()
    }
    const piece = fc.constantFrom('a', 'b', ' ', '\n', '  ', '\t', 'word ', ' word')
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(run(pieces)).toEqual(run([pieces.join('')]))
      }),
    )
  })

  it('of text that has no markup is the same in every format', () => {
    const word = fc.constantFrom('the', 'claim', 'stands', 'Perhaps', 'because', 'in2020', 'it’s')
    const paragraph = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => `${words.join(' ')}.`)
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1 }), (paragraphs) => {
        const plain = read('text', paragraphs.join('\n\n'))
        expect(read('markdown', paragraphs.join('\n\n'))).toEqual(plain)
        expect(read('html', paragraphs.map((words) => `<p>${words}</p>`).join(''))).toEqual(plain)
      }),
    )
  })
})

describe('title, subtitle and body', () => {
  const text = (head: string | null, subtitle: string | null, body: string) =>
    plainText({ format: 'text', title: head, subtitle, body }).text

  it('stand a blank line apart where they are there', () => {
    expect(text('T', 'S', 'B')).toBe('T\n\nS\n\nB')
    expect(text('T', null, 'B')).toBe('T\n\nB')
    expect(text(null, 'S', 'B')).toBe('S\n\nB')
    expect(text(' ', '', 'B')).toBe('B')
    expect(text('T', 'S', '')).toBe('T\n\nS')
    expect(text(null, null, '')).toBe('')
  })

  it('are never normalised', () => {
    expect(text('ﬁne “quotes”', null, 'x\u00a0y\u200b ½')).toBe('ﬁne “quotes”\n\nx\u00a0y\u200b ½')
  })
})
