/** Whatever is put into a template is text, unless it is HTML already. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escaped, html, joined } from '../../../src/web/html.ts'
import { inForm, outward, withParameter } from '../../../src/web/links.ts'
import { readHtml } from '../../support/html.ts'

/** Text of signs that HTML can write; a carriage return alone is read as a line break. */
const text = fc
  .string({ unit: 'grapheme' })
  .filter((one) => !/[\r\0]/.test(one) && escaped(one) !== '' && !escaped(one).includes('\ufffd'))

describe('a template', () => {
  test('gives back any text as it was, in elements and in attributes, and nothing else', () => {
    fc.assert(
      fc.property(text, (words) => {
        expect(readHtml(html`<b title="${words}">${words}</b>`.text)).toEqual({
          shape: ['b', `title=${words}`],
          text: words,
        })
      }),
    )
  })

  test('takes HTML as it is, lists one after the other, and nothing for nothing', () => {
    expect(html`<p>${[html`<b>a</b>`, '<', 1, null, undefined, false]}</p>`.text).toBe('<p><b>a</b>&lt;1</p>')
    expect(joined(['a', null, html`<i>b</i>`], ' · ').text).toBe('a · <i>b</i>')
  })

  test('has a replacement for signs that HTML cannot write', () => {
    expect(escaped('a\u0000b\u001fc\ud800d')).toBe('a\ufffdb\ufffdc\ufffdd')
  })
})

describe('a link of a source', () => {
  test.each([
    ['https://forum.example/a?b=c', 'https://forum.example/a?b=c'],
    ['mailto:ana@forum.example', 'mailto:ana@forum.example'],
    ['javascript:alert(1)', null],
    ['JaVaScRiPt:alert(1)', null],
    [' javascript:alert(1)', null],
    ['java\nscript:alert(1)', null],
    ['data:text/html,<script>alert(1)</script>', null],
    ['vbscript:x', null],
    ['//forum.example/a', null],
    ['/relative', null],
    ['', null],
  ])('%j is followed as %j', (given, wanted) => expect(outward(given)).toBe(wanted))
})

test('a parameter is set and taken out without a trace', () => {
  expect(withParameter('/claims?q=a&sort=oldest', 'q', null)).toBe('/claims?sort=oldest')
  expect(withParameter('/claims?q=a', 'q', null)).toBe('/claims')
  expect(withParameter('/claims', 'as-of', '2021-06-01')).toBe('/claims?as-of=2021-06-01')
  expect(withParameter('/claims?q=why?&sort=oldest', 'sort', null)).toBe('/claims?q=why%3F')
})

test('an address in another form keeps its whole query', () => {
  expect(inForm('/ask?q=why?&limit=2', 'json')).toBe('/ask.json?q=why?&limit=2')
  expect(inForm('/', 'json')).toBe('/index.json')
})
