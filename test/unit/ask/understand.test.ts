import { describe, expect, test } from 'vitest'
import type { FilterValues, Question } from '../../../graph/index.ts'
import { FORMS } from '../../../src/ask/forms.ts'
import { understand } from '../../../src/ask/understand.ts'
import { reader } from './names.ts'

type Expected = FilterValues & Partial<Pick<Question, 'kind' | 'asOf' | 'knownBy' | 'sort'>>

/** What was understood, with everything left out that is as it always is. */
async function read(question: string): Promise<Expected | string> {
  const { understood, why, question: asked } = await understand(question, reader)
  if (!understood) return why ?? ''
  const { kind, filters, asOf, knownBy, sort } = asked
  return {
    ...filters,
    ...(kind === 'response' ? {} : { kind }),
    ...(asOf === null ? {} : { asOf }),
    ...(knownBy === null ? {} : { knownBy }),
    ...(sort === 'newest' ? {} : { sort }),
  }
}

const IDA = { act: ['objection'], target: 'IDA' } as const satisfies Expected
const TABLE: { readonly [topic: string]: readonly (readonly [string, Expected])[] } = {
  'objections to a topic': [
    ['which objections target IDA', IDA],
    ['Which objections target IDA?', IDA],
    ['what are the objections to IDA', IDA],
    ['are there any objections to IDA?', IDA],
    ['show me all criticisms of IDA please', IDA],
    ['what is wrong with IDA?', IDA],
    ['arguments against IDA', IDA],
    ['what speaks against IDA', IDA],
    ['what targets IDA', IDA],
    ['which comments object to IDA', IDA],
    ['who disagrees with IDA', IDA],
    ['who does not agree with IDA', IDA],
    ['why do people disagree with IDA', IDA],
    ['has anyone objected to IDA?', IDA],
    ['counterarguments to the IDA', IDA],
    ['OBJECTIONS TO IDA!!!', IDA],
    ['IDA objections', IDA],
    ['objections: IDA', IDA],
    ['how many objections to IDA are there?', IDA],
    ["what are people's objections to IDA", IDA],
    ['why is IDA wrong', IDA],
    ['who is a skeptic of IDA', IDA],
    ['who are the critics of IDA?', IDA],
    ['skeptics of IDA', IDA],
    ['who is sceptical about IDA', IDA],
    ["objections to IDA's claims", IDA],
    ['what are the problems with IDA', IDA],
    ['objections to "IDA"', IDA],
    ['objections to “IDA”', IDA],
  ],
  'other acts': [
    ['support for IDA', { act: ['support'], target: 'IDA' }],
    ['who supports IDA?', { act: ['support'], target: 'IDA' }],
    ['who is a proponent of IDA', { act: ['support'], target: 'IDA' }],
    ['arguments in favour of IDA', { act: ['support'], target: 'IDA' }],
    ['questions about reward hacking', { act: ['question'], target: 'reward hacking' }],
    ['concessions by Alice', { act: ['concession'], author: 'Alice' }],
    ['what did Alice concede', { act: ['concession'], author: 'Alice' }],
    ['edit requests for IDA', { act: ['edit_request'], target: 'IDA' }],
    ['which edits were requested', { act: ['edit_request'] }],
    ['objections and questions about IDA', { act: ['objection', 'question'], target: 'IDA' }],
    ['pros and cons of IDA', { act: ['objection', 'support'], target: 'IDA' }],
    ['responses to IDA', { target: 'IDA' }],
    ['how did people respond to IDA', { target: 'IDA' }],
  ],
  'what became of them': [
    ['which objections to IDA are unanswered', { ...IDA, state: ['open'] }],
    ['open objections to IDA', { ...IDA, state: ['open'] }],
    ['Which objections to IDA still stand unanswered?', { ...IDA, state: ['open'] }],
    ['objections to IDA that nobody has answered', { ...IDA, state: ['open'] }],
    ['which questions about IDA got no reply', { act: ['question'], target: 'IDA', state: ['open'] }],
    ['answered objections to IDA', { ...IDA, state: ['answered'] }],
    ['which objections to IDA were conceded', { ...IDA, state: ['conceded'] }],
    ['which objections did the author concede', { act: ['objection'], state: ['conceded'] }],
    ['objections to IDA that were met by an edit', { ...IDA, state: ['met_by_edit'] }],
    ['which objections made the author change the claim', { act: ['objection'], state: ['met_by_edit'] }],
    ['which objections to IDA led to an edit', { ...IDA, state: ['met_by_edit'] }],
    ['which edits were made because of objections to IDA', { ...IDA, state: ['met_by_edit'] }],
    ['which objections made Alice change her post', { act: ['objection'], state: ['met_by_edit'], against: 'Alice' }],
    ["what changed Alice's mind about IDA?", { ...IDA, against: 'Alice', state: ['conceded', 'met_by_edit'] }],
    ['what made Alice concede', { act: ['objection'], against: 'Alice', state: ['conceded', 'met_by_edit'] }],
    ['which objections convinced Alice', { act: ['objection'], against: 'Alice', state: ['conceded', 'met_by_edit'] }],
    ['which edits did objections to IDA prompt', { ...IDA, state: ['met_by_edit'] }],
    ['which objections target IDA, and which are unanswered?', { ...IDA, state: ['open'] }],
    ['withdrawn objections to IDA', { ...IDA, state: ['withdrawn'] }],
    ['objections to IDA whose target is gone', { ...IDA, targetState: ['gone'] }],
    ['objections against claims that still stand', { act: ['objection'], targetState: ['standing'] }],
  ],
  negations: [
    ['objections to IDA that are not answered', { ...IDA, state: ['open'] }],
    [
      'objections to IDA that are not unanswered',
      { ...IDA, state: ['answered', 'conceded', 'met_by_edit', 'withdrawn'] },
    ],
    ['objections to IDA that were never not answered', { ...IDA, state: ['answered'] }],
    ['objections that have not been answered yet', { act: ['objection'], state: ['open'] }],
  ],
  people: [
    ['objections by Bob', { act: ['objection'], author: 'Bob' }],
    ['how many objections did Bob raise', { act: ['objection'], author: 'Bob' }],
    ['which objections did Bob raise against IDA?', { ...IDA, author: 'Bob' }],
    ['objections by Bob against IDA', { ...IDA, author: 'Bob' }],
    ['what objections does Bob have to IDA', { ...IDA, author: 'Bob' }],
    ['what questions has Bob asked about IDA', { act: ['question'], target: 'IDA', author: 'Bob' }],
    ['how many claims does Bob make', { kind: 'claim', author: 'Bob' }],
    ['claims does Bob make', { kind: 'claim', author: 'Bob' }],
    ['how many objections did Dora Dunn raise', { act: ['objection'], author: 'Dora Dunn' }],
    ['what questions has Dora Dunn asked about IDA', { act: ['question'], target: 'IDA', author: 'Dora Dunn' }],
    ['objections by Dora Dunn to IDA', { ...IDA, author: 'Dora Dunn' }],
    ['objections to IDA by Dora Dunn', { ...IDA, author: 'Dora Dunn' }],
    ['objections to Dora Dunn', { act: ['objection'], target: 'Dora Dunn' }],
    ['which claims did Dora Dunn withdraw', { kind: 'claim', author: 'Dora Dunn', claimState: 'withdrawn' }],
    ['objections from Alice against Bob', { act: ['objection'], author: 'Alice', against: 'Bob' }],
    ["Bob's objections to IDA", { ...IDA, author: 'Bob' }],
    ['objections to IDA by Bob', { ...IDA, author: 'Bob' }],
    ['did Bob object to IDA?', { ...IDA, author: 'Bob' }],
    ['what does Bob object to', { act: ['objection'], author: 'Bob' }],
    ['which questions did Alice ask about IDA', { act: ['question'], author: 'Alice', target: 'IDA' }],
    ['criticism of Alice', { act: ['objection'], against: 'Alice' }],
    ['objections of Alice', { act: ['objection'], author: 'Alice' }],
    ['replies to Alice', { against: 'Alice' }],
    ['who disagrees with Alice', { kind: 'disagreement', against: 'Alice' }],
    ['who disagrees with Alice about IDA', { ...IDA, against: 'Alice' }],
    ['where do Alice and Bob disagree?', { kind: 'disagreement', author: 'Alice', against: 'Bob' }],
    ['disagreements', { kind: 'disagreement' }],
    ['Alice vs Bob', { kind: 'disagreement', author: 'Alice', against: 'Bob' }],
    ['with whom does Alice disagree', { kind: 'disagreement', author: 'Alice' }],
    ['who objects the most?', { kind: 'disagreement' }],
    ['has Alice conceded anything?', { act: ['concession'], author: 'Alice' }],
    ['questions asked about IDA by Bob', { act: ['question'], target: 'IDA', author: 'Bob' }],
    ["objections to Alice's post", { act: ['objection'], against: 'Alice' }],
    ['objections by someone', { act: ['objection'] }],
  ],
  claims: [
    ['what does Alice claim about IDA?', { kind: 'claim', author: 'Alice', target: 'IDA' }],
    ['what did Bob say', { kind: 'claim', author: 'Bob' }],
    ['what do people think about IDA', { kind: 'claim', target: 'IDA' }],
    ["Alice's claims about IDA", { kind: 'claim', author: 'Alice', target: 'IDA' }],
    ['claims about IDA that were reworded', { kind: 'claim', target: 'IDA', change: ['reworded'] }],
    ['which claims were withdrawn', { kind: 'claim', claimState: 'withdrawn' }],
    ['what claims does Alice make about IDA?', { kind: 'claim', author: 'Alice', target: 'IDA' }],
    ['Alice on IDA', { kind: 'claim', author: 'Alice', target: 'IDA' }],
    ['which claims did Alice withdraw', { kind: 'claim', author: 'Alice', claimState: 'withdrawn' }],
    ['what stood on 2018-05-01?', { kind: 'claim', claimState: 'standing', asOf: '2018-05-01T00:00:00Z' }],
    ['posts by Alice', { kind: 'document', author: 'Alice' }],
  ],
  dates: [
    ['objections to IDA since 2018', { ...IDA, since: '2018-01-01T00:00:00Z' }],
    ['objections to IDA after 2018', { ...IDA, since: '2019-01-01T00:00:00Z' }],
    ['objections to IDA before May 2018', { ...IDA, before: '2018-05-01T00:00:00Z' }],
    ['objections to IDA in 2018', { ...IDA, since: '2018-01-01T00:00:00Z', before: '2019-01-01T00:00:00Z' }],
    [
      'objections to IDA between 2017 and 2018',
      { ...IDA, since: '2017-01-01T00:00:00Z', before: '2019-01-01T00:00:00Z' },
    ],
    ['objections to IDA from 2018', { ...IDA, since: '2018-01-01T00:00:00Z', before: '2019-01-01T00:00:00Z' }],
    ['objections to IDA from 2018 on', { ...IDA, since: '2018-01-01T00:00:00Z' }],
    ['objections to IDA as of 2018-05-01', { ...IDA, asOf: '2018-05-01T00:00:00Z' }],
    ['what objections stood on 1 May 2018?', { act: ['objection'], asOf: '2018-05-01T00:00:00Z' }],
    ['objections to IDA at the end of 2018', { ...IDA, asOf: '2019-01-01T00:00:00Z' }],
    ['objections to IDA known by 2019-01-01', { ...IDA, knownBy: '2019-01-01T00:00:00Z' }],
    ['objections to IDA last year', { ...IDA, since: '2019-01-01T00:00:00Z', before: '2020-01-01T00:00:00Z' }],
    ['in the last 3 weeks, who objected to IDA?', { ...IDA, since: '2020-05-27T12:00:00Z' }],
  ],
  order: [
    ['oldest objections to IDA', { ...IDA, sort: 'oldest' }],
    ['show me the 5 strongest objections to IDA', { ...IDA, sort: 'confidence' }],
  ],
  'names that hold other words': [
    ['objections to learning from human feedback', { act: ['objection'], target: 'learning from human feedback' }],
    [
      'objections to learning from human feedback from Bob',
      { act: ['objection'], target: 'learning from human feedback', author: 'Bob' },
    ],
    ['objections to Standing by Your Word', { act: ['objection'], target: 'Standing by Your Word' }],
    [
      'objections to "whatever nobody said before 2018" by Bob',
      { act: ['objection'], target: 'whatever nobody said before 2018', author: 'Bob' },
    ],
    ['learning from human feedback', { target: 'learning from human feedback' }],
    ['objections to cabc', { act: ['objection'], target: 'cabc' }],
  ],
  'a name alone': [
    ['IDA', { target: 'IDA' }],
    ['What is IDA?', { target: 'IDA' }],
    ['alice', { kind: 'claim', author: 'alice' }],
  ],
  'searches asked for': [['search for honest outcomes', { kind: 'hit', q: 'honest outcomes' }]],
}

for (const [topic, rows] of Object.entries(TABLE)) {
  describe(`ask understands ${topic}`, () => {
    test.each(rows)('%s', async (question, expected) => {
      expect(await read(question)).toEqual(expected)
    })
  })
}

describe('every form', () => {
  test.each(FORMS.map(({ name, example }) => [name, example]))(
    '%s: understood from its own example',
    async (name, example) => {
      const { understood, form } = await understand(example, reader)
      expect({ understood, form }).toEqual({ understood: true, form: name })
    },
  )
})
