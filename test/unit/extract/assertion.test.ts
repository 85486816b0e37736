import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AssertionInput, assertionProbability } from '../../../ingest/extract/assertion.ts'

function probability(text: string, some: Partial<AssertionInput> = {}): number {
  return assertionProbability({
    text,
    kind: 'paragraph',
    previous: null,
    next: null,
    index: 0,
    count: 1,
    documentKind: 'comment',
    ...some,
  })
}

test.each([
  'The second lock does nothing, because both doors open with one key.',
  'We should not build this before the survey is done.',
  'I think that the estimate is far too low.',
])('asserts: %s', (text) => {
  expect(probability(text)).toBeGreaterThan(0.5)
})

test.each(['What time is it over there?', 'Thanks!', 'See below.', 'Hello everyone,'])(
  'asserts nothing: %s',
  (text) => {
    expect(probability(text)).toBeLessThan(0.5)
  },
)

test('code, rules and text without a letter never assert', () => {
  expect(probability('x = y + 1', { kind: 'code' })).toBe(0)
  expect(probability('***')).toBe(0)
})

test('it is a probability for any text, and the same each time', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const value = probability(text)
      return value >= 0 && value <= 1 && value === probability(text)
    }),
  )
})
