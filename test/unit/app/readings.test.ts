/** Wordings of sources that keep no history, or not all of it: what is a revision, and which words stay whose. */
import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../../graph/index.ts'
import { mergeRecords } from '../../../graph/index.ts'
import { documentWith, revisionWith, tombstone, wording } from '../../../ingest/sources/document.ts'
import { recordOf, shown } from '../../../src/ingestion/readings.ts'

const at = (n: number): string => `2026-01-${String(n).padStart(2, '0')}T00:00:00Z`

/** Reads one after the other, each a day later; gives the record that is stored in the end. */
function readings(...records: readonly SourceDocument[]): SourceDocument {
  let known: SourceDocument | null = null
  for (const [n, record] of records.entries()) {
    const next = recordOf(shown(record, { current: true, live: true }), known, at(n + 1))!
    const { record: merged, conflicts } = mergeRecords(known, next, at(n + 1))
    expect(conflicts).toEqual([])
    known = merged
  }
  return known!
}
const said = (...bodies: readonly string[]): readonly SourceDocument[] =>
  bodies.map((body) =>
    documentWith({ source: 's', id: 'd', kind: 'comment', revisions: [wording({ format: 'text', body })] }),
  )
const versions = (...texts: readonly (readonly [key: string, body: string])[]): SourceDocument =>
  documentWith({
    ...{ source: 's', id: 'd', kind: 'comment' },
    revisions: texts.map(([key, body]) => revisionWith({ key, number: Number(key), format: 'text', body })),
  })
const shapeOf = ({ revisions }: SourceDocument) =>
  revisions.map(({ key, number, body, observedAt }) => [key, number, body, observedAt])

describe('a source without history', () => {
  it('the same words are one revision, however often they are read', () => {
    expect(shapeOf(readings(...said('A', 'A', 'A')))).toEqual([[expect.any(String), 1, 'A', null]])
  })

  it('other words are a further revision, observed when they were read', () => {
    expect(shapeOf(readings(...said('A', 'B', 'B')))).toEqual([
      [expect.any(String), 1, 'A', null],
      [expect.any(String), 2, 'B', at(2)],
    ])
  })

  it('words that come back are a revision again', () => {
    const { revisions } = readings(...said('A', 'B', 'A', 'A'))
    expect(revisions.map(({ body }) => body)).toEqual(['A', 'B', 'A'])
    expect(revisions[2]!.key).toBe(`${revisions[0]!.key}-2`)
  })

  it('what was gone and is shown again has its words again', () => {
    const [record] = said('A')
    const gone = tombstone({ source: 's', id: 'd', kind: 'comment' })
    expect(readings(record!, gone)).toMatchObject({ state: 'deleted' })
    expect(readings(record!, gone, record!)).toMatchObject({ state: 'live', revisions: [{ body: 'A' }] })
  })
})

describe('a source with versions', () => {
  it('are its own revisions', () => {
    expect(shapeOf(readings(versions(['1', 'A']), versions(['1', 'A'], ['2', 'B']), versions(['3', 'C'])))).toEqual([
      ['1', 1, 'A', null],
      ['2', 2, 'B', null],
      ['3', 3, 'C', null],
    ])
  })

  it('a version whose words changed without a number has both', () => {
    const twice = readings(versions(['1', 'A']), versions(['1', 'B']), versions(['1', 'B']))
    expect(shapeOf(twice)).toEqual([
      ['1', 1, 'A', null],
      ['1-2', 1.01, 'B', at(2)],
    ])
    expect(shapeOf(readings(versions(['1', 'A']), versions(['1', 'B']), versions(['1', 'B'], ['2', 'C'])))).toEqual([
      ['1', 1, 'A', null],
      ['1-2', 1.01, 'B', at(2)],
      ['2', 2, 'C', null],
    ])
  })
})
