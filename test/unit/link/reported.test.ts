import { describe, expect, it, test } from 'vitest'
import { link } from '../../../ingest/link/link.ts'
import { isAboutOwnText, isOwnEdit, ownPart } from '../../../ingest/link/reported.ts'
import { contextOf } from '../extract/threads.ts'

describe('the author’s own part of a sentence that reports somebody else', () => {
  it.each([
    ['Alice claims that LDR fails, but I think it works.', 'I think it works.'],
    ['Alice claims that LDR fails, but', ''],
    ['Some people say LDR is doomed.', ''],
    ['Critics have argued that it is slow; however, nobody measured it.', 'nobody measured it.'],
    ['I claim that LDR fails.', null],
    ['You claim that LDR works, but it does not.', null],
    ['LDR fails on the first round.', null],
    ['Your claim that LDR will scale is wrong.', null],
    ['The claim that LDR scales is wrong.', null],
    ['Your post claims that LDR scales, which is simply false.', null],
    ['Our own measurements suggest that rounds do not help.', null],
    ['The data say that LDR does not scale.', null],
    ['They say that LDR does not scale.', ''],
  ])('%s', (sentence, own) => expect(ownPart(sentence)).toBe(own))
})

describe('a report of one’s own edit objects to nothing', () => {
  it.each([
    ['I rewrote my summary of this thread, since two people took it for a verdict.', true],
    ["I've just moved the second half to a post of its own.", true],
    ['Edit: I reworded the first line.', true],
    ['I rewrote the proof because your lemma is wrong.', false],
    ['I posted against it at the time.', false],
    ['You rewrote my summary.', false],
    ['I think the summary was rewritten badly.', false],
  ])('%s', (sentence, expected) => expect(isOwnEdit(sentence)).toBe(expected))
})

describe('an edit note about its author’s own text objects to nothing', () => {
  it.each([
    ['ETA: the crossed-out paragraph stays so that the answers below make sense.', true],
    ['Edit: fixed two links.', true],
    ['EDIT: typo.', true],
    ['Edit: this argument fails, since the fares were never measured.', false],
    ['Edit: the first version was removed, but it is still wrong.', false],
    ['ETA: the trains are slower than the post says.', false],
  ])('%s', (sentence, expected) => expect(isAboutOwnText(sentence)).toBe(expected))
})

test('a sentence between quotation marks is not its writer’s objection', () => {
  const post = { id: 'post', author: 'ann', sentences: ['Night trains are cheap.', 'Everybody should take them.'] }
  const reply = (...sentences: string[]) => ({ id: 'reply', author: 'bob', parent: 'post', sentences })
  const confidence = (sentence: string): number =>
    link(contextOf('reply', [post, reply('I disagree, this is simply wrong.', sentence)])).responses.find(
      ({ exact }) => exact === sentence,
    )!.confidence
  expect(confidence('That is not true, they are never cheap.')).toBeGreaterThanOrEqual(0.4)
  expect(confidence('“That is not true, they are never cheap.”')).toBeLessThanOrEqual(0.3)
})
