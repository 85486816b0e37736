/** A question in English, and that every filter has its share in it. */
import { describe, expect, it } from 'vitest'
import { FILTERS, type Question, type Resolved, sentenceOf } from '../../../graph/index.ts'

const ask = (kind: Question['kind'], filters: Question['filters'], more: Partial<Question> = {}): Question => ({
  ...{ kind, filters, sort: 'newest', limit: 10, cursor: null, asOf: null, knownBy: null },
  ...more,
})
const IDA: Resolved = {
  asked: 'IDA',
  ref: { kind: 'concept', id: 'k' },
  label: 'Iterated Amplification',
  weight: 3,
  others: [],
}

describe('sentences', () => {
  it.each([
    [
      ask('response', {
        target: 'IDA',
        author: 'Ann',
        act: ['objection'],
        since: '2018-05-01T00:00:00Z',
        state: ['open'],
      }),
      'objections to IDA, by Ann, still open, since 2018-05-01',
    ],
    [ask('response', {}), 'responses'],
    [ask('response', { act: ['support', 'concession'], against: 'Bob' }), 'support and concessions against Bob'],
    [ask('response', { state: ['conceded', 'met_by_edit'] }), 'responses, conceded or met by an edit'],
    [
      ask('claim', { target: 'IDA', change: ['reworded'], claimState: 'standing' }),
      'claims about IDA, reworded, still standing',
    ],
    [ask('claim', { q: 'reward', act: ['objection'] }), 'claims with the words reward'],
    [ask('concept', { q: 'amp' }), 'concepts, named like "amp"'],
    [
      ask('claim', {}, { asOf: '2018-05-01T00:00:00Z', knownBy: '2020-01-01T12:00:00Z' }),
      'claims, as of 2018-05-01, as known by 2020-01-01T12:00:00Z',
    ],
    [ask('disagreement', { author: 'Ann' }), 'who objects to whom by Ann'],
  ])('%#', (question, expected) => expect(sentenceOf(question)).toBe(expected))

  it('a target is told with its full name', () => {
    expect(sentenceOf(ask('response', { target: 'IDA' }), IDA)).toBe('responses to IDA (Iterated Amplification)')
    expect(sentenceOf(ask('response', { target: 'iterated amplification' }), IDA)).toBe(
      'responses to iterated amplification',
    )
  })
})

describe('filters', () => {
  it('have kebab-case names and one row for each key', () => {
    for (const { name, key } of FILTERS)
      expect(name).toBe(key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
    expect(new Set(FILTERS.map(({ name }) => name)).size).toBe(FILTERS.length)
  })

  it('have help text, and SQL for no kind that they do not apply to', () => {
    for (const { help, kinds, sql } of FILTERS) {
      expect(help.length).toBeGreaterThan(10)
      for (const kind of Object.keys(sql)) expect(kinds).toContain(kind)
    }
  })
})
