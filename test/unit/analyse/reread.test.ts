/** A document that comes back with one revision more is read for what is new in it, to the same result. */
import fc from 'fast-check'
import { beforeEach, expect, it, vi } from 'vitest'
import type { SourceDocument } from '../../../graph/model.ts'
import { analyse } from '../../../ingest/analyse/analyse.ts'
import { forgetReadings } from '../../../ingest/analyse/readings.ts'
import { assertionProbability } from '../../../ingest/extract/assertion.ts'
import { plainText } from '../../../ingest/text/text.ts'
import { sourceDocument } from '../../support/records.ts'

// Counted, not replaced.
vi.mock(import('../../../ingest/extract/assertion.ts'), async (original) => {
  const real = await original()
  return { ...real, assertionProbability: vi.fn(real.assertionProbability) }
})
vi.mock(import('../../../ingest/text/text.ts'), async (original) => {
  const real = await original()
  return { ...real, plainText: vi.fn(real.plainText) }
})

beforeEach(() => {
  forgetReadings()
  vi.clearAllMocks()
})

const document = (bodies: readonly string[], parent: string | null = null): SourceDocument =>
  sourceDocument({ parent, revisions: bodies.map((body, n) => ({ number: n + 1, body })) })

const SENTENCES = [
  'The windmill on the hill turns in every wind, and nobody greases it.',
  'The windmill on the hill does not turn in every wind.',
  'I think that the miller should be paid by the village.',
  'Flour is cheaper in the town than it is here.',
  '> Flour is cheap.',
  '~~Flour is dear in the winter.~~',
  'Edit: never mind, I was wrong.',
  'OLD VERSION: Flour was free.',
  'NEW VERSION: Flour was nearly free.',
  'He said that “the miller is the only one who knows”, which is false.',
]

it('reads only what changed', () => {
  const [a, b, c, d] = SENTENCES as [string, string, string, string]
  const before = [`${a} ${c} ${d}`, `${b} ${c} ${d}`]
  analyse(document(before))
  expect(plainText).toHaveBeenCalledTimes(2)
  vi.clearAllMocks()
  analyse(document([...before, `${b} ${c} ${d} The town is two hours away on foot.`]))
  expect(plainText).toHaveBeenCalledTimes(1)
  expect(vi.mocked(assertionProbability).mock.calls.map(([{ text }]) => text)).toEqual([
    'The town is two hours away on foot.',
  ])
})

it('reads nothing of a document that comes back as it was', () => {
  analyse(document(SENTENCES))
  vi.clearAllMocks()
  analyse(document(SENTENCES))
  expect(plainText).not.toHaveBeenCalled()
  expect(assertionProbability).not.toHaveBeenCalled()
})

it('gives what a first reading gives, revision by revision', () => {
  const body = fc.array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 8 }).map((all) => all.join('\n\n'))
  const bodies = fc.array(body, { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(bodies, fc.constantFrom(null, 'p'), (all, parent) => {
      forgetReadings()
      const grown = all.map((_, n) => JSON.stringify(analyse(document(all.slice(0, n + 1), parent))))
      forgetReadings()
      expect(grown.at(-1)).toBe(JSON.stringify(analyse(document(all, parent))))
    }),
    { numRuns: 60 },
  )
})
