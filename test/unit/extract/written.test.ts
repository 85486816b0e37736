/** The notation of the threads that were written for training. */
import { expect, test } from 'vitest'
import { parse } from '../../../bench/train/written.ts'

const THREAD = `=== post mira | Night trains | Free ones
Trains are half empty.
Let them be free.
--- jon 0 o
o!2 Free trains stay as empty. {free trains}
o!2 People sleep at night.
q1 Who counted?
--- mira jon l =0
> Who counted?
l!1 The guards do.
-! I like guards.
`

test('sentences in a row that do the same toward the same are one response', () => {
  const [thread] = parse(THREAD, 'night')
  expect(thread).toMatchObject({
    page: 'night-1',
    kind: 'post',
    author: 'mira',
    title: 'Night trains',
    subtitle: 'Free ones',
  })
  expect(thread!.comments[0]).toMatchObject({
    id: 'night-1-c1',
    act: 'objection',
    answers: 'night-1',
    claims: [1, 2],
    responses: [
      { s: [1, 2], act: 'objection', doc: 'night-1', target: ['P2'], concepts: ['free trains'] },
      { s: [3], act: 'question', doc: 'night-1', target: ['P1'], concepts: [] },
    ],
  })
})

test('quotations count as sentences, and a comment may answer another document than its parent', () => {
  expect(parse(THREAD, 'night')[0]!.comments[1]).toMatchObject({
    parent: 'night-1-c1',
    answers: 'night-1',
    sentences: ['> Who counted?', 'The guards do.', 'I like guards.'],
    claims: [2, 3],
    responses: [{ s: [2], act: 'clarification', doc: 'night-1', target: ['P1'] }],
  })
})

test('what does not hold is named with its file and line', () => {
  expect(() => parse(THREAD.replace('o!2 People', 'o!3 People'), 'night')).toThrow('night.txt:6')
  expect(() => parse(THREAD.replace('--- mira jon', '--- mira ann'), 'night')).toThrow('no earlier document "ann"')
})
