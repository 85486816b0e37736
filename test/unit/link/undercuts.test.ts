/** An objection to a step points at the response that takes it, in whatever order the two were read. */
import { describe, expect, it } from 'vitest'
import { exported, filled, question } from '../../support/graph.ts'

const line = (id: string, by: string, at: string, parent: string | null, body: string): string =>
  JSON.stringify({
    ...{ source: 'f', id, kind: parent === null ? 'post' : 'comment', title: parent === null ? 'Fleets' : null },
    ...{ author: { id: by, name: by }, createdAt: at, parent, root: parent === null ? null : 'p' },
    revisions: [{ number: 1, at, format: 'markdown', body }],
  })

const post = line('p', 'Ann', '2018-01-01T00:00:00Z', null, 'Small fleets will win. Harbours are cheap to keep.')
const objects = 'I disagree: large fleets are safer, because they have more lookouts.'
const reply = line('c', 'Bob', '2018-01-02T00:00:00Z', 'p', objects)
const undercut = line(
  'd',
  'Cid',
  '2018-01-03T00:00:00Z',
  'c',
  'I disagree. That doesn’t follow: more lookouts do not make large fleets safer.',
)
const own = line(
  'e',
  'Bob',
  '2018-01-04T00:00:00Z',
  'c',
  'I disagree. That doesn’t follow: more lookouts do not make large fleets safer.',
)
const toPost = line(
  'g',
  'Dan',
  '2018-01-05T00:00:00Z',
  'p',
  'I disagree. It doesn’t follow that small fleets will win.',
)

async function read(...batches: readonly (readonly string[])[]) {
  const { store, close } = await filled(...batches)
  const { rows } = await store.ask(question('response', { minConfidence: 0 }))
  const records = await exported(store, 0)
  const before = await store.ask(question('response', { minConfidence: 0 }, { asOf: '2018-01-02T12:00:00Z' }))
  await close()
  const of = (document: string) => rows.filter((row) => row.document.id === document)
  return { of, records, before: before.rows }
}

describe('undercuts', () => {
  it('point at the response, which they answer', async () => {
    const { of, before } = await read([post, reply, undercut])
    const [attacked] = of('f:c')
    expect(attacked).toMatchObject({ act: 'objection', exact: objects, state: 'answered' })
    const denies = of('f:d').filter(({ rule }) => rule === 'undercut/does-not-follow')
    expect(denies.map(({ to, evidence }) => [to.response, to.document?.id, evidence])).toEqual([
      [attacked!.id, 'f:c', 'That doesn’t follow'],
    ])
    // Before the undercut was said nothing answered the objection.
    expect(before.map(({ id, state }) => [id, state])).toEqual([[attacked!.id, 'open']])
  })

  it('are the same whichever is read first', async () => {
    const together = await read([post, reply, undercut])
    const after = await read([undercut], [reply], [post])
    expect(after.records).toEqual(together.records)
    expect(after.of('f:d').some(({ to }) => to.response !== null)).toBe(true)
  })

  it('by the author of the response itself are none', async () => {
    const { of } = await read([post, reply, own])
    expect(of('f:e').length).toBeGreaterThan(0)
    expect(of('f:e').map(({ to }) => to.response)).toEqual(of('f:e').map(() => null))
  })

  it('of a post’s own step name its sentence: a post responds to nothing', async () => {
    const { of } = await read([post, toPost])
    const [denies] = of('f:g').filter(({ exact }) => exact.includes('follow'))
    expect(denies?.to).toMatchObject({ document: { id: 'f:p' }, response: null })
  })

  it('name no response before there is one', async () => {
    const { of } = await read([undercut])
    expect(of('f:d').map(({ to }) => to.response)).toEqual(of('f:d').map(() => null))
  })
})
