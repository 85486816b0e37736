import { expect, test } from 'vitest'
import { asksHowMany, countText } from '../../../src/ask/count.ts'

test.each([
  ['how many objections target IDA?', true],
  ['So, how  many people object to IDA', true],
  ['How many of those are unanswered', true],
  ['which objections say how much it costs', false],
  ['showhow manyfold', false],
])('%j asks how many: %s', (question, asks) => {
  expect(asksHowMany(question)).toBe(asks)
})

test.each([
  [0, false, 'There are none.'],
  [1, false, 'There is 1.'],
  [12, false, 'There are 12.'],
  [2000, true, 'There are more than 2,000.'],
])('%i, more: %s', (rows, more, text) => {
  expect(countText({ rows, more })).toBe(text)
})
