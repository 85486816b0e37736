import { describe, expect, test } from 'vitest'
import { responsesOf } from '../../../ingest/extract/responses.ts'
import { link } from '../../../ingest/link/link.ts'
import { BadAnswer, MARKS, marksOf } from '../../../ingest/llm/check.ts'
import { materialOf } from '../../../ingest/llm/material.ts'
import { askedDigest } from '../../../ingest/llm/prompt.ts'
import { readingOf } from '../../../ingest/llm/reading.ts'
import { contextOf, type Post } from '../extract/threads.ts'

const POSTS: readonly Post[] = [
  {
    id: 'post',
    author: 'ann',
    title: 'Night trains should be free',
    sentences: ['Night trains carry few people.', 'A free ticket would fill the empty seats.'],
  },
  {
    id: 'reply',
    author: 'bob',
    parent: 'post',
    sentences: ['I like “night trains”.', 'But a free ticket fills no seat.', 'It is too cold for that.'],
  },
]
const context = contextOf('reply', POSTS)
const material = materialOf(context)

const response = {
  sentence: 'S2',
  quote: 'a free ticket fills no seat',
  act: 'objection',
  target: 'D1.3',
  target_quote: 'A free ticket would fill',
  confidence: 0.8,
}
const answer = (some: object = {}): string =>
  JSON.stringify({
    ...{
      act: 'objection',
      answers: 'D1',
      quote: 'a free ticket fills no seat',
      confidence: 0.7,
      responses: [response],
    },
    ...some,
  })
const withResponse = (some: object): string => answer({ responses: [{ ...response, ...some }] })

test('the model sees numbered sentences, and letters for names', () => {
  expect(material.text).toBe(
    [
      '[D1] post by B, titled "Night trains should be free": what the reply stands under',
      'D1.1 Night trains should be free',
      'D1.2 Night trains carry few people.',
      'D1.3 A free ticket would fill the empty seats.',
      '',
      '[S] The reply, comment by A',
      'S1 I like “night trains”.',
      'S2 But a free ticket fills no seat.',
      'S3 It is too cold for that.',
    ].join('\n'),
  )
})

test('of a long page the sentences are shown that the reply speaks of, under the numbers they have', () => {
  const filler = Array.from({ length: 400 }, (_, at) => `Sentence number ${at} is about the weather in town.`)
  const long = materialOf(
    contextOf('reply', [{ ...POSTS[0]!, sentences: [...filler, ...POSTS[0]!.sentences] }, POSTS[1]!]),
  )
  expect(long.text.length).toBeLessThan(8000)
  expect(long.text).toContain('D1.403 A free ticket would fill the empty seats.')
})

test('what is quoted above is shown where it stands', () => {
  const quoting = { ...POSTS[1]!, sentences: ['> Night trains carry few people.', 'No, they are full.'] }
  expect(materialOf(contextOf('reply', [POSTS[0]!, quoting])).text).toContain(
    '(quoting: "Night trains carry few people.")\nS1 No, they are full.',
  )
})

test('the same context asks the same; another model asks anew', () => {
  const small = { url: 'http://127.0.0.1:1/v1', model: 'small' }
  expect(askedDigest(small, materialOf(contextOf('reply', POSTS)))).toBe(askedDigest(small, material))
  expect(askedDigest({ ...small, model: 'large' }, material)).not.toBe(askedDigest(small, material))
  // Another endpoint may serve another model by the same name.
  expect(askedDigest({ ...small, url: 'http://127.0.0.1:2/v1' }, material)).not.toBe(askedDigest(small, material))
})

test('a checked answer becomes responses with the model on each, and the words that show them', () => {
  const marks = marksOf(material, answer())
  const responses = responsesOf(context, readingOf(material, marks, 'llm/small'))
  expect(responses).toHaveLength(1)
  expect(responses[0]).toMatchObject({
    ...{ act: 'objection', main: true, confidence: 0.7, rule: 'llm', model: 'llm/small' },
    ...{ exact: 'But a free ticket fills no seat.', evidence: 'a free ticket fills no seat' },
    to: { document: 'post', claim: 'post#2', exact: 'A free ticket would fill the empty seats.' },
  })
})

test('what is kept of an answer is numbers, no words', () => {
  const kept = JSON.stringify(marksOf(material, answer()))
  expect(kept).not.toMatch(/ticket|seat/)
  expect(MARKS.parse(JSON.parse(kept))).toEqual(marksOf(material, answer()))
})

test('a reading handed to link takes the place of its own', () => {
  const marks = marksOf(material, answer())
  const models = link(context, () => readingOf(material, marks, 'llm/small')).responses.map(({ model }) => model)
  expect(models).toEqual(['llm/small'])
})

describe('no span, no edge', () => {
  test.each([
    ['words that do not stand in the reply', { quote: 'tickets are free of charge' }],
    ['target words that do not stand in the document', { target_quote: 'Trains are always late' }],
    ['a document that was not shown', { target: 'D7.1' }],
    ['a quote without words', { quote: '…' }],
  ])('%s', (_, some) => {
    expect(marksOf(material, withResponse(some))).toMatchObject({ responses: [], dropped: 1 })
  })

  test('a wrong number is mended where the words stand in one sentence only', () => {
    const [kept] = marksOf(material, withResponse({ sentence: 'S1', target: 'D1.9' })).responses
    expect(kept).toMatchObject({ sentence: 1, target: 2 })
  })

  test('quotation marks, dashes and white space do not matter', () => {
    const [kept] = marksOf(material, withResponse({ sentence: 'S1', quote: 'i like  "Night trains"' })).responses
    expect(kept).toMatchObject({ sentence: 0, start: 0, end: 'I like “night trains”'.length })
  })

  test('a document as a whole needs no words', () => {
    expect(marksOf(material, withResponse({ target: 'D1', target_quote: '' })).responses[0]!.target).toBeNull()
  })
})

test.each([
  ['no JSON at all', 'I think that this reply objects.', 'holds no JSON'],
  ['JSON broken off', '{"act": "objection", "answers": }', 'is not JSON'],
  ['an act that is none', answer({ act: 'attack' }), 'act: '],
  ['a confidence that is none', answer({ confidence: 80 }), 'from 0 to 1'],
  ['a field missing', answer({ responses: undefined }), 'responses: '],
  ['a document that is none', answer({ answers: 'the post' }), 'is no document'],
  ['a main act that stands nowhere', answer({ quote: 'this is wrong' }), 'does not stand'],
])('%s cannot be used', (_, text, why) => {
  expect(() => marksOf(material, text)).toThrow(BadAnswer)
  expect(() => marksOf(material, text)).toThrow(why)
})

test('fences and words around the JSON do no harm; a reply that does nothing needs no quote', () => {
  expect(marksOf(material, `Here it is:\n\`\`\`json\n${answer()}\n\`\`\``).main.act).toBe('objection')
  const none = marksOf(material, answer({ act: 'other', quote: '', responses: [] }))
  const [main, ...more] = responsesOf(context, readingOf(material, none, 'llm/small'))
  expect([main!.act, main!.model, more.length]).toEqual(['other', 'llm/small', 0])
})
