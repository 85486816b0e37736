/** Pages: in order, without gap or double, whatever arrives between two of them. */
import { describe, expect, it } from 'vitest'
import { BadCursor, type Question, type Store } from '../../../graph/index.ts'
import { linked, type Post, response } from '../build.ts'
import { graphOf, question, rowsOf } from '../drain.ts'
import type { Open } from '../opened.ts'
import { fresh } from '../opened.ts'

const post: Post = {
  id: 'p',
  by: 'Ann',
  at: '2018-01-01T00:00:00Z',
  names: [['IDA', 'iterated amplification']],
  says: ['a: IDA scales.'],
}
/** Several at one time, some at none, each with its own confidence. */
const reply = (n: number): Post => ({
  ...{ id: `c${n}`, by: `Bob ${n % 3}`, parent: 'p', says: [`a: IDA fails in case ${n}.`] },
  at: n % 7 === 0 ? null : `2018-02-0${(n % 5) + 1}T00:00:00Z`,
})
const objects = (n: number) =>
  linked(reply(n), [response(reply(n), { to: { post, key: 'a' }, confidence: 0.5 + n / 100 })])

/** Ids of all pages from a cursor on (null: from the first). */
async function pages(store: Store, asked: Question, from: string | null = null): Promise<string[]> {
  const ids: string[] = []
  for (let cursor = from; ; ) {
    const answer = await store.ask({ ...asked, cursor })
    expect(answer.rows.length).toBeLessThanOrEqual(asked.limit)
    ids.push(...answer.rows.map((row) => row.id))
    if (answer.next === null) return ids
    cursor = answer.next
  }
}

const QUESTIONS: readonly Question[] = [
  question('response', { target: 'IDA', act: ['objection'] }),
  question('response', { target: 'IDA' }),
  question('response', { author: 'Bob 1' }),
  question('response', {}),
  question('response', { q: 'fails' }),
  question('response', { state: ['open'] }),
  question('claim', { target: 'IDA' }),
  question('claim', {}),
  question('document', {}),
  question('document', { target: 'IDA' }),
  question('author', {}),
  question('concept', {}),
  question('hit', { q: 'fails case' }),
  question('disagreement', {}),
  question('disagreement', { target: 'IDA' }),
]

export function pagingCases(open: Open): void {
  describe('paging', () => {
    const store = fresh(open)
    const count = 23
    const numbers = Array.from({ length: count }, (_, n) => n)
    const fill = () => graphOf(store(), [post, ...numbers.map(reply)], numbers.map(objects))

    it('pages of any length laid together are the whole list, in every order', async () => {
      await fill()
      for (const asked of QUESTIONS) {
        for (const sort of ['newest', 'oldest', 'confidence'] as const) {
          const whole = (await store().ask({ ...asked, sort, limit: 500 })).rows.map(({ id }) => id)
          expect(new Set(whole).size).toBe(whole.length)
          for (const limit of [1, 4, whole.length || 1]) {
            const laid = await pages(store(), { ...asked, sort, limit })
            expect([asked.kind, asked.filters, sort, limit, laid]).toEqual([
              asked.kind,
              asked.filters,
              sort,
              limit,
              whole,
            ])
          }
        }
      }
    })

    it('sorts by time, unknown ones last and first, and by confidence', async () => {
      await fill()
      const newest = await rowsOf(store(), 'response')
      const times = newest.map(({ at }) => at ?? '')
      expect(times).toEqual(times.toSorted().reverse())
      const oldest = await rowsOf(store(), 'response', {}, { sort: 'oldest' })
      expect(oldest.map(({ id }) => id)).toEqual(newest.map(({ id }) => id).toReversed())
      const sure = (await rowsOf(store(), 'response', { target: 'IDA' }, { sort: 'confidence' })).map(
        ({ confidence }) => confidence,
      )
      expect(sure).toEqual(sure.toSorted((a, b) => b - a))
    })

    it('rows that arrive between two pages move nothing', async () => {
      await fill()
      const asked = question('response', { target: 'IDA' }, { limit: 5 })
      const before = await pages(store(), asked)
      const first = await store().ask(asked)
      const late = [50, 51, 52].map((n): Post => ({ ...reply(n), at: `2019-01-0${n - 49}T00:00:00Z` }))
      const early: Post = { ...reply(53), at: '2018-01-15T00:00:00Z' }
      const arrived = [...late, early].map((one) => linked(one, [response(one, { to: { post, key: 'a' } })]))
      await graphOf(store(), [...late, early], [...numbers.map(objects), ...arrived])
      const laid = [...first.rows.map(({ id }) => id), ...(await pages(store(), asked, first.next))]
      expect(laid.filter((id) => before.includes(id))).toEqual(before)
      expect(await pages(store(), asked)).toHaveLength(before.length + 4)
    })

    it('a cursor of another question, or none at all, is refused', async () => {
      await fill()
      const { next } = await store().ask(question('response', { target: 'IDA' }, { limit: 2 }))
      const foreign = [
        question('response', { act: ['objection'] }, { limit: 2, cursor: next }),
        question('response', { target: 'IDA' }, { limit: 2, sort: 'oldest', cursor: next }),
        question('claim', { target: 'IDA' }, { limit: 2, cursor: next }),
        question('response', { target: 'IDA' }, { asOf: '2018-02-03T00:00:00Z', cursor: next }),
        question('response', { target: 'IDA' }, { cursor: 'nonsense' }),
        question('response', { target: 'IDA' }, { cursor: Buffer.from('["x",1]').toString('base64url') }),
      ]
      for (const asked of foreign) await expect(store().ask(asked)).rejects.toThrow(BadCursor)
      expect(
        (await store().ask(question('response', { target: 'IDA' }, { limit: 7, cursor: next }))).rows,
      ).toHaveLength(7)
    })

    it('the best hits come first, phrases and words in any order', async () => {
      await graphOf(store(), [
        { id: '1', says: ['a: Reward is not the aim and much else is said here of hacking in a long sentence.'] },
        { id: '2', says: ['a: Reward hacking.'] },
        { id: '3', says: ['a: Hacking reward.'] },
      ])
      const hits = async (q: string) => (await rowsOf(store(), 'hit', { q })).map(({ document }) => document.id)
      expect((await hits('reward hacking')).at(-1)).toBe('f:1')
      expect(await hits('reward hacking')).toHaveLength(3)
      expect(await hits('"reward hacking"')).toEqual(['f:2'])
      expect(await hits('“Rewards Hacking”')).toEqual(['f:2'])
      expect(await hits('" - "')).toEqual([])
    })
  })
}
