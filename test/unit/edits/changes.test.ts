import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  apply,
  type Changes,
  canonical,
  compose,
  invert,
  lengths,
  type MapMode,
  mapPos,
  mapSpan,
  parseChanges,
  type Section,
} from '../../../graph/changes.ts'
import { diff } from '../../../graph/diff.ts'

/** "2 1:xy 3": keep 2 units, put xy for 1, keep 3. */
function mk(notation: string): Changes {
  const sections = notation.split(' ').map((part): Section => {
    const [length, inserted] = part.split(':')
    return inserted === undefined ? [Number(length)] : [Number(length), inserted]
  })
  return canonical(sections)
}

describe('compose', () => {
  const composed = (a: string, b: string, result: string) => {
    expect(compose(mk(a), mk(b))).toEqual(mk(result))
  }
  test('changes in different places', () => composed('2 0:ab 8', '8 0:cd 4', '2 0:ab 4 0:cd 4'))
  test('what was inserted is deleted', () => composed('2 0:ab 2', '2 2: 2', '4'))
  test('what was inserted is deleted in part', () => composed('2 0:abc 2', '3 1: 3', '2 0:ac 2'))
  test('an insertion within an insertion', () => composed('2 0:ad 2', '3 0:bc 3', '2 0:abcd 2'))
  test('a deletion across an insertion', () => composed('4 0:ab 4', '2 6: 2', '2 4: 2'))
  test('a replacement of a replacement', () => composed('1 2:xy 1', '1 2:z 1', '1 2:z 1'))
  test('not made for one another', () => {
    expect(() => compose(mk('3'), mk('4'))).toThrow(RangeError)
  })
})

describe('mapPos', () => {
  const maps = (changes: string, pos: number, to: number | null, assoc: -1 | 1 = -1, mode?: MapMode) => {
    expect(mapPos(mk(changes), pos, assoc, mode)).toBe(to)
  }
  test('before and after an insertion', () => {
    maps('4 0:xy 4', 0, 0)
    maps('4 0:xy 4', 4, 4, -1)
    maps('4 0:xy 4', 4, 6, 1)
    maps('4 0:xy 4', 8, 10)
  })
  test('null inside deleted text', () => {
    maps('2 4: 2', 4, null)
    maps('2 4: 2', 4, 2, -1, 'simple')
    maps('2 4: 2', 2, 2)
    maps('2 4: 2', 6, 2)
  })
  test('null where the unit before or after was deleted', () => {
    maps('2 4: 2', 2, 2, -1, 'before')
    maps('2 4: 2', 6, null, -1, 'before')
    maps('2 4: 2', 2, null, -1, 'after')
    maps('2 4: 2', 6, 2, -1, 'after')
  })
  test('a span whose end was deleted is lost', () => {
    expect(mapSpan(mk('2 0:xy 6'), { start: 2, end: 5 })).toEqual({ start: 4, end: 7 })
    expect(mapSpan(mk('4 2:xy 2'), { start: 2, end: 5 })).toBeNull()
    expect(mapSpan(mk('3 1:xyz 4'), { start: 2, end: 5 })).toEqual({ start: 2, end: 7 })
  })
  test('beyond the text', () => {
    expect(() => mapPos(mk('2 0:x'), 3)).toThrow(RangeError)
  })
})

describe('diff', () => {
  test('by words', () => {
    expect(diff('the hen is here', 'the old hen was here')).toEqual([[4], [0, 'old '], [4], [2, 'was'], [5]])
  })
  test('equal texts, and texts without a common word', () => {
    expect(diff('abc', 'abc')).toEqual([[3]])
    expect(diff('abc', 'xyz')).toEqual([[3, 'xyz']])
    expect(diff('', '')).toEqual([])
  })
  test('repeated words without a unique one', () => {
    const changes = diff('a b a b a b', 'a b b a b')
    expect(apply(changes, 'a b a b a b')).toBe('a b b a b')
    expect(changes.filter((section) => section.length === 2)).toHaveLength(1)
  })
})

describe('laws', () => {
  const text = fc.string({ maxLength: 30, unit: fc.constantFrom('a', 'b', 'c', ' ', 'é', '😀', '\n') })
  /** Changes for a text of this length. */
  const changesFor = (length: number): fc.Arbitrary<Changes> =>
    fc
      .array(fc.tuple(fc.nat(length), fc.option(fc.string({ maxLength: 4 }), { nil: undefined })), { maxLength: 6 })
      .map((parts) => {
        let left = length
        const sections = parts.map(([wanted, inserted]): Section => {
          const units = Math.min(wanted, left)
          left -= units
          return inserted === undefined ? [units] : [units, inserted]
        })
        return canonical([...sections, [left]])
      })
  const chain = text.chain((start) =>
    changesFor(start.length).chain((a) =>
      changesFor(lengths(a).after).chain((b) => changesFor(lengths(b).after).map((c) => ({ start, a, b, c }))),
    ),
  )

  test('composing is one after the other', () => {
    fc.assert(
      fc.property(chain, ({ start, a, b }) => {
        expect(apply(compose(a, b), start)).toBe(apply(b, apply(a, start)))
      }),
    )
  })
  test('composing is associative', () => {
    fc.assert(
      fc.property(chain, ({ a, b, c }) => {
        expect(compose(compose(a, b), c)).toEqual(compose(a, compose(b, c)))
      }),
    )
  })
  test('inverting undoes', () => {
    fc.assert(
      fc.property(chain, ({ start, a }) => {
        expect(apply(invert(a, start), apply(a, start))).toBe(start)
      }),
    )
  })
  test('inverting twice is nothing', () => {
    fc.assert(
      fc.property(chain, ({ start, a }) => {
        expect(invert(invert(a, start), apply(a, start))).toEqual(a)
      }),
    )
  })
  test('mapPos keeps order, and what is not null stands beside the same unit', () => {
    fc.assert(
      fc.property(chain, fc.constantFrom<-1 | 1>(-1, 1), ({ start, a }, assoc) => {
        const after = apply(a, start)
        let last = 0
        for (let pos = 0; pos <= start.length; pos++) {
          const to = mapPos(a, pos, assoc, 'simple')!
          expect(to).toBeGreaterThanOrEqual(last)
          last = to
          const next = mapPos(a, pos, 1, 'after')
          if (next !== null && pos < start.length) expect(after[next]).toBe(start[pos])
          const previous = mapPos(a, pos, -1, 'before')
          if (previous !== null && pos > 0) expect(after[previous - 1]).toBe(start[pos - 1])
        }
      }),
    )
  })
  test('JSON there and back', () => {
    fc.assert(
      fc.property(chain, ({ a }) => {
        expect(parseChanges(JSON.parse(JSON.stringify(a)))).toEqual(a)
      }),
    )
    expect(() => parseChanges([[-1]])).toThrow(TypeError)
    expect(() => parseChanges([[1, 2]])).toThrow(TypeError)
  })
  test('diff leads from one text to the other', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(apply(diff(a, b), a)).toBe(b)
      }),
    )
  })
})
