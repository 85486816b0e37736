/** What people said of responses and claims: kept whatever is read later. */
import { describe, expect, it } from 'vitest'
import { Unknown } from '../../../graph/index.ts'
import { claim, id, judgement, linked, over, type Post, response } from '../build.ts'
import { change, drain, graphOf, LEARNED, rowsOf } from '../drain.ts'
import type { Open } from '../opened.ts'
import { fresh } from '../opened.ts'

const post: Post = { id: 'p', by: 'Ann', at: '2018-01-01T00:00:00Z', says: ['a: It scales.'] }
const reply: Post = { id: 'c', by: 'Bob', at: '2018-02-01T00:00:00Z', parent: 'p', says: ['a: No.'] }
const objection = response(reply, { to: { post, key: 'a' } })
const links = [linked(reply, [objection])]

export function judgementCases(open: Open): void {
  describe('judgements', () => {
    const store = fresh(open)
    const shown = async (filters: object = {}) => (await rowsOf(store(), 'response', filters)).map((row) => row.id)

    it('a rejected response leaves the lists, comes back when asked for, and counts against nobody', async () => {
      await graphOf(store(), [post, reply], links)
      expect(await rowsOf(store(), 'disagreement')).toHaveLength(1)
      await store().judge(judgement(objection.id, 'rejected', { exact: 'No.', targetExact: 'It scales.' }))
      expect(await shown()).toEqual([])
      expect(await shown({ target: 'f:p' })).toEqual([])
      expect(await shown({ judged: 'rejected' })).toEqual([objection.id])
      expect(await rowsOf(store(), 'disagreement')).toEqual([])
      expect((await store().row('claim', claim(post, 'a'), { asOf: null, knownBy: null }))?.responses).toEqual({})
      expect((await store().row('response', objection.id, { asOf: null, knownBy: null }))?.judgement).toEqual({
        ...{ verdict: 'rejected', act: null, target: null, by: 'Judy', at: '2020-01-01T00:00:00Z' },
      })
    })

    it('stays when the document is read and linked again, even when it was gone meanwhile', async () => {
      await graphOf(store(), [post, reply], links)
      await store().judge(judgement(objection.id, 'rejected'))
      await store().judge(judgement(claim(post, 'a'), 'rejected'))
      const again = { ...reply, analyser: 'test@2' }
      await store().put([over(again, reply)], LEARNED)
      await drain(store(), [])
      await store().put([over({ ...reply, analyser: 'test@3' }, again)], LEARNED)
      await drain(store(), [linked(reply, [{ ...objection, confidence: 0.99 }])])
      expect(await shown()).toEqual([])
      expect(await shown({ judged: 'rejected' })).toEqual([objection.id])
      const other: Post = { ...post, says: ['b: Another.'] }
      await change(store(), other, post)
      await change(store(), post, other)
      expect((await rowsOf(store(), 'claim', { judged: 'rejected' })).map((row) => row.id)).toEqual([claim(post, 'a')])
    })

    it('the latest word counts; the same judgement twice is one', async () => {
      await graphOf(store(), [post, reply], links)
      const first = judgement(objection.id, 'rejected')
      await store().judge(first)
      await store().judge(
        judgement(objection.id, 'corrected', { at: '2020-02-01T00:00:00Z', act: 'question', target: claim(post, 'a') }),
      )
      await store().judge(first)
      expect((await store().counts()).judgements).toBe(2)
      const [row] = await rowsOf(store(), 'response', { judged: 'corrected' })
      expect(row?.judgement).toMatchObject({ verdict: 'corrected', act: 'question', target: claim(post, 'a') })
    })

    it('follow a response whose words changed its id', async () => {
      await graphOf(store(), [post, reply], links)
      await store().judge(judgement(objection.id, 'rejected'))
      const renamed = { ...objection, id: 'r00000000000000000001' }
      await store().putLinks(
        [{ task: { kind: 'link', document: id('c'), mark: 0 }, linked: linked(reply, [renamed]) }],
        LEARNED,
      )
      expect(await shown({ judged: 'rejected' })).toEqual([renamed.id])
      expect((await store().row('response', objection.id, { asOf: null, knownBy: null }))?.id).toBe(renamed.id)
    })

    it('of nothing are refused', async () => {
      await expect(store().judge(judgement('r00000000000000000000', 'confirmed'))).rejects.toThrow(Unknown)
    })
  })
}
