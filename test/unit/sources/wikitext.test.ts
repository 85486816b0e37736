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
