import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anchor } from '../../../ingest/edits/anchor.ts'

const TEXT = `The heron stands by the pond in the morning, before the farmer comes down with the two grey horses.

Nobody has seen it catch a frog. The farmer’s daughter says that it waits for the small perch — which the otter drives toward the bank — and that it takes "at least nine" of them on a good day.

The heron stands by the mill in the evening.`

/** The words found, marked with ~ when they are not quite the quote's; null when there are none. */
function found(exact: string, more: { prefix?: string; suffix?: string } = {}, hint?: number): string | null {
  const result = anchor({ exact, ...more }, TEXT, hint)
  return result && `${result.how === 'fuzzy' ? '~' : ''}${TEXT.slice(result.start, result.end)}`
}

describe('exact, but for how people type', () => {
  test.each([
    ['Nobody has seen it catch a frog.', 'Nobody has seen it catch a frog'],
    ["the farmer's daughter says", 'The farmer’s daughter says'],
    ['small perch - which', 'small perch — which'],
    ['small perch--which', 'small perch — which'],
    ['it takes “at least nine” of them', 'it takes "at least nine" of them'],
    ['it *takes* at  least\nnine', 'it takes "at least nine'],
    ['> Nobody has seen\n> it catch a frog', 'Nobody has seen it catch a frog'],
    ['[Nobody](https://example.org/n) has seen it', 'Nobody has seen it'],
    ['…stands by the pond in the morning…', 'stands by the pond in the morning'],
  ])('%s', (quote, words) => {
    expect(found(quote)).toBe(words)
  })

  test('what the quote leaves out', () => {
    expect(found('it waits for the small perch [...] and that it takes')).toBe(
      'it waits for the small perch — which the otter drives toward the bank — and that it takes',
    )
    expect(found('it takes ... it waits')).toBeNull()
  })

  test('whole words only, when there are few', () => {
    expect(found('ill')).toBeNull()
    expect(found('mill')).toBe('mill')
  })
})

describe('of several places', () => {
  const first = TEXT.indexOf('The heron')
  const second = TEXT.lastIndexOf('The heron')
  test('what stood before or after decides', () => {
    expect(anchor({ exact: 'The heron stands by the', suffix: ' mill in the' }, TEXT)?.start).toBe(second)
    expect(anchor({ exact: 'The heron stands by the', prefix: 'on a good day. ' }, TEXT)?.start).toBe(second)
  })
  test('else the place that is hinted at, else the first', () => {
    expect(anchor({ exact: 'The heron stands by the' }, TEXT, TEXT.length)?.start).toBe(second)
    expect(anchor({ exact: 'The heron stands by the' }, TEXT)?.start).toBe(first)
  })
})

describe('reworded', () => {
  test('a word more or another form is found, and is not exact', () => {
    expect(found('Nobody has ever seen it catch a frog.')).toBe('~Nobody has seen it catch a frog')
    expect(found('before the farmers come down with two grey horses')).toMatch(/^~before the farmer comes down/)
  })

  test('the less alike, the lower the score', () => {
    const scores = [
      'Nobody has seen it catch a frog. The farmer’s daughter says that it waits',
      'Nobody has seen it catch a frog. The farmer’s son says that it waits',
      'Nobody has seen it catch a toad. The farmer’s son says that it waits',
    ].map((exact) => anchor({ exact }, TEXT)?.score ?? 0)
    expect(scores[0]).toBe(1)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(new Set(scores).size).toBe(3)
  })

  test('between the same words before and after, more may differ', () => {
    const exact = 'the wagon with a heron in the morning'
    expect(found(exact)).toBeNull()
    const around = { prefix: 'The heron stands by ', suffix: ', before the farmer comes' }
    expect(found('the old pond every single morning')).toBeNull()
    expect(found('the old pond in the early morning', around)).toBe('~the pond in the morning')
  })
})

describe('gone', () => {
  test.each([
    'A fox comes at night when the gate is open.',
    'The heron was never by the well at noon',
    'frogs',
    '…',
    '',
  ])('%s', (quote) => {
    expect(found(quote)).toBeNull()
  })
})

describe('laws', () => {
  const piece = fc.constantFrom(
    'pond',
    ' ',
    '  ',
    '*',
    '“',
    "'",
    '—',
    '-',
    '\n> ',
    '[',
    '](x)',
    '...',
    'é',
    'ﬁ',
    '😀',
    '7',
  )
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
  test('any part of a text with a word in it is found where its words stand', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (whole, a, b) => {
        const [start, end] = [a % (whole.length + 1), b % (whole.length + 1)].sort((x, y) => x - y)
        const result = anchor({ exact: whole.slice(start, end) }, whole)
        if (result === null) return
        expect(result.start).toBeGreaterThanOrEqual(0)
        expect(result.end).toBeLessThanOrEqual(whole.length)
        expect(result.end).toBeGreaterThan(result.start)
        expect(result.score).toBeLessThanOrEqual(1)
      }),
    )
  })
})
