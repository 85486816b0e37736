import fc from 'fast-check'
import { expect, test } from 'vitest'
import { averaged, averagedClasses } from '../../../ingest/extract/average.ts'

const chance = fc.double({ min: 0, max: 1, noNaN: true })
const share = fc.double({ min: 0, max: 1, noNaN: true })

test('an average lies between both, and its share decides how near to which', () => {
  fc.assert(
    fc.property(chance, chance, share, (one, two, part) => {
      const found = averaged(one, two, part)
      expect(found).toBeGreaterThanOrEqual(Math.min(one, two) - 1e-5)
      expect(found).toBeLessThanOrEqual(Math.max(one, two) + 1e-5)
    }),
  )
  expect(averaged(0.2, 0.9, 0)).toBeCloseTo(0.2)
  expect(averaged(0.2, 0.9, 1)).toBeCloseTo(0.9)
})

test('being sure counts for more than being undecided', () => {
  expect(averaged(0.99, 0.4, 0.5)).toBeGreaterThan((0.99 + 0.4) / 2)
})

test('classes sum to one, and two of one mind stay so', () => {
  const classes = fc.tuple(chance, chance, chance).map(([a, b, c]) => {
    const sum = a + b + c + 3e-3
    return { a: (a + 1e-3) / sum, b: (b + 1e-3) / sum, c: (c + 1e-3) / sum }
  })
  fc.assert(
    fc.property(classes, classes, share, (one, two, part) => {
      const found = averagedClasses(one, two, part)
      expect(found.a + found.b + found.c).toBeCloseTo(1)
      expect(averagedClasses(one, one, part).b).toBeCloseTo(one.b)
    }),
  )
})
