import { expect, test } from 'vitest'
import { resolveQuotes } from '../../../ingest/extract/quotes.ts'
import { contextOf, type Post } from './threads.ts'

const post: Post = {
  id: 'post',
  author: 'ann',
  sentences: ['The bridge is safe.', 'It was tested twice, in winter and in spring.', 'The bridge is safe.'],
}
const first: Post = {
  id: 'first',
  author: 'bob',
  parent: 'post',
  sentences: ['Nobody has looked at the cables of the bridge.'],
}

function quoted(...sentences: string[]) {
  const context = contextOf('reply', [post, first, { id: 'reply', author: 'cy', parent: 'first', sentences }])
  return resolveQuotes(context).map(({ document, revision, start, end }) => [document, revision.text.slice(start, end)])
}

test('a block quotation is found in the parent first', () => {
  expect(quoted('> looked at the cables', 'They did.')).toEqual([['first', 'looked at the cables']])
})

test('what the parent does not hold is sought in the root', () => {
  expect(quoted('> It was tested twice', 'Only once.')).toEqual([['post', 'It was tested twice']])
})

test('white space, quote marks, dashes, emphasis and case do not matter', () => {
  expect(quoted('> it was  *tested* twice,\nin Winter', 'No.')).toEqual([['post', 'It was tested twice, in winter']])
})

test('an ellipsis is a gap', () => {
  expect(quoted('> It was tested … in spring', 'No.')).toEqual([
    ['post', 'It was tested twice, in winter and in spring'],
  ])
})

test('what stands nowhere, or is too short to tell, stays unresolved', () => {
  expect(quoted('> It was tested three times over', 'No.')).toEqual([])
  expect(quoted('> safe', 'No.')).toEqual([])
})

test('what stands in no revision word for word is found nearly, and never as sure', () => {
  const near = ['> The new bridge was tested twice by engineers, in winter and in early spring.', 'Only once.']
  const bridge = {
    ...post,
    sentences: ['The bridge was tested twice by engineers, in winter and in spring.', 'Nobody paid.'],
  }
  const context = contextOf('reply', [bridge, { id: 'reply', author: 'cy', parent: 'post', sentences: near }])
  const [passage] = resolveQuotes(context)
  expect(passage).toMatchObject({ document: 'post', rule: 'quote', start: 0 })
  expect(passage!.certainty).toBeGreaterThan(0.6)
  expect(passage!.certainty).toBeLessThan(1)
})

test('a lookalike is not found', () => {
  expect(quoted('> The cables of the bridge were tested in summer and painted twice by nobody.', 'No.')).toEqual([])
})

test('of several places the one with the fitting surroundings is taken, and an anchor may be short', () => {
  const anchor = { exact: 'safe', prefix: 'in winter and in spring. The bridge is ' }
  const context = contextOf('reply', [
    post,
    { id: 'reply', author: 'cy', parent: 'post', sentences: ['Is it?'], anchor },
  ])
  const [passage] = resolveQuotes(context)
  expect(passage).toMatchObject({
    rule: 'anchor',
    document: 'post',
    start: 'The bridge is safe. It was tested twice, in winter and in spring. The bridge is '.length,
  })
})
