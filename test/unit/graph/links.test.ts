/** Versions of what was linked: the same stays, the rest is closed and opened; ids are followed. */
import { describe, expect, it } from 'vitest'
import type { Response } from '../../../graph/index.ts'
import { formerIds, oneEach, saysEdit, saysResponse, versionChange } from '../../../graph/links.ts'

const response = (id: string, more: Partial<Response> = {}): Response => ({
  ...{
    id,
    act: 'objection',
    document: 'f:c',
    claim: 'c1',
    revision: 'f:c@1',
    start: 0,
    end: 4,
    exact: 'No.',
    author: 'f:bob',
    at: null,
  },
  to: {
    document: 'f:p',
    claim: null,
    concept: null,
    response: null,
    revision: null,
    start: null,
    end: null,
    exact: null,
  },
  ...{ confidence: 0.8, rule: 'test', model: 'm', evidence: null, main: false },
  ...more,
})

describe('versions', () => {
  const a = response('a')
  it('what is said again stays, whatever else a stored row carries', () => {
    const stored = { ...a, row: 7 }
    expect(versionChange([stored], [response('a')], saysResponse)).toEqual({
      kept: [{ former: stored, next: a }],
      closed: [],
      opened: [],
    })
  })

  it.each([
    ['act', { act: 'question' }],
    ['confidence', { confidence: 0.9 }],
    ['rule', { rule: 'other' }],
    ['evidence', { evidence: 'so' }],
    ['main', { main: true }],
    ['place', { start: 1 }],
    ['target', { to: { ...a.to, claim: 'c9' } }],
  ] as const)('another %s is another version', (_, more) => {
    const next = response('a', more as Partial<Response>)
    expect(versionChange([a], [next], saysResponse)).toEqual({ kept: [], closed: [a], opened: [next] })
  })

  it('prompted edits are compared by all that they say', () => {
    const edit = {
      response: 'a',
      document: 'f:c',
      edited: 'f:p',
      revision: 'f:p@2',
      at: null,
      confidence: 0.9,
      rule: 't',
      evidence: null,
    }
    expect(saysEdit(edit)).toBe(saysEdit({ ...edit }))
    expect(saysEdit(edit)).not.toBe(saysEdit({ ...edit, revision: 'f:p@3' }))
  })
})

describe('ids', () => {
  it('one response an id: the main act, else the surest', () => {
    expect(
      oneEach([response('a'), response('a', { confidence: 0.9 }), response('b')]).map(({ id, confidence }) => [
        id,
        confidence,
      ]),
    ).toEqual([
      ['a', 0.9],
      ['b', 0.8],
    ])
    expect(oneEach([response('a', { main: true, confidence: 0.1 }), response('a', { confidence: 0.9 })])[0]?.main).toBe(
      true,
    )
  })

  it('a vanished id leads to what is said in its place, a main act to the main act', () => {
    const next = [response('b'), response('m', { main: true, start: 10, end: 20 })]
    expect(formerIds([response('a')], next)).toEqual([{ former: 'a', id: 'b' }])
    expect(formerIds([response('x', { main: true, start: 50 })], next)).toEqual([{ former: 'x', id: 'm' }])
    expect(formerIds([response('x', { start: 50 })], next)).toEqual([])
    expect(formerIds([response('b', { confidence: 0.1 })], next)).toEqual([])
  })
})
