/** Putting: idempotent, all or nothing, and ids that are followed when they change. */
import { describe, expect, it } from 'vitest'
import { Conflict } from '../../../graph/index.ts'
import { analysis, claim, id, judgement, linked, over, type Post, response } from '../build.ts'
import { change, drain, exported, graphOf, LEARNED, putAll, rowsOf } from '../drain.ts'
import type { Open } from '../opened.ts'
import { freshOpened } from '../opened.ts'

const post: Post = {
  id: 'p',
  by: 'Ann',
  at: '2018-01-01T00:00:00Z',
  says: [
    { lines: ['a: IDA scales to any task.', 'b: It is safe.'] },
    { at: '2018-02-01T00:00:00Z', lines: ['a: IDA scales to most tasks.', 'b: It is safe.'] },
  ],
}

export function putCases(open: Open): void {
  describe('putting', () => {
    const opened = freshOpened(open)

    it('adds a document once: the same again changes nothing, whatever it was read over', async () => {
      const { store } = opened()
      const first = await store.put([over(post)], LEARNED)
      expect(first).toEqual({ outcomes: ['added'], claims: { added: 2, kept: 0, removed: 0 } })
      await drain(store)
      const before = await store.counts()
      const again = await store.put([over(post), over(post, post)], LEARNED)
      expect(again.outcomes).toEqual(['unchanged', 'unchanged'])
      expect(await store.counts()).toEqual(before)
      expect(await store.tasks('link', 10)).toEqual([])
    })

    it('gives back the record that a document was read from', async () => {
      const { store } = opened()
      await putAll(store, post)
      const { record, digest, analyser } = analysis(post)
      expect(await store.known([id('p'), id('nowhere')])).toEqual(new Map([[id('p'), { record, digest, analyser }]]))
    })

    it('keeps, adds and removes claims of a changed document, and says so', async () => {
      const { store } = opened()
      await putAll(store, post)
      const next: Post = { ...post, says: [{ lines: ['a: IDA scales to any task.', 'c: Nobody knows.'] }] }
      const report = await store.put([over(next, post)], LEARNED)
      expect(report).toEqual({ outcomes: ['changed'], claims: { added: 1, kept: 1, removed: 1 } })
      expect((await rowsOf(store, 'claim')).map(({ text }) => text).sort()).toEqual([
        'IDA scales to any task.',
        'Nobody knows.',
      ])
      expect(await store.revisions(id('p'), null)).toHaveLength(1)
    })

    it('refuses what was read over something else, and writes nothing of the batch', async () => {
      const { store } = opened()
      await putAll(store, post)
      const other: Post = { id: 'q', by: 'Bob', says: ['a: Another thing entirely.'] }
      const changed: Post = { ...post, says: ['a: Something new.'] }
      const refused = store.put([over(other), over(changed, other), over({ ...other, id: 'r' }, post)], LEARNED)
      await expect(refused).rejects.toThrow(Conflict)
      await expect(refused).rejects.toMatchObject({ documents: [id('p'), id('r')] })
      expect((await store.counts()).documents).toBe(1)
    })

    it('reads a document again for another analyser, and lists those that are to be', async () => {
      const { store } = opened()
      const other: Post = { id: 'q', says: ['a: Another thing.'] }
      await putAll(store, post, other)
      const upgraded = { ...post, analyser: 'test@2' }
      expect((await store.put([over(upgraded, post)], LEARNED)).outcomes).toEqual(['changed'])
      expect(await store.stale('test@2', null, 10)).toEqual([id('q')])
      expect(await store.stale('test@3', null, 10)).toEqual([id('p'), id('q')])
      expect(await store.stale('test@3', null, 1)).toEqual([id('p')])
      expect(await store.stale('test@3', id('p'), 10)).toEqual([id('q')])
    })

    it('leads a claim to its new id when an earlier wording arrives; responses and judgements follow', async () => {
      const { store } = opened()
      const late: Post = {
        ...post,
        says: [{ key: '2', at: '2018-02-01T00:00:00Z', lines: ['a: IDA scales to most tasks.'] }],
      }
      const reply: Post = { id: 'c', by: 'Bob', at: '2018-03-01T00:00:00Z', parent: 'p', says: ['a: No, it fails.'] }
      await graphOf(store, [late, reply], [linked(reply, [response(reply, { to: { post: late, key: 'a' } })])])
      await store.judge(judgement(claim(late, 'a'), 'confirmed', { exact: 'IDA scales to most tasks.' }))
      const whole: Post = {
        ...post,
        says: [
          { key: '1', lines: ['a: IDA scales to any task.'] },
          { key: '2', at: '2018-02-01T00:00:00Z', lines: ['a: IDA scales to most tasks.'] },
        ],
      }
      await change(store, whole, late)
      const [former, now] = [claim(late, 'a'), claim(whole, 'a')]
      expect(now).not.toBe(former)
      expect((await store.row('claim', former, { asOf: null, knownBy: null }))?.id).toBe(now)
      expect((await rowsOf(store, 'response', { target: former })).map(({ to }) => to.claim)).toEqual([now])
      const lines = (await exported(store)).map((line) => JSON.parse(line) as Record<string, unknown>)
      expect(lines.find(({ type }) => type === 'judgement')).toMatchObject({
        subject: now,
        exact: 'IDA scales to most tasks.',
      })
    })

    it('leads two claims that turn out to be one to the same id', async () => {
      const { store } = opened()
      const apart: Post = {
        id: 'p',
        says: [{ lines: ['a: It works well.'] }, { lines: ['b: It works badly.'] }],
      }
      const joined: Post = {
        id: 'p',
        says: [
          { key: '0', lines: ['a: It works.'] },
          { key: '1', lines: ['a: It works well.'] },
          { key: '2', lines: ['a: It works badly.'] },
        ],
      }
      await putAll(store, apart)
      await change(store, joined, apart)
      for (const former of [claim(apart, 'a'), claim(apart, 'b')])
        expect((await store.row('claim', former, { asOf: null, knownBy: null }))?.id).toBe(claim(joined, 'a'))
      expect((await store.counts()).claims).toBe(1)
    })

    it('keeps everything when it is closed and opened again', async () => {
      const { store, reopen } = opened()
      await graphOf(store, [post])
      const before = await exported(store)
      const again = await reopen()
      expect(await exported(again)).toEqual(before)
      expect(before.length).toBeGreaterThan(6)
    })

    it('lists what is under a root and not gone', async () => {
      const { store } = opened()
      const under: Post = { id: 'q', says: ['a: It is not.'], parent: 'p', root: 'p' }
      const below: Post = { ...under, id: 'r', parent: 'q' }
      await putAll(store, post, under, below, { id: 'other', says: ['a: Another thread is here.'] })
      expect(await store.under(id('p'))).toEqual(['p', 'q', 'r'].map(id))
      await change(store, { ...below, state: 'deleted', says: [{ lines: [] }] }, below)
      expect(await store.under(id('p'))).toEqual(['p', 'q'].map(id))
      expect(await store.under(id('nothing'))).toEqual([])
    })

    it('keeps settings of the application', async () => {
      const { store } = opened()
      expect(await store.setting('model')).toBe(null)
      expect(await store.setting('model', 'fast')).toBe('fast')
      expect(await store.setting('model')).toBe('fast')
    })

    it('gives a person the name that most documents give, whatever came first', async () => {
      const { store } = opened()
      const named = (native: string, name: string): Post => ({ id: native, says: ['a: A thing.'], by: name })
      const posts = [named('1', 'Ann'), named('2', 'ANN'), named('3', 'ANN')]
      for (const one of posts) await putAll(store, one)
      expect((await rowsOf(store, 'author')).map(({ name }) => name)).toEqual(['ANN'])
    })
  })
}
