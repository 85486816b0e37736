/** A small graph with a past: what copies are tried on. */
import type { Store } from '../../graph/index.ts'
import { claim, judgement, linked, type Post, response } from './build.ts'
import { change, drain, putAll } from './drain.ts'

const IDA = 'Iterated Distillation and Amplification'
const page: Post = {
  id: 'w',
  kind: 'wiki',
  title: IDA,
  by: 'Paul',
  at: '2017-01-01T00:00:00Z',
  says: ['a: It is a scheme.'],
}
/** What is answered. */
export const first: Post = {
  id: 'p',
  by: 'Ann',
  at: '2018-01-01T00:00:00Z',
  says: ['a: IDA works.'],
  names: [['IDA', IDA]],
}
const edited: Post = {
  ...first,
  names: [],
  says: [{ lines: ['a: IDA works.'] }, { at: '2018-02-01T00:00:00Z', lines: ['a: IDA works, mostly.'] }],
}
/** What answers it. */
export const reply: Post = {
  id: 'c',
  by: 'Bob',
  at: '2018-01-02T00:00:00Z',
  parent: 'p',
  says: ['a: Not so.', 'b: It is slow.'],
}

/** Makes it: a name unlearned, an edit, a response read otherwise, judgements. */
export async function withPast(store: Store): Promise<void> {
  const objection = response(reply, { to: { post: first, key: 'a' } })
  await putAll(store, page, first, reply)
  await drain(store, [linked(reply, [objection])], '2021-01-01T00:00:00Z')
  await change(store, edited, first, '2021-02-01T00:00:00Z')
  const again = response(reply, { act: 'question', to: { post: edited, key: 'a', revision: 2 } })
  const slow = response(reply, { from: 'b', to: { post: edited, key: 'a' }, concept: 'Slowness', main: true })
  await drain(store, [linked(reply, [again, slow])], '2021-02-01T00:00:00Z')
  await store.judge(judgement(again.id, 'confirmed'))
  const corrected = { act: 'objection', target: claim(first, 'a'), at: '2021-03-01T00:00:00Z' } as const
  await store.judge(judgement(slow.id, 'corrected', corrected))
  await store.judge(judgement(slow.id, 'rejected', { at: '2021-04-01T00:00:00Z' }))
  await store.judge(judgement(claim(first, 'a'), 'confirmed'))
  await drain(store, [linked(reply, [again, slow])], '2021-02-01T00:00:00Z')
  await store.setting('model', 'fast')
}
