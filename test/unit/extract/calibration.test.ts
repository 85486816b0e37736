/** Calibration: what is measured, and what straightens it. */
import { expect, test } from 'vitest'
import { calibrationError } from '../../../bench/extraction/reliability.ts'
import { rescaled, temperature } from '../../../bench/train/calibrate.ts'

test('half right at .9 is an error of .4; right nine times in ten is none', () => {
  const said = (share: number) => Array.from({ length: 10 }, (_, at) => ({ probability: 0.9, right: at < share * 10 }))
  expect(calibrationError(said(0.5))).toBeCloseTo(0.4)
  expect(calibrationError(said(0.9))).toBeCloseTo(0)
})

test('a model that is too sure is cooled, and its order stays', () => {
  const scored = Array.from({ length: 10 }, () => [4, 0])
  const targets = scored.map((_, at) => (at < 7 ? [1, 0] : [0, 1]))
  const lines = temperature(
    scored,
    targets,
    scored.map(() => 1),
  )
  expect(lines[0]!.slope * 4).toBeCloseTo(Math.log(7 / 3), 2)
  const model = { classes: ['a', 'b'], weights: { bias: [1, 0], word: [3, 0] } }
  const shifted = rescaled(model, [
    { slope: 0.5, shift: 2 },
    { slope: 1, shift: 0 },
  ])
  expect(shifted.weights).toEqual({ bias: [2.5, 0], word: [1.5, 0] })
})
