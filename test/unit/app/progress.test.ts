import { describe, expect, test } from 'vitest'
import { clock, rateOf } from '../../../src/cli/progress.ts'

const progress = { phase: 'reading', done: 100, total: null, share: 0.25, file: null } as const

describe('progress', () => {
  test('rate, and the time that is left by the share that is read', () => {
    expect(rateOf(progress, 10)).toEqual({ rate: 10, left: 30 })
    expect(rateOf({ ...progress, share: null, total: 400 }, 10)).toEqual({ rate: 10, left: 30 })
  })
  test('nothing is said too soon, or where no end is known', () => {
    expect(rateOf(progress, 0.001)).toEqual({ rate: null, left: null })
    expect(rateOf({ ...progress, share: null }, 10)).toEqual({ rate: 10, left: null })
    expect(rateOf({ ...progress, share: 0 }, 10)).toEqual({ rate: 10, left: null })
  })
  test.each([
    [0, '0:00'],
    [59.6, '1:00'],
    [61, '1:01'],
    [3600, '60:00'],
  ])('%s seconds are %s', (seconds, text) => expect(clock(seconds)).toBe(text))
})
