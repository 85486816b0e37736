/** Merging readings of one document: what wins, what a tombstone takes away, and that order never matters. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeRecords, recordDigest } from '../../../graph/merge.ts'
import type { SourceDocument, SourceRevision } from '../../../graph/model.ts'

const NOW = '2026-01-01T00:00:00Z'
const day = (n: number) => `2020-01-0${n}T00:00:00Z`

function revision(over: Partial<SourceRevision> = {}): SourceRevision {
  return {
    key: '1',
    number: 1,
    at: day(1),
    observedAt: null,
    editor: null,
    note: null,
    format: 'text',
    title: null,
    subtitle: null,
    body: 'The moon is made of rock.',
    ...over,
  }
}

function document(over: Partial<SourceDocument> = {}): SourceDocument {
  return {
    source: 'forum',
    id: '7',
    kind: 'comment',
    title: 'On the moon',
    subtitle: null,
    url: null,
    author: { id: 'u1', name: 'Ada' },
    createdAt: day(1),
    parent: '3',
    root: '1',
    state: 'live',
    stateAt: null,
    score: null,
    aliases: [],
    quote: null,
    respondsToRevision: null,
    revisions: [revision()],
    extra: {},
    ...over,
  }
}

const merge = (a: SourceDocument, b: SourceDocument, at = NOW) => {
  const first = mergeRecords(null, a, at)
  const second = mergeRecords(first.record, b, at)
  return { ...second, conflicts: [...first.conflicts, ...second.conflicts] }
}
const seen = (n: number, body: string, over: Partial<SourceRevision> = {}) =>
  revision({ observedAt: day(n), body, ...over })
const bodies = (record: SourceDocument) => record.revisions.map(({ key, body }) => `${key}: ${body}`)

describe('revisions', () => {
  it('are united by key, in order of their numbers', () => {
    const second = revision({ key: '2', number: 2, body: 'The moon is rock.' })
    const { record, conflicts } = merge(document({ revisions: [second] }), document())
    expect(bodies(record)).toEqual(['1: The moon is made of rock.', '2: The moon is rock.'])
    expect(conflicts).toEqual([])
  })

  it('keep the text that was observed later, whichever came first, and report the other', () => {
    const older = document({ revisions: [seen(2, 'cheese')] })
    const newer = document({ revisions: [seen(3, 'rock')] })
    for (const [a, b] of [
      [older, newer],
      [newer, older],
    ] as const) {
      const { record, conflicts } = merge(a, b)
      expect(bodies(record)).toEqual(['1: rock'])
      expect(conflicts.map(({ revision }) => revision)).toEqual(['forum:7@1'])
    }
  })

  it('without a date are as of the reading: a text read again later replaces the former one', () => {
    const first = mergeRecords(null, document({ revisions: [revision({ body: 'a' })] }), day(1)).record
    expect(bodies(mergeRecords(first, document({ revisions: [revision({ body: 'b' })] }), day(2)).record)).toEqual([
      '1: b',
    ])
  })

  it('read at one time are decided by their hash, the same in either order', () => {
    const [a, b] = ['a', 'b'].map((body) => document({ revisions: [revision({ body })] }))
    expect(bodies(merge(a!, b!).record)).toEqual(bodies(merge(b!, a!).record))
  })

  it('that were observed again with the same text keep their first observation', () => {
    const { record } = merge(document({ revisions: [seen(2, 'rock')] }), document({ revisions: [seen(5, 'rock')] }))
    expect(record.revisions[0]!.observedAt).toBe(day(2))
  })

  it('that came back to an earlier text after another one was seen show the last', () => {
    const [a, b, c] = [seen(1, 'rock'), seen(2, 'cheese'), seen(3, 'rock')].map((one) => document({ revisions: [one] }))
    expect(bodies(merge(merge(a!, b!).record, c!).record)).toEqual(['1: rock'])
    expect(bodies(merge(merge(a!, c!).record, b!).record)).toEqual(['1: rock'])
  })
})

describe('fields of the document', () => {
  it('come from the later observation', () => {
    const older = document({ title: 'Old', score: 1, revisions: [seen(2, 'rock')] })
    const newer = document({ title: 'New', score: 2, revisions: [seen(3, 'rock')] })
    expect(merge(newer, older).record).toMatchObject({ title: 'New', score: 2 })
    expect(merge(older, newer).record).toMatchObject({ title: 'New', score: 2 })
  })

  it('that a later observation leaves out stay', () => {
    const newer = document({ title: null, parent: null, revisions: [seen(3, 'rock')] })
    expect(merge(document({ revisions: [seen(2, 'rock')] }), newer).record).toMatchObject({
      title: 'On the moon',
      parent: '3',
    })
  })
})

describe('tombstones', () => {
  const shown = (n: number | null) =>
    document({
      quote: { exact: 'made of cheese' },
      extra: { tags: ['moon'] },
      revisions: [revision({ observedAt: n === null ? null : day(n), note: 'typo', title: 'On the moon' })],
    })
  const gone = (n: number | null, state: 'deleted' | 'unavailable' = 'deleted') =>
    document({
      state,
      stateAt: day(4),
      title: null,
      author: null,
      parent: null,
      root: null,
      revisions: [revision({ observedAt: n === null ? null : day(n), body: '[deleted]' })],
    })

  it('take the words away, in either order, and keep the place in the thread', () => {
    for (const state of ['deleted', 'unavailable'] as const) {
      for (const [a, b] of [
        [shown(2), gone(3, state)],
        [gone(3, state), shown(2)],
        [shown(null), gone(null, state)],
        [gone(null, state), shown(null)],
      ] as const) {
        const { record, conflicts } = merge(a, b)
        expect(record).toMatchObject({ state, stateAt: day(4), title: null, quote: null, extra: {} })
        expect(record).toMatchObject({ parent: '3', root: '1', author: { id: 'u1' } })
        expect(record.revisions).toMatchObject([{ key: '1', number: 1, body: '', title: null, note: null }])
        expect(conflicts).toEqual([])
        expect(JSON.stringify(record)).not.toMatch(/moon|cheese|typo/)
      }
    }
  })

  it('empty what they carry themselves', () => {
    expect(bodies(mergeRecords(null, gone(3), NOW).record)).toEqual(['1: '])
  })

  it('give way only to a later observation that says when it was made', () => {
    expect(merge(gone(3), shown(5)).record).toMatchObject({ state: 'live', title: 'On the moon' })
    expect(bodies(merge(gone(3), shown(5)).record)).toEqual(['1: The moon is made of rock.'])
    expect(mergeRecords(mergeRecords(null, gone(3), day(3)).record, shown(null), NOW).record.state).toBe('deleted')
  })

  it('keep what was observed before them out of a document that came back', () => {
    const back = merge(gone(3), shown(5)).record
    const old = document({ revisions: [seen(1, 'a secret', { key: '0', number: 0 })] })
    expect(bodies(merge(back, old).record)).toEqual(['0: ', '1: The moon is made of rock.'])
  })

  it('are not what a retraction is', () => {
    const { record } = merge(document(), document({ state: 'retracted', stateAt: day(4) }), NOW)
    expect(record).toMatchObject({ state: 'retracted', title: 'On the moon' })
    expect(bodies(record)).toEqual(['1: The moon is made of rock.'])
  })
})

describe('the digest', () => {
  it('does not depend on the order of fields', () => {
    const turned = Object.fromEntries(Object.entries(document()).reverse()) as unknown as SourceDocument
    expect(recordDigest(turned)).toBe(recordDigest(document()))
  })

  it('does not depend on when we read it', () => {
    const first = mergeRecords(null, document(), day(1)).record
    const again = mergeRecords(first, document(), day(5)).record
    expect(recordDigest(again)).toBe(recordDigest(first))
    expect(recordDigest(first)).toBe(recordDigest(document()))
  })

  it('tells any change of what the source says', () => {
    expect(recordDigest(document({ score: 1 }))).not.toBe(recordDigest(document()))
    expect(recordDigest(document({ revisions: [seen(1, 'x')] }))).not.toBe(
      recordDigest(document({ revisions: [revision({ body: 'x' })] })),
    )
  })
})

describe('laws', () => {
  const revisionOf = (observed: fc.Arbitrary<string | null>) =>
    fc.record({
      key: fc.constantFrom('1', '2', '3'),
      body: fc.constantFrom('', 'a', 'b', 'c'),
      note: fc.constantFrom(null, 'n', 'm'),
      title: fc.constantFrom(null, 'T'),
      observedAt: observed,
      number: fc.constantFrom(1, 2),
    })
  const recordOf = (observed: fc.Arbitrary<string | null>) =>
    fc
      .record({
        title: fc.constantFrom(null, 'A', 'B'),
        parent: fc.constantFrom(null, '3', '4'),
        score: fc.constantFrom(null, 1, 2),
        state: fc.constantFrom('live', 'live', 'retracted', 'deleted', 'unavailable'),
        stateAt: fc.constantFrom(null, day(1), day(2)),
        aliases: fc.constantFrom([], ['x'], ['y', 'z']),
        extra: fc.constantFrom({}, { a: 1 }, { b: [2] }),
        revisions: fc.uniqueArray(revisionOf(observed), { minLength: 1, maxLength: 3, selector: ({ key }) => key }),
      })
      .map(({ revisions, ...fields }) =>
        document({ ...fields, revisions: revisions.map((one) => revision(one)) } as Partial<SourceDocument>),
      )
  const whole = (record: SourceDocument) => ({ digest: recordDigest(record), record })
  /** Without first observations: a text that went and came back keeps its own only where both readings meet first. */
  const undated = (record: SourceDocument) => ({
    ...record,
    revisions: record.revisions.map((one) => ({ ...one, observedAt: null })),
  })
  const read = (record: SourceDocument) => mergeRecords(null, record, NOW).record
  const both = (a: SourceDocument, b: SourceDocument) => mergeRecords(a, b, NOW).record

  for (const [name, observed] of [
    ['observed at one time', fc.constant(null)],
    ['observed at one stated time', fc.constant(day(3))],
    ['observed at various stated times', fc.constantFrom(day(1), day(2), day(3))],
  ] as const) {
    const record = recordOf(observed)
    it(`merging records ${name} twice changes nothing`, () => {
      fc.assert(
        fc.property(record, record, (a, b) => {
          const once = both(read(a), b)
          expect(whole(both(once, b))).toEqual(whole(once))
          expect(whole(both(once, a))).toEqual(whole(once))
        }),
      )
    })
    it(`merging records ${name} gives the same in either order`, () => {
      fc.assert(
        fc.property(record, record, (a, b) => {
          expect(whole(both(read(a), b))).toEqual(whole(both(read(b), a)))
        }),
      )
    })
    it(`merging records ${name} gives the same however they are grouped`, () => {
      fc.assert(
        fc.property(record, record, record, (a, b, c) => {
          const [left, right] = [both(both(read(a), b), c), both(read(a), both(read(b), c))]
          expect(undated(left)).toEqual(undated(right))
        }),
      )
    })
  }
})
