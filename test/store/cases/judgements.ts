/** What people said of responses and claims: kept whatever is read later. */
import { describe, expect, it } from 'vitest'
import {
  BadCursor,
  type JudgementFilters,
  type JudgementPage,
  type JudgementQuestion,
  type Task,
  Unknown,
} from '../../../graph/index.ts'
import { claim, id, judgement, linked, over, type Post, response } from '../build.ts'
import { change, drain, drainStates, graphOf, LEARNED, rowsOf } from '../drain.ts'
import type { Open } from '../opened.ts'
import { fresh } from '../opened.ts'

const post: Post = { id: 'p', by: 'Ann', at: '2018-01-01T00:00:00Z', says: ['a: It scales.', 'b: It is cheap.'] }
const reply: Post = { id: 'c', by: 'Bob', at: '2018-02-01T00:00:00Z', parent: 'p', says: ['a: No.'] }
const objection = response(reply, { to: { post, key: 'a' }, confidence: 0.9 })
const LATER = '2022-01-01T00:00:00Z'
const LATEST = '2023-01-01T00:00:00Z'
const asked: JudgementQuestion = {
  ...{ kind: 'judgement', filters: {}, sort: 'newest', limit: 50, cursor: null, asOf: null, knownBy: null },
}
const links = [linked(reply, [objection])]
const byMark = (a: Task, b: Task): number => a.mark - b.mark

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

    it('a rejected claim is not found by search, nor was it hidden before that was known', async () => {
      await graphOf(store(), [post, reply], links)
      const hits = async (knownBy: string | null) =>
        (await rowsOf(store(), 'hit', { q: 'scales' }, { knownBy })).map((row) => row.claim)
      expect(await hits(null)).toEqual([claim(post, 'a')])
      await store().judge(judgement(claim(post, 'a'), 'rejected', { at: LATER }))
      expect(await hits(null)).toEqual([])
      expect(await hits(LEARNED)).toEqual([claim(post, 'a')])
      await store().judge(judgement(claim(post, 'a'), 'confirmed', { at: LATEST }))
      expect(await hits(null)).toEqual([claim(post, 'a')])
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

    it("a correction is what is shown, counted and asked for; the machine's reading stays beside it", async () => {
      await graphOf(store(), [post, reply], links)
      const correction = { act: 'question', target: claim(post, 'b') } as const
      await store().judge(judgement(objection.id, 'corrected', { ...correction, at: LATER }))
      await drainStates(store())
      const [row] = await rowsOf(store(), 'response', { act: ['question'], target: claim(post, 'b') })
      expect(row).toMatchObject({
        ...{ id: objection.id, act: 'question', confidence: 1, state: 'open' },
        ...{ to: { document: { id: id('p') }, claim: claim(post, 'b'), revision: 'f:p@1', exact: 'It is cheap.' } },
        judgement: { verdict: 'corrected', ...correction, by: 'Judy', at: LATER },
        reading: {
          ...{ act: 'objection', confidence: 0.9 },
          to: { document: id('p'), claim: claim(post, 'a'), exact: 'It scales.' },
        },
      })
      expect(await shown({ act: ['objection'] })).toEqual([])
      expect(await shown({ target: claim(post, 'a') })).toEqual([])
      expect(await rowsOf(store(), 'disagreement')).toEqual([])
    })

    it('stays corrected however the document is read again, and shows the newest reading beside it', async () => {
      await graphOf(store(), [post, reply], links)
      await store().judge(judgement(objection.id, 'corrected', { act: 'question', at: LATER }))
      const again = { ...reply, analyser: 'test@2' }
      await store().put([over(again, reply)], LATEST)
      await drain(store(), [linked(reply, [{ ...objection, act: 'support', confidence: 0.6 }])], LATEST)
      const [row] = await rowsOf(store(), 'response')
      expect(row).toMatchObject({ act: 'question', confidence: 1, reading: { act: 'support', confidence: 0.6 } })
    })

    it('a later word takes a correction back', async () => {
      await graphOf(store(), [post, reply], links)
      await store().judge(judgement(objection.id, 'corrected', { act: 'question', at: LATER }))
      await store().judge(judgement(objection.id, 'rejected', { at: LATEST }))
      expect(await shown()).toEqual([])
      const [row] = await rowsOf(store(), 'response', { judged: 'rejected' })
      expect(row).toMatchObject({ act: 'objection', confidence: 0.9 })
    })

    it('a confirmed reading is shown however unsure the machine was', async () => {
      await graphOf(store(), [post, reply], [linked(reply, [{ ...objection, confidence: 0.1 }])])
      expect(await shown()).toEqual([])
      await store().judge(judgement(objection.id, 'confirmed'))
      expect(await shown()).toEqual([objection.id])
    })

    it('a document as a whole may be what is answered', async () => {
      await graphOf(store(), [post, reply], links)
      await store().judge(judgement(objection.id, 'corrected', { target: id('p') }))
      const [row] = await rowsOf(store(), 'response')
      expect(row?.to).toMatchObject({ document: { id: id('p') }, claim: null, exact: null })
    })

    it('were not known before they were said', async () => {
      await graphOf(store(), [post, reply], links)
      await store().judge(judgement(objection.id, 'corrected', { act: 'question', at: LATER }))
      await store().judge(judgement(objection.id, 'rejected', { at: LATEST }))
      await store().judge(judgement(claim(post, 'a'), 'rejected', { at: LATER }))
      const then = async (knownBy: string) => ({
        responses: (await rowsOf(store(), 'response', {}, { knownBy })).map(({ act, judgement }) => [
          ...[act, judgement?.verdict ?? null],
        ]),
        claims: (await rowsOf(store(), 'claim', { document: id('p') }, { knownBy })).map(({ text }) => text).sort(),
        listed: (await store().judgements({ ...asked, knownBy })).rows.length,
      })
      expect(await then(LEARNED)).toEqual({
        ...{ responses: [['objection', null]], claims: ['It is cheap.', 'It scales.'], listed: 0 },
      })
      expect(await then(LATER)).toEqual({
        ...{ responses: [['question', 'corrected']], claims: ['It is cheap.'], listed: 2 },
      })
      expect(await then(LATEST)).toEqual({ responses: [], claims: ['It is cheap.'], listed: 3 })
      expect(await rowsOf(store(), 'claim', { judged: 'rejected' }, { knownBy: LEARNED })).toEqual([])
      expect(await rowsOf(store(), 'claim', { judged: 'rejected' }, { knownBy: LATER })).toHaveLength(1)
    })

    it('are listed, the newest first, by subject, verdict, person, document and time, page by page', async () => {
      await graphOf(store(), [post, reply], links)
      const words = { exact: 'No.', targetExact: 'It scales.' }
      const first = judgement(objection.id, 'confirmed', { ...words, id: 'j1', at: LEARNED })
      const second = judgement(objection.id, 'rejected', { ...words, id: 'j2', at: LATER, by: 'Ruth' })
      const third = judgement(claim(post, 'a'), 'confirmed', { id: 'j3', at: LATER, exact: 'It scales.' })
      for (const one of [first, second, third]) await store().judge(one)
      const listed = async (filters: JudgementFilters, more: Partial<JudgementQuestion> = {}) =>
        (await store().judgements({ ...asked, filters, ...more })).rows
      expect(await listed({})).toEqual([
        { ...third, kind: 'claim', document: id('p'), answered: null },
        { ...second, kind: 'response', document: id('c'), answered: id('p') },
        { ...first, kind: 'response', document: id('c'), answered: id('p') },
      ])
      const ids = async (filters: JudgementFilters) => (await listed(filters)).map((row) => row.id)
      expect(await ids({ subject: objection.id })).toEqual(['j2', 'j1'])
      expect(await ids({ verdict: 'confirmed' })).toEqual(['j3', 'j1'])
      expect(await ids({ by: 'Ruth' })).toEqual(['j2'])
      expect(await ids({ document: id('p') })).toEqual(['j3'])
      expect(await ids({ since: LATER })).toEqual(['j3', 'j2'])
      expect(await ids({ before: LATER })).toEqual(['j1'])
      const pages = []
      let cursor: string | null = null
      do {
        const page: JudgementPage = await store().judgements({ ...asked, limit: 2, cursor })
        pages.push(page.rows.map((row) => row.id))
        cursor = page.next
      } while (cursor !== null)
      expect(pages).toEqual([['j3', 'j2'], ['j1']])
      const { next } = await store().judgements({ ...asked, limit: 1 })
      const other = store().judgements({ ...asked, filters: { by: 'Ruth' }, cursor: next })
      await expect(other).rejects.toThrow(BadCursor)
    })

    it('tell which states follow from them; those of others stay for whoever computes them', async () => {
      const elsewhere: Post = { ...reply, id: 'x' }
      await graphOf(store(), [post, reply, elsewhere], links)
      await change(store(), { ...elsewhere, says: ['a: Yes.'] }, elsewhere)
      const left = (await store().tasks('states', 9)).filter(({ document }) => document === id('x'))
      expect(left).toHaveLength(1)
      const tasks = await store().judge(judgement(objection.id, 'corrected', { act: 'question' }))
      expect(tasks.map(({ kind, document }) => [kind, document]).sort()).toEqual([
        ['states', id('c')],
        ['states', id('p')],
      ])
      const open = await store().tasks('states', 9)
      expect(open.filter(({ document }) => document !== id('x')).sort(byMark)).toEqual([...tasks].sort(byMark))
      expect(open.filter(({ document }) => document === id('x'))).toEqual(left)
      expect(await store().judge(judgement(claim(post, 'a'), 'rejected'))).toEqual([])
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
