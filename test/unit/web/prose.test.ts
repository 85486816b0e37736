/** Texts drawn from their words, blocks and marks: what a reader sees, claims where they stand, and no harm. */
import { describe, expect, test } from 'vitest'
import type { Format } from '../../../graph/model.ts'
import { plainText } from '../../../ingest/text/text.ts'
import { prose } from '../../../src/web/text/blocks.ts'
import type { Marked } from '../../../src/web/text/inline.ts'
import { PART, partOf } from '../../../src/web/text/parts.ts'
import { quoted } from '../../../src/web/text/quoted.ts'
import { readHtml } from '../../support/html.ts'

function drawn(body: string, format: Format = 'markdown', claims: readonly string[] = []): string {
  const plain = plainText({ format, title: null, subtitle: null, body })
  const marked = claims.map((words, index): Marked => {
    const start = plain.text.indexOf(words)
    return { claim: `c${index}`, start, end: start + words.length, classes: 'spoken', after: null }
  })
  return prose(plain, { claims: marked, beside: () => null }).text.replace(/<div class="passage">|<\/div>(?!$)|\n/g, '')
}

describe('what markup says is seen', () => {
  test.each<[string, string, readonly string[]]>([
    ['emphasis', 'a *b* **c** `d`', ['<em>b</em>', '<strong>c</strong>', '<code>d</code>']],
    ['a heading one step down', '# Title\n\nText.', ['<h2 dir="auto">Title</h2>']],
    [
      'a quotation',
      '> said\n\nanswer',
      ['<blockquote><p dir="auto">said</p>', '</blockquote><p dir="auto">answer</p>'],
    ],
    [
      'lists with their numbers',
      '- a\n\n1. b\n2. c',
      ['<ul><li><p dir="auto">a', '<ol><li value="1"><p dir="auto">b', '<li value="2"><p dir="auto">c'],
    ],
    [
      'a list in a list',
      '1. a\n   - b\n2. c',
      ['<ol><li value="1">', '<ul><li><p dir="auto">b', '</ul><li value="2"><p dir="auto">c'],
    ],
    [
      'a link that may be followed',
      '[x](https://forum.example/)',
      ['href="https://forum.example/"', 'rel="nofollow ugc noopener noreferrer"'],
    ],
    [
      'a picture as a link',
      'see ![cat](https://img.example/c.png)',
      ['<a href="https://img.example/c.png"', '[picture]'],
    ],
    ['a formula as MathML', 'so $x^2$ grows', ['<math', '<msup>']],
    ['a table', '| a | b |\n|---|---|\n| c | d |', ['<table>', '<td dir="auto">c</td><td dir="auto">d</td>']],
    ['code as it stands', '```\n<b>\n```', ['<pre tabindex="0"><code>&lt;b&gt;</code></pre>']],
    ['what was struck out', '~~gone~~ stays', ['<del>gone</del>']],
  ])('%s', (_said, body, wanted) => {
    const made = drawn(body)
    for (const piece of wanted) expect(made).toContain(piece)
  })

  test('spoilers are folded', () => {
    expect(drawn(':::spoiler\nThe butler.\n:::')).toContain(
      '<details class="fold"><summary>Spoiler</summary><p dir="auto">The butler.</p></details>',
    )
  })
})

describe('claims stand where their words are', () => {
  test('also over emphasis, links and formulas', () => {
    const made = drawn('First. It is *very* [cheap](https://forum.example/) if $n$ is small. Last.', 'markdown', [
      'It is very cheap if $n$ is small.',
    ])
    const claim = /<span class="claim spoken" id="c0">(.*?) is small\.<\/span>/.exec(made)![1]
    expect(claim).toMatch(/^It is <em>very<\/em> <a [^>]*>cheap<\/a> if <span class="math"/)
  })

  test('a mark that two claims share is in both', () => {
    const made = drawn('*One is true. Two is true.*', 'markdown', ['One is true.', 'Two is true.'])
    expect(made).toContain('id="c0"><em>One is true.</em></span>')
    expect(made).toContain('id="c1"><em>Two is true.</em></span>')
  })
})

