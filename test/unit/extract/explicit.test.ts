import { expect, test } from 'vitest'
import { namedSentence, ordinalIn } from '../../../ingest/extract/explicit.ts'

const sentences = ['I have two worries.', '1. It is slow.', '2. It is dear.', 'Rain is likely.']

test.each([
  ['Your second point is about money.', { nth: 2, of: 'point' }],
  ['I do not follow the last paragraph.', { nth: -1, of: 'paragraph' }],
  ['Point 3 was settled in May.', { nth: 3, of: 'point' }],
  ['As to (2), it was cheaper than that.', { nth: 2, of: 'point' }],
  ['There are 3 points to make.', null],
  ['Version 2 fixed that.', null],
])('%s', (text, expected) => {
  const found = ordinalIn(text)
  expect(found && { nth: found.nth, of: found.of }).toEqual(expected)
})

test('a numbered point is found by its number', () => {
  expect(namedSentence({ nth: 2, of: 'point', words: '' }, sentences, [0, 1, 2, 3])).toBe(2)
})

test('a sentence and a paragraph are counted', () => {
  expect(namedSentence({ nth: -1, of: 'sentence', words: '' }, sentences, [0])).toBe(3)
  expect(namedSentence({ nth: 2, of: 'paragraph', words: '' }, sentences, [0, 3])).toBe(3)
})

test('a reference to what is not there names nothing', () => {
  expect(namedSentence({ nth: 7, of: 'point', words: '' }, sentences, [0, 3])).toBe(-1)
})
