/** What a target means: in which order readings are tried, what is pinned, what is near. */
import { describe, expect, it } from 'vitest'
import { nearest, type Sense, Unknown } from '../../../graph/index.ts'
import { type Names, resolveTarget } from '../../../graph/target.ts'

const CLAIM = `c${'0'.repeat(20)}`
const CONCEPT = `k${'1'.repeat(20)}`
const MERGED = `k${'2'.repeat(20)}`
const sense = (kind: Sense['ref']['kind'], id: string, label = id): Sense => ({ ref: { kind, id }, label, weight: 1 })

const NAMES: Names = {
  claim: (id) => (id === CLAIM ? sense('claim', id) : null),
  response: () => null,
  concept: (id) => (id === CONCEPT || id === MERGED ? sense('concept', CONCEPT, 'Iterated Amplification') : null),
  document: (id) => (id === 'f:p' || id === 'https://forum.example/p' ? sense('document', 'f:p') : null),
  conceptsNamed: (form) => (form === 'ida' ? [sense('concept', CONCEPT), sense('concept', 'k-other')] : []),
  authors: (name) => (name.toLowerCase() === 'ida' ? [sense('author', 'f:ida')] : []),
  alike: () => ['Iterated Amplification', 'Ida', 'Reward hacking'],
}
const meant = (asked: string, pin?: string) => {
  const { ref, others } = resolveTarget(asked, pin, NAMES)
  return [ref.id, ...others.map((other) => other.ref.id)]
}

describe('targets', () => {
  it.each([
    [CLAIM, [CLAIM]],
    [MERGED, [CONCEPT]],
    ['f:p', ['f:p']],
    ['https://forum.example/p', ['f:p']],
    ['IDA', [CONCEPT, 'k-other', 'f:ida']],
    [' IDA’s ', [CONCEPT, 'k-other']],
  ])('%s', (asked, expected) => expect(meant(asked)).toEqual(expected))

  it('a sense is pinned by its id, also by one that merged into it', () => {
    expect(meant('IDA', 'k-other')).toEqual(['k-other', CONCEPT, 'f:ida'])
    expect(meant('IDA', 'f:ida')[0]).toBe('f:ida')
    expect(meant('IDA', MERGED)[0]).toBe(CONCEPT)
    expect(() => meant('IDA', 'f:p')).toThrow(Unknown)
  })

  it('an unknown one names the nearest', () => {
    const error = (() => {
      try {
        return meant('iterated amplificaton')
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toMatchObject({ asked: 'iterated amplificaton', nearest: ['Iterated Amplification'] })
    expect(() => meant(`c${'9'.repeat(20)}`)).toThrow(Unknown)
    expect(() => meant('...')).toThrow(Unknown)
  })

  it('nearest names are the likest first, each once, five at most', () => {
    expect(nearest('amplify', ['amplified', 'amplify', 'amplifies', 'amplify', 'zebra'])).toEqual([
      'amplify',
      'amplified',
      'amplifies',
    ])
    expect(
      nearest(
        'aaaa',
        Array.from({ length: 9 }, (_, n) => `aaaa${n}`),
      ),
    ).toHaveLength(5)
  })
})
