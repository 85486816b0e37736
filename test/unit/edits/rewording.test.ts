import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentProbability } from '../../../graph/rewording.ts'
import { REWORDING_FEATURES, rewordingOf } from '../../../graph/rewording-features.ts'
import fitted from '../../../graph/rewording-weights.json' with { type: 'json' }

describe('what a rewording changes', () => {
  test.each([
    [
      'a reason is added',
      'The hen lays eggs.',
      'The hen lays eggs because the coop is warm and the farmer feeds it corn.',
    ],
    ['a condition is added', 'Hens need grain.', 'Hens need grain, and at least two hours of daylight in winter.'],
    ['its sense is turned', 'It will be cold.', 'It will not be cold.'],
    ['a number is another', 'A sack costs 20 pounds.', 'A sack costs 30 pounds.'],
    ['the sentence is new', '', 'Hens need grain.'],
    ['the sentence is gone', 'Hens need grain.', ''],
  ])('content: %s', (_, before, after) => {
    expect(contentProbability(before, after)).toBeGreaterThanOrEqual(0.5)
  })

  test.each([
    ['spelling', 'The hens recieve corn.', 'The hens receive corn.'],
    ['punctuation and case', 'the hens receive corn', 'The hens receive corn.'],
    ['a synonym', 'Corn is cheap.', 'Corn is inexpensive.'],
    [
      'the passive voice',
      'The keeper should lock the coop at night.',
      'The coop should be locked by the keeper at night.',
    ],
    ['words that say little', 'It is really a very good idea to feed hens.', 'It is a good idea to feed the hens.'],
    ['how a number is written', 'A sack costs 1000 pounds.', 'A sack costs 1,000 pounds.'],
  ])('surface: %s', (_, before, after) => {
    expect(contentProbability(before, after)).toBeLessThan(0.5)
  })

  test('any two texts have a probability, the same each time, and equal words never changed content', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const one = contentProbability(before, after)
        expect(one).toBeGreaterThanOrEqual(0)
        expect(one).toBeLessThanOrEqual(1)
        expect(contentProbability(before, after)).toBe(one)
        expect(contentProbability(before, before)).toBe(0)
      }),
    )
  })

  test('a text of a hundred thousand other words is answered too', () => {
    const text = (word: string) => Array.from({ length: 100_000 }, (_, n) => `${word}${n}`).join(' ')
    expect(contentProbability(text('hen'), text('cow'))).toBeGreaterThan(0)
  })

  test('has a weight for each feature and for nothing else', () => {
    expect(Object.keys(fitted.weights)).toEqual(REWORDING_FEATURES.map(({ name }) => name))
  })

  test('counts what went and came apart from other forms of what stayed', () => {
    const edit = rewordingOf('The farmer feeded his hens.', 'The farmer fed his hens with barley.')
    expect(edit.gone).toEqual(['feeded'])
    expect(edit.come).toEqual(['fed', 'with', 'barley'])
    expect(edit.gained).toContain('barley')
  })
})
