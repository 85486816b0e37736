import { describe, expect, it } from 'vitest'
import { ownPart } from '../../../ingest/link/reported.ts'

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
