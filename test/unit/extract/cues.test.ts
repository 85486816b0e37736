import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CUE_NAMES, CUES } from '../../../ingest/extract/cues.ts'
import { cued, hasCue } from '../../../ingest/extract/features.ts'
import { tokens } from '../../../ingest/extract/tokens.ts'

test('contractions are resolved, possessives are not', () => {
  expect(tokens("I can't say that's Anna’s.")).toEqual(['i', 'can', 'not', 'say', 'that', 'is', 'anna', "'s", '.'])
})

test('links, formulas, code and numbers have stand-ins', () => {
  expect(tokens('See https://example.org/a?b=1, $x^2$, `f(x)` and @eve on 12.5')).toEqual([
    'see',
    '<link>',
    '<math>',
    ',',
    '<code>',
    'and',
    '<mention>',
    'on',
    '<number>',
  ])
})

test.each([
  ["I don't think that this follows.", 'disagree'],
  ['That is not really true.', 'false'],
  ["You're right, I missed that.", 'concede'],
  ['Fixed, thanks!', 'done'],
  ['Could you add a picture?', 'request'],
  ['Critics say that it fails.', 'reported'],
])('%s has the cue %s', (text, cue) => {
  expect(hasCue(cued(text), cue)).toBe(true)
})

test('every cue is found in at least one of its own phrases', () => {
  const plain = (phrase: string) =>
    phrase
      .replace(/\([^)]*\)\s?/g, '')
      .split(' ')
      .map((slot) => slot.split('|')[0])
      .join(' ')
  const lost = CUE_NAMES.filter((name) => !CUES[name]!.some((phrase) => hasCue(cued(plain(phrase)), name)))
  expect(lost).toEqual([])
})

test('cues stand at positions of the tokens, for any text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = cued(text)
      return read.cues.every(([at, cue]) => at < read.tokens.length && cue >= 0 && cue < CUE_NAMES.length)
    }),
  )
})
