import { describe, expect, test } from 'vitest'
import { withoutRepeats } from '../../../ingest/extract/repeats.ts'
import { readReply } from '../../../ingest/extract/reply.ts'
import { link } from '../../../ingest/link/link.ts'
import { contextOf, type Post } from './threads.ts'

const post: Post = {
  id: 'post',
  author: 'ann',
  title: 'Night trains should be free',
  sentences: [
    'Night trains carry few people on most days of the week.',
    'It is a waste.',
    'A free ticket would fill the seats that stay empty now.',
  ],
}
const [first, second, third] = post.sentences as [string, string, string]
const OWN = 'That is wrong, because nobody travels at three in the morning.'

function contextWith(sentences: readonly string[], author = 'bob') {
  return contextOf('reply', [post, { id: 'reply', author, parent: 'post', sentences }])
}

function own(...sentences: string[]) {
  return withoutRepeats(contextWith(sentences)).subject.sentences.map(({ exact }) => exact)
}

describe('sentences that repeat another’s words are quotations', () => {
  test('they are no words of the reply’s author, in whatever case and typography', () => {
    expect(own(third, OWN)).toEqual([OWN])
    expect(own(third.toUpperCase().replace('.', '!'), OWN)).toEqual([OWN])
  })

  test('a few words that anybody says are repeated beside a longer repetition only', () => {
    expect(own(first, second, OWN)).toEqual([OWN])
    expect(own(second, OWN)).toEqual([second, OWN])
  })

  test('what stands between two repetitions cuts the quotation', () => {
    const { quotes } = withoutRepeats(contextWith([first, OWN, third])).subject
    expect(quotes.map(({ exact, ref }) => [exact, ref])).toEqual([
      [first, 'post'],
      [third, 'post'],
    ])
  })

  test('one’s own words, said again, are said', () => {
    expect(withoutRepeats(contextWith([third], 'ann')).subject.sentences).toHaveLength(1)
  })

  test('they respond to nothing, and what stands below is aimed at them', () => {
    const { responses } = link(contextWith([third, OWN]))
    expect(responses.map(({ exact }) => exact)).toEqual([OWN])
    expect(responses[0]).toMatchObject({ main: true, rule: 'quote', to: { document: 'post', exact: third } })
  })

  test('where nothing is repeated the context stays itself, and a second time changes nothing', () => {
    const plain = contextWith([OWN])
    expect(withoutRepeats(plain)).toBe(plain)
    const once = withoutRepeats(contextWith([third, OWN]))
    expect(withoutRepeats(once)).toBe(once)
    expect(readReply(once).sentences).toHaveLength(1)
  })
})
