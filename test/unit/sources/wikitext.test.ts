/** Wikitext as HTML, and brackets as deep as anybody writes them. */
import { expect, it } from 'vitest'
import { bracketed } from '../../../ingest/sources/mediawiki/brackets.ts'
import { htmlOfWikitext } from '../../../ingest/sources/mediawiki/wikitext.ts'
import { fixtures } from '../../support/fixtures.ts'

fixtures('sources/wikitext.txt', htmlOfWikitext)

it('replaces brackets from the inside out', () => {
  expect(bracketed('a(b(c)d)e', '(', ')', (inner) => `<${inner}>`)).toBe('a<b<c>d>e')
  expect(bracketed('a)b(c', '(', ')', () => '!')).toBe('a)b(c')
})

it('reads brackets nested 100,000 deep, closed or not', () => {
  expect(htmlOfWikitext(`${'{{'.repeat(100_000)}x${'}}'.repeat(100_000)}`)).toBe('')
  expect(htmlOfWikitext('[['.repeat(100_000))).toHaveLength(200_000 + '<p></p>'.length)
})

it('leaves out quotations inside quotations that no page needs', () => {
  const nested = (depth: number) => htmlOfWikitext(`${'{{tq|a '.repeat(depth)}${'}}'.repeat(depth)}`)
  expect(nested(3).match(/<blockquote>/g)).toHaveLength(3)
  expect(nested(20_000).match(/<blockquote>/g)).toHaveLength(100)
})

it.each([
  '[http://a',
  '[http://a ',
  '[http://a  \t',
  '<ref ',
  '<ref name=a/',
  '<pre ',
  '<math ',
  '<gallery ',
  '<!--',
  '==',
])('takes time in proportion to the length of 100,000 times %j', (opening) => {
  expect(htmlOfWikitext(opening.repeat(100_000)).length).toBeGreaterThan(100_000)
})

it('reads half a surrogate pair in a link', () => {
  expect(htmlOfWikitext('[[\ud800|x]]')).toBe('<p><a href="/wiki/%EF%BF%BD">x</a></p>')
})
