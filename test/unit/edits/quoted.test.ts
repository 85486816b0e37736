import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { jsonLines, shared } from '../../../bench/edits/data.ts'
import { carry, quotedRevision } from '../../../ingest/edits/quoted.ts'
import { track } from '../../../ingest/edits/track.ts'
import { plainText } from '../../../ingest/text/text.ts'
import { revisions } from './life-lines.ts'

const HEN = 'The hen lays one egg on most days of the year.'
const FOX = 'A fox comes at night when the gate is open.'
const FOX_DARK = 'A fox often comes at night when the gate is open.'
const ROOF = 'The roof of the coop leaks in the north corner.'

/** What became of the quote, seen in the first text, in the last. */
function became(quote: string, ...texts: readonly (readonly string[])[]) {
  const inputs = revisions(texts.map((lines) => lines.join('\n')))
  const start = inputs[0]!.text.indexOf(quote)
  const last = inputs.length - 1
  const { state, spans, since } = carry({ start, end: start + quote.length }, 0, last, inputs, track(inputs))
  return [state, since, ...spans.map((span) => inputs[last]!.text.slice(span.start, span.end))]
}

describe('what became of a passage', () => {
  test('standing, also when it moved', () => {
    expect(became(FOX, [HEN, FOX, ROOF], [FOX, HEN, ROOF])).toEqual(['standing', null, FOX])
  })
  test('standing as long as the very words stand, whatever else changed in their sentence', () => {
    expect(became('when the gate is open', [HEN, FOX], [HEN, FOX_DARK])).toEqual(['standing', null, FOX_DARK])
  })
  test('reworded, since when', () => {
    expect(became('fox comes', [HEN, FOX], [HEN, FOX], [HEN, FOX_DARK], [HEN, FOX_DARK])).toEqual([
      'reworded',
      2,
      FOX_DARK,
    ])
  })
  test('gone, and not its lookalike', () => {
    const twin = 'A fox comes at night when the gate is open, says the farmer, and so does the marten.'
    expect(became(FOX, [HEN, FOX, twin], [HEN, twin])).toEqual(['gone', 1])
  })
  test('struck through is gone', () => {
    expect(became(FOX, [HEN, FOX], [HEN, `~${FOX}`])).toEqual(['gone', 1])
  })
  test('put back: standing again', () => {
    expect(became(FOX, [HEN, FOX], [HEN], [HEN, FOX])).toEqual(['standing', null, FOX])
  })
  test('of two sentences one is gone: reworded', () => {
    expect(became(`${HEN}\n${FOX}`, [HEN, FOX, ROOF], [HEN, ROOF])).toEqual(['reworded', 1, HEN])
  })
})

describe('the revision that is quoted', () => {
  test('the first of the list that has the words, else the nearest', () => {
    const texts = [{ text: `${HEN} ${FOX_DARK}` }, { text: `${HEN} ${FOX}` }, { text: `${HEN} ${FOX}` }]
    expect(quotedRevision({ exact: FOX }, texts)).toMatchObject({ index: 1, anchor: { how: 'exact', score: 1 } })
    expect(quotedRevision({ exact: FOX }, texts.slice(0, 1))).toMatchObject({ index: 0, anchor: { how: 'fuzzy' } })
    expect(quotedRevision({ exact: ROOF }, texts)).toBeNull()
  })

  const file = new URL('../../../../shared/data/discourse/quote_of_old_revision.json', import.meta.url)
  test.skipIf(!existsSync(file))(
    'eight replies on a forum that quote what was edited away (skipped without the data)',
    () => {
      const rows = JSON.parse(readFileSync(file, 'utf8')) as {
        source: number
        quote: string
        versions_containing: number[]
      }[]
      const history = jsonLines<{ id: number; version: number; raw: string }>(
        shared('data/discourse/revisions.jsonl.xz')!,
      )
      const read = (body: string) => plainText({ format: 'markdown', title: null, subtitle: null, body })
      for (const { source, quote, versions_containing } of rows) {
        const newestFirst = history.filter(({ id }) => id === source).reverse()
        const found = quotedRevision(
          { exact: read(quote).text },
          newestFirst.map(({ raw }) => read(raw)),
        )
        expect(found?.anchor.how).toBe('exact')
        expect(versions_containing).toContain(newestFirst[found!.index]!.version)
      }
      expect(rows).toHaveLength(8)
    },
  )
})
