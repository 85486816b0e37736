import { describe, expect, test } from 'vitest'
import { polarityChanged } from '../../../graph/polarity.ts'

describe('polarity', () => {
  test.each([
    ['It will be cold.', 'It will not be cold.'],
    ['It will be cold.', 'It won’t be cold.'],
    ['Hens always come home.', 'Hens never come home.'],
    ['This increases the risk.', 'This decreases the risk.'],
    ['Rain is likely.', 'Rain is unlikely.'],
    ['I agree with the farmer.', 'I disagree with the farmer.'],
    ['Nobody objects to it.', 'Everybody objects to it.'],
    ['It can be done.', 'It cannot be done.'],
    ['She argues for the plan.', 'She argues against the plan.'],
  ])('%s | %s', (before, after) => {
    expect(polarityChanged(before, after)).toBe(true)
    expect(polarityChanged(after, before)).toBe(true)
  })

  test.each([
    ['It will be cold.', 'It will be very cold.'],
    ['It is not cold but wet.', 'It is wet, not cold.'],
    ['It is not unlikely.', 'It is likely.'],
    ['Hens never come home.', 'Hens do not ever come home.'],
    ['The fall was long.', 'The autumn was long.'],
  ])('unchanged: %s | %s', (before, after) => {
    expect(polarityChanged(before, after)).toBe(false)
  })
})