describe('hostile texts do no harm', () => {
  const RUNS = /^(?:on|style$|srcdoc|formaction)/
  test.each<[string, Format]>([
    ['<script>alert(1)</script><img src=x onerror=alert(1)>', 'html'],
    ['<a href="javascript:alert(1)">x</a><iframe src="https://evil.example"></iframe>', 'html'],
    ['[x](javascript:alert(1)) ![y](javascript:alert(2)) <javascript:alert(3)>', 'markdown'],
    ['<svg onload=alert(1)><style>*{display:none}</style><form action=//evil.example><input>', 'html'],
    [
      '$\\href{javascript:alert(1)}{x}$ $\\htmlStyle{color:red}{x}$ $\\includegraphics{https://evil.example/x.png}$',
      'markdown',
    ],
    ['`</code><script>alert(1)</script>`', 'markdown'],
    ['"><script>alert(1)</script>', 'text'],
  ])('%s', (body, format) => {
    const found = readHtml(drawn(body, format)).shape
    expect(
      found.filter((one) => /^(?:script|img|iframe|style|svg|form|input|object|embed|link|meta)$/.test(one)),
    ).toEqual([])
    expect(found.filter((one) => RUNS.test(one))).toEqual([])
    expect(found.filter((one) => /^(?:href|src|action)=(?!https?:|mailto:|#|\/)/.test(one))).toEqual([])
  })

  test('emphasis inside emphasis is cut, and its words are kept', () => {
    const found = drawn(`${'**a _b '.repeat(3000)}x${'_**'.repeat(3000)}`)
    expect(found.match(/<strong>/g)!.length).toBeLessThan(100)
    expect(readHtml(found).text.replace(/\s/g, '')).toBe(`${'ab'.repeat(3000)}x`)
  })

  test('nesting is cut, and its words are kept', () => {
    const made = drawn(`${'<blockquote>'.repeat(3000)}deep${'</blockquote>'.repeat(3000)}`, 'html')
    expect(made.match(/<blockquote>/g)!.length).toBeLessThan(20)
    expect(made).toContain('deep')
    expect(drawn(`${'- '.repeat(500)}low`)).toContain('low')
  })

  test('a line of 50,000 characters without a space is kept whole', () => {
    expect(drawn('x'.repeat(50_000), 'text')).toContain('x'.repeat(50_000))
  })

  test('text from right to left is left to the browser to set', () => {
    expect(drawn('שלום \u202eabc', 'text')).toMatch(/<p dir="auto">שלום/)
  })
})

test('formulas in quoted words are drawn, money is not', () => {
  expect(quoted('it costs $5 and $7').text).toBe('it costs $5 and $7')
  expect(quoted('so $x_1$ < y').text).toMatch(/^so <span class="math"[^>]*>.*<math.*<\/math>.*<\/span> &lt; y$/s)
})

describe('a long text', () => {
  const body = Array.from({ length: 40 }, (_, n) => `Paragraph ${n} ${'word '.repeat(2_000)}`).join('\n\n')
  const { blocks } = plainText({ format: 'text', title: null, subtitle: null, body })

  test('comes in parts that hold every block once', () => {
    const { count } = partOf(blocks, 1)
    expect(count).toBeGreaterThan(2)
    const all = Array.from({ length: count }, (_, n) => partOf(blocks, n + 1).blocks)
    expect(all.flat()).toEqual(blocks)
    for (const part of all) expect(part.at(-1)!.end - part[0]!.start).toBeLessThanOrEqual(PART)
  })

  test('has a nearest part to every number', () => {
    expect(partOf(blocks, 99).number).toBe(partOf(blocks, 1).count)
    expect(partOf([], 1)).toEqual({ number: 1, count: 1, blocks: [] })
  })
})
