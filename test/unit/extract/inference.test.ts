/** Which words deny a step, and which only look so. */
import { describe, expect, it } from 'vitest'
import { deniedStep } from '../../../ingest/extract/inference.ts'

describe('words that deny a step', () => {
  it.each([
    ['That doesn’t follow.', 'does-not-follow', 'That doesn’t follow'],
    ['Sure, but it does not follow that ships sink.', 'does-not-follow', 'but it does not follow'],
    ['Your conclusion would not necessarily follow from the premise.', 'does-not-follow', null],
    ['Even if so, this doesn’t show that the harbour is safe.', 'does-not-show', 'this doesn’t show that'],
    ['Your second example does not support the claim.', 'does-not-show', null],
    ['Granted, but that doesn’t mean the captain was wrong.', 'does-not-mean', null],
    ['A slow ship doesn’t contradict a fast fleet.', 'does-not-imply', null],
    ['That’s not an argument against lighthouses.', 'no-argument', 'That’s not an argument'],
    ['These are no evidence of a storm.', 'no-argument', null],
    ['Your point is irrelevant to the question of cost.', 'irrelevant', null],
    ['That’s beside the point.', 'irrelevant', null],
    ['Why would that imply a bigger fleet?', 'why-would', 'Why would that imply'],
    ['How does this follow?', 'why-would', null],
    ['I don’t see how the weather bears on the harbour.', 'how-so', null],
    ['It is unclear why this contradicts the log.', 'how-so', null],
    ['This is a non sequitur.', 'non-sequitur', null],
  ] as const)('%s', (sentence, name, words) => {
    const found = deniedStep(sentence)
    expect(found?.name ?? null).toBe(name)
    if (words !== null) expect(found?.words).toBe(words)
  })

  it.each([
    'That doesn’t follow the guidelines.',
    'That ship does not follow our course.',
    'It follows that ships sink.',
    'I don’t follow.',
    'Here is a summary for those that don’t follow the harbour news.',
    'I don’t see how to fix the sail.',
    'I’m not sure how useful it is, since it seems to imply more work.',
    'This doesn’t show up in the log.',
    'It doesn’t mean we are done, of course.',
    'I do not mean that ships sink.',
    'You don’t contradict me.',
    'We need a rope that is unrelated to the anchor.',
    'This is evidence of a storm.',
    'This is not a non sequitur.',
    'He has a gift for the non sequitur.',
    'But that doesn’t mean I would sail.',
    'How would the crew prove that they arrived?',
    'Why would the crew follow the captain?',
  ])('no step: %s', (sentence) => expect(deniedStep(sentence)).toBe(null))
})
