import { expect, test } from 'vitest'
import { responseId } from '../../../graph/ids.ts'
import { readReply } from '../../../ingest/extract/reply.ts'
import { responsesOf } from '../../../ingest/extract/responses.ts'
import { contextOf, type Post } from './threads.ts'

const post: Post = {
  id: 'post',
  author: 'ann',
  title: 'Night trains should be free',
  sentences: [
    'Night trains carry few people.',
    'A free ticket would fill the empty seats.',
    'The state already pays for the staff.',
  ],
}

function reply(...sentences: string[]): Post {
  return { id: 'reply', author: 'bob', parent: 'post', sentences }
}

function read(...posts: Post[]) {
  return readReply(contextOf(posts.at(-1)!.id, [post, ...posts]))
}

function responses(...posts: Post[]) {
  const context = contextOf(posts.at(-1)!.id, [post, ...posts])
  return responsesOf(context, readReply(context))
}

test('what a plain reply does', () => {
  expect(read(reply('I disagree.', 'This is false: the empty seats are needed for sleepers.')).act).toBe('objection')
  expect(read(reply('I completely agree with this.', 'Great post.')).act).toBe('support')
  expect(read(reply('How many people do night trains carry today?')).act).toBe('question')
})

test('what an answer in a conversation does', () => {
  const asked: Post = {
    id: 'asked',
    author: 'bob',
    parent: 'post',
    sentences: ['Why does the state pay for the staff?'],
  }
  const typo: Post = {
    id: 'typo',
    author: 'bob',
    parent: 'post',
    sentences: ['There is a typo in the second sentence.'],
  }
  const answer = (parent: string, ...sentences: string[]): Post => ({ id: 'answer', author: 'ann', parent, sentences })
  expect(read(asked, answer('asked', 'Because the law requires it.')).act).toBe('clarification')
  expect(read(typo, answer('typo', 'Fixed, thanks!')).act).toBe('edit_done')
  expect(read(asked, answer('asked', "You're right, I was wrong about that.")).act).toBe('concession')
})

test.each(['Nobody objects to free night trains.', 'I have no objection to this.'])(
  'a negated objection is none: %s',
  (text) => {
    expect(read(reply(text)).act).not.toBe('objection')
  },
)

test('a sentence below a quotation is aimed at the quoted sentence', () => {
  const [main] = responses(reply('> The state already pays for the staff.', 'No, that is not true since last year.'))
  expect(main).toMatchObject({ main: true, rule: 'quote', act: 'objection' })
  expect(main!.to).toMatchObject({ document: 'post', claim: 'post#3', exact: 'The state already pays for the staff.' })
})

test('content leads to the sentence that it speaks of', () => {
  const [main] = responses(
    reply('A free ticket would not fill any empty seats, because people do not travel at night.'),
  )
  expect(main!.to.exact).toBe('A free ticket would fill the empty seats.')
})

test('an explicit reference leads to the sentence that it names', () => {
  const { sentences } = read(reply('Your third sentence is wrong.'))
  expect(sentences[0]!.target).toMatchObject({ claim: 'post#3', rule: 'reference' })
})

test('in a flat thread the comment quoted is the comment answered', () => {
  const one: Post = { id: 'one', author: 'cy', parent: 'post', sentences: ['Sleepers cost ninety thousand a year.'] }
  const two: Post = { id: 'two', author: 'dee', parent: 'post', sentences: ['The trains are cold in winter.'] }
  const { answers } = read(one, two, reply('> Sleepers cost ninety thousand a year.', 'That number is from 1998.'))
  expect(answers[0]!.document).toBe('one')
  expect(answers.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1)
})

test('an earlier reply that is quoted is what is answered, though it hangs elsewhere', () => {
  const one: Post = { id: 'one', author: 'cy', parent: 'post', sentences: ['Sleepers cost ninety thousand a year.'] }
  const two: Post = { id: 'two', author: 'dee', parent: 'one', sentences: ['The state pays half of that.'] }
  const quoting = reply('> The state pays half of that.', 'No, it is a third at most.')
  const { answers } = read(one, two, { ...quoting, cites: ['two'] })
  expect(answers[0]!.document).toBe('two')
})

test('a live reply has exactly one main response, with a document', () => {
  for (const sentences of [['Hm.'], ['I disagree.', 'It is too dear.'], ['> Night trains carry few people.']]) {
    const mains = responses(reply(...sentences)).filter(({ main }) => main)
    expect(mains).toHaveLength(1)
    expect(mains[0]!.to.document).toBe('post')
  }
})

test('each sentence responds once, and its id hangs on its words alone', () => {
  const all = responses(reply('It is too dear.', 'I disagree with the first claim.', 'It is too dear.'))
  const ids = all.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { id, exact, claim } of all) expect(id).toBe(responseId('reply', exact, claim === 'reply#3' ? 1 : 0))
})

test('a struck sentence does nothing', () => {
  const context = contextOf('reply', [post, reply('This is false.', 'I like the idea.')])
  const { subject } = context
  const sentences = subject.sentences.map((one, at) => (at === 0 ? { ...one, change: 'struck' as const } : one))
  const read = readReply({ ...context, subject: { ...subject, sentences } })
  expect(read.sentences.map(({ sentence }) => sentence.exact)).toEqual(['I like the idea.'])
})

test('other stands only as a main act, and confidences are probabilities', () => {
  for (const one of responses(reply('Test, please ignore.', 'I disagree.', 'How so?'))) {
    expect(one.confidence).toBeGreaterThanOrEqual(0)
    expect(one.confidence).toBeLessThanOrEqual(1)
    if (one.act === 'other') expect(one.main).toBe(true)
  }
})
