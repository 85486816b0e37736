/** Two clocks: what had been said by a day, and what we knew by a day. */
import { describe, expect, it } from 'vitest'
import { conceptId } from '../../../graph/index.ts'
import { analysis, claim, id, linked, type Post, response } from '../build.ts'
import { drain, graphOf, putAll, rowsOf } from '../drain.ts'
import type { Open } from '../opened.ts'
import { fresh } from '../opened.ts'

const post: Post = {
  ...{ id: 'p', by: 'Ann', at: '2018-01-01T00:00:00Z' },
  says: [
    { lines: ['a: First words.', 'b: Goes away.'] },
    { at: '2018-03-01T00:00:00Z', lines: ['a: Second words.', 'c: Comes later.'] },
    { at: '2018-05-01T00:00:00Z', lines: ['a: Third words.', 'b: Goes away.', 'c: Comes later.'] },
  ],
}
const reply: Post = { id: 'c', by: 'Bob', at: '2018-02-01T00:00:00Z', parent: 'p', says: ['a: No.'] }
const undated: Post = { id: 'u', by: 'Cid', parent: 'p', says: ['a: Who knows when.'] }

export function clockCases(open: Open): void {
  describe('as of', () => {
    const store = fresh(open)
    const at = (asOf: string) => ({ asOf, knownBy: null })

    it('documents, claims, words, history and responses of later days are hidden; undated ones were always there', async () => {
      await graphOf(store(), [post, reply, undated], [linked(reply, [response(reply, { to: { post, key: 'a' } })])])
      const then = async (asOf: string) => ({
        documents: (await rowsOf(store(), 'document', {}, { asOf })).map((row) => row.id),
        claims: (await rowsOf(store(), 'claim', { document: 'f:p' }, { asOf }))
          .map((row) => [row.text, row.state])
          .sort(),
        responses: (await rowsOf(store(), 'response', {}, { asOf })).length,
        hits: (await rowsOf(store(), 'hit', { q: 'words' }, { asOf })).map(({ text }) => text),
      })
      expect(await then('2017-01-01T00:00:00Z')).toEqual({ documents: [id('u')], claims: [], responses: 0, hits: [] })
      expect(await then('2018-01-15T00:00:00Z')).toEqual({
        documents: [id('p'), id('u')],
        claims: [
          ['First words.', 'standing'],
          ['Goes away.', 'standing'],
        ],
        responses: 0,
        hits: ['First words.'],
      })
      expect(await then('2018-03-01T00:00:00Z')).toEqual({
        documents: [id('c'), id('p'), id('u')],
        claims: [
          ['Comes later.', 'standing'],
          ['Goes away.', 'withdrawn'],
          ['Second words.', 'standing'],
        ],
        responses: 1,
        hits: ['Second words.'],
      })
    })

    it('people who wrote nothing until then are not listed; who edited by then is', async () => {
      const edited: Post = {
        ...{ id: 'w', by: 'Ann', at: '2018-01-01T00:00:00Z' },
        says: [{ lines: ['a: One.'] }, { at: '2018-04-01T00:00:00Z', by: 'Eve', lines: ['a: Two.'] }],
      }
      await graphOf(store(), [post, reply, undated, edited])
      const then = async (asOf: string, q?: string) =>
        (await rowsOf(store(), 'author', q === undefined ? {} : { q }, { asOf })).map((row) => [
          ...[row.name, row.documents],
        ])
      expect(await then('2017-01-01T00:00:00Z')).toEqual([['Cid', 1]])
      expect(await then('2018-01-15T00:00:00Z')).toEqual([
        ['Ann', 2],
        ['Cid', 1],
      ])
      expect(await then('2018-01-15T00:00:00Z', 'Bob')).toEqual([])
      expect(await then('2018-02-01T00:00:00Z', 'Bob')).toEqual([['Bob', 1]])
      expect(await then('2018-04-01T00:00:00Z', 'Eve')).toEqual([['Eve', 0]])
      expect(await then('2018-03-01T00:00:00Z', 'Eve')).toEqual([])
    })

    it('one row as of then: its words, its history, its responses; null before it was', async () => {
      await graphOf(store(), [post, reply], [linked(reply, [response(reply, { to: { post, key: 'a' } })])])
      const a = claim(post, 'a')
      const row = await store().row('claim', a, at('2018-04-01T00:00:00Z'))
      expect(row).toMatchObject({ text: 'Second words.', responses: { objection: 1 } })
      expect(row?.history.map(({ number }) => number)).toEqual([1, 2])
      expect((await store().row('claim', a, at('2018-01-15T00:00:00Z')))?.responses).toEqual({})
      expect(await store().row('claim', claim(post, 'c'), at('2018-02-01T00:00:00Z'))).toBe(null)
      expect(await store().thread(claim(post, 'c'), at('2018-02-01T00:00:00Z'), 5)).toBe(null)
      expect(await store().row('document', id('c'), at('2018-01-15T00:00:00Z'))).toBe(null)
      const document = await store().row('document', id('p'), at('2018-04-01T00:00:00Z'))
      expect(document).toMatchObject({ revisions: 2, revision: { number: 2 }, replies: [id('c')] })
      expect((await store().row('author', 'f:bob', at('2018-01-15T00:00:00Z')))?.documents).toBe(0)
    })

    it('claims by what had become of them', async () => {
      await graphOf(store(), [post])
      const texts = async (filters: object, asOf: string) =>
        (await rowsOf(store(), 'claim', filters, { asOf })).map(({ text }) => text).sort()
      expect(await texts({ claimState: 'withdrawn' }, '2018-04-01T00:00:00Z')).toEqual(['Goes away.'])
      expect(await texts({ claimState: 'withdrawn' }, '2018-06-01T00:00:00Z')).toEqual([])
      expect(await texts({ change: ['restored'] }, '2018-04-01T00:00:00Z')).toEqual([])
      expect(await texts({ change: ['restored'] }, '2018-05-01T00:00:00Z')).toEqual(['Goes away.'])
    })

    it('who disagreed with whom by then', async () => {
      const later: Post = { ...reply, id: 'd', at: '2018-04-01T00:00:00Z' }
      const link = (one: Post) => linked(one, [response(one, { to: { post, key: 'a' } })])
      await graphOf(store(), [post, reply, later], [link(reply), link(later)])
      const pairs = async (asOf: string, filters: object = {}) =>
        (await rowsOf(store(), 'disagreement', filters, { asOf })).map(({ objections, newest }) => [objections, newest])
      for (const filters of [{}, { target: 'f:p' }]) {
        expect(await pairs('2018-01-15T00:00:00Z', filters)).toEqual([])
        expect(await pairs('2018-02-15T00:00:00Z', filters)).toEqual([[1, '2018-02-01T00:00:00Z']])
        expect(await pairs('2018-05-01T00:00:00Z', filters)).toEqual([[2, '2018-04-01T00:00:00Z']])
      }
    })
  })

  describe('known by', () => {
    const store = fresh(open)
    const first = response(reply, { to: { post, key: 'a' } })
    const second = { ...first, act: 'question' as const, confidence: 0.9 }

    it('a response that is read otherwise is closed, and what we knew before stays askable', async () => {
      await putAll(store(), post, reply)
      await drain(store(), [linked(reply, [first])], '2021-01-01T00:00:00Z')
      const task = { kind: 'link', document: id('c'), mark: 0 } as const
      await store().putLinks([{ task, linked: linked(reply, [second]) }], '2021-02-01T00:00:00Z')
      await store().putLinks([{ task, linked: linked(reply, []) }], '2021-03-01T00:00:00Z')
      const acts = async (knownBy: string | null, filters: object = {}) =>
        (await rowsOf(store(), 'response', filters, { knownBy })).map(({ act }) => act)
      for (const filters of [{}, { target: 'f:p' }, { author: 'Bob' }]) {
        expect(await acts(null, filters)).toEqual([])
        expect(await acts('2020-12-31T00:00:00Z', filters)).toEqual([])
        expect(await acts('2021-01-15T00:00:00Z', filters)).toEqual(['objection'])
        expect(await acts('2021-02-15T00:00:00Z', filters)).toEqual(['question'])
        expect(await acts('2021-03-01T00:00:00Z', filters)).toEqual([])
      }
      const row = (knownBy: string | null) => store().row('response', first.id, { asOf: null, knownBy })
      expect((await row('2021-01-15T00:00:00Z'))?.act).toBe('objection')
      expect(await row(null)).toBe(null)
      const pairs = await rowsOf(store(), 'disagreement', {}, { knownBy: '2021-01-15T00:00:00Z' })
      expect(pairs.map(({ objections }) => objections)).toEqual([1])
      expect(await rowsOf(store(), 'disagreement')).toEqual([])
    })

    it('the same reading again opens no new row', async () => {
      await putAll(store(), post, reply)
      await drain(store(), [linked(reply, [first])], '2021-01-01T00:00:00Z')
      const task = { kind: 'link', document: id('c'), mark: 0 } as const
      await store().putLinks([{ task, linked: linked(reply, [first]) }], '2021-02-01T00:00:00Z')
      expect(await rowsOf(store(), 'response', {}, { knownBy: '2021-01-15T00:00:00Z' })).toHaveLength(1)
      expect(await store().tasks('states', 10)).toEqual([])
    })

    it('aliases are told as they were known', async () => {
      const named: Post = { id: 'n', says: ['a: x'], names: [['IDA', 'iterated amplification']] }
      await store().put([{ analysis: analysis(named), base: null }], '2021-01-01T00:00:00Z')
      const aliases = async (knownBy: string | null) =>
        (await store().row('concept', conceptId('iterated amplification'), { asOf: null, knownBy }))?.aliases.map(
          ({ name }) => name,
        )
      expect(await aliases(null)).toEqual(['IDA'])
      expect(await aliases('2020-01-01T00:00:00Z')).toEqual([])
    })
  })
}
