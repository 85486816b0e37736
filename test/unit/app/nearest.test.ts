import { describe, expect, test } from 'vitest'
import { didYouMean, distance, nearest } from '../../../src/nearest.ts'

describe('names that are alike', () => {
  test.each([
    ['target', 'target', 0],
    ['targte', 'target', 1],
    ['tarjet', 'target', 1],
    ['', 'abc', 3],
    ['serve', 'server', 1],
  ])('distance of %j and %j is %i', (a, b, far) => {
    expect(distance(a, b)).toBe(far)
    expect(distance(b, a)).toBe(far)
  })

  test('the nearest come first; what shares nothing is left out', () => {
    expect(nearest('serv', ['start', 'serve', 'query'])).toEqual(['serve'])
    expect(nearest('xyzzy', ['start', 'serve', 'query'])).toEqual([])
    expect(didYouMean('inges', ['ingest', 'export'])).toBe(' Did you mean ingest?')
    expect(didYouMean('xyzzy', ['ingest', 'export'])).toBe('')
  })
})
