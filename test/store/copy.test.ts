/** A store copied: what was known when, what people said, former ids; also when the copy is broken off. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CopyProgress, copy, Differs, digestOf, openSqlite, type Store } from '../../graph/index.ts'
import { claim, judgement, linked, type Post, response } from './build.ts'
import { change, drain, exported, putAll } from './drain.ts'
import { onceTold } from './told.ts'

const IDA = 'Iterated Distillation and Amplification'
const page: Post = {
  id: 'w',
  kind: 'wiki',
  title: IDA,
  by: 'Paul',
  at: '2017-01-01T00:00:00Z',
  says: ['a: It is a scheme.'],
}
const first: Post = { id: 'p', by: 'Ann', at: '2018-01-01T00:00:00Z', says: ['a: IDA works.'], names: [['IDA', IDA]] }
const edited: Post = {
  ...first,
  names: [],
  says: [{ lines: ['a: IDA works.'] }, { at: '2018-02-01T00:00:00Z', lines: ['a: IDA works, mostly.'] }],
}
const reply: Post = {
  id: 'c',
  by: 'Bob',
  at: '2018-01-02T00:00:00Z',
  parent: 'p',
  says: ['a: Not so.', 'b: It is slow.'],
}

describe('a copy', () => {
  let folder: string
  let from: Store
  let to: Store
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'claimthread-copy-'))
    from = openSqlite(join(folder, 'from.db'))
    to = openSqlite(join(folder, 'to.db'))
    await fill(from)
  })
  afterEach(async () => {
    await from.close()
    await to.close()
    await rm(folder, { recursive: true })
  })

  it('is the original, clocks and all', async () => {
    const report = await copy(from, to, { settings: ['model'] })
    expect(report).toEqual({ whole: true, counts: await from.counts(), digest: await digestOf(from) })
    expect(await exported(to)).toEqual(await exported(from))
    expect(await to.setting('model')).toBe('fast')
  })

  it('knows what the original knew then, and where former ids lead', async () => {
    await copy(from, to)
    expect(await onceTold(to)).toEqual(await onceTold(from))
    const former = response(reply, { to: { post: first, key: 'a' } }).id
    expect((await to.row('response', former, { asOf: null, knownBy: null }))?.judgement?.verdict).toBe('confirmed')
  })

  it('goes on where it was broken off, and changes nothing when it is done again', async () => {
    const seen: CopyProgress['phase'][] = []
    for (let tries = 0; tries < 20; tries++) {
      const ends = new AbortController()
      const report = await copy(from, to, {
        signal: ends.signal,
        onProgress: ({ phase }) => {
          seen.push(phase)
          if (phase !== 'verify') ends.abort()
        },
      })
      if (report.whole) break
    }
    expect([...new Set(seen)]).toEqual(['documents', 'links', 'states', 'verify'])
    const before = await exported(to, { withClocks: true })
    await copy(from, to)
    expect(await exported(to, { withClocks: true })).toEqual(before)
  })

  it('says so when the store that it was made in held something else', async () => {
    await putAll(to, { id: 'other', by: 'Zed', says: ['a: Mine.'] })
    await drain(to)
    await expect(copy(from, to)).rejects.toThrow(Differs)
  })

  it('is not made of a store with work left to do', async () => {
    await putAll(from, { id: 'late', by: 'Zed', says: ['a: Late.'] })
    await expect(copy(from, to)).rejects.toThrow(/not linked yet/)
  })
})

/** A small graph with a past: a name unlearned, an edit, a response read otherwise, judgements. */
async function fill(store: Store): Promise<void> {
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
