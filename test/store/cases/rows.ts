/** Rows: what each says of its thing. */
import { describe, expect, it } from 'vitest'
import { claim, id, linked, type Post, response } from '../build.ts'
import { graphOf, rowsOf } from '../drain.ts'
import type { Open } from '../opened.ts'
import { fresh } from '../opened.ts'

const NOW = { asOf: null, knownBy: null }
const page: Post = {
  ...{ id: 'p', kind: 'wiki', title: 'Safety', by: 'Ann', at: '2018-01-01T00:00:00Z', url: 'https://forum.example/p' },
  says: [
    { lines: ['a: It will be safe.', 'b: All is well.'] },
    { at: '2018-02-01T00:00:00Z', by: 'Ed', lines: ['a: It will not be safe.', 'c: Ed adds this.'] },
    { at: '2018-03-01T00:00:00Z', lines: ['a: It will not be safe.', 'b: All is well.', 'c~ Ed adds this.'] },
  ],
}
const reply: Post = {
  id: 'c',
  by: 'Bob',
  at: '2018-01-10T00:00:00Z',
  parent: 'p',
  says: ['a: Not so.', 'b? Why safe?'],
}
const answer: Post = { id: 'd', by: 'Ann', at: '2018-01-11T00:00:00Z', parent: 'c', says: ['a: It is.'] }
const again: Post = { id: 'e', by: 'Bob', at: '2018-01-12T00:00:00Z', parent: 'd', says: ['a: No.'] }
const objection = response(reply, { to: { post: page, key: 'a' }, main: true })
const answering = response(answer, { to: { post: reply, key: 'a' }, main: true })
const links = [
  linked(reply, [objection, response(reply, { act: 'question', from: 'b', to: { post: page, key: 'a' } })]),
  linked(answer, [answering]),
  linked(again, [response(again, { to: { post: answer }, main: true })]),
]
const posts = [page, reply, answer, again]

export function rowCases(open: Open): void {
  describe('rows', () => {
    const store = fresh(open)

    it('a response: its words and those it answers, then and now', async () => {
      await graphOf(store(), posts, links)
      expect(await store().row('response', objection.id, NOW)).toEqual({
        ...{
          id: objection.id,
          act: 'objection',
          exact: 'Not so.',
          claim: claim(reply, 'a'),
          revision: 'f:c@1',
          start: 0,
          end: 7,
        },
        document: { id: id('c'), kind: 'comment', title: null, url: null, state: 'live' },
        ...{ author: { id: 'f:bob', name: 'Bob' }, at: '2018-01-10T00:00:00Z' },
        to: {
          document: { id: id('p'), kind: 'wiki', title: 'Safety', url: 'https://forum.example/p', state: 'live' },
          ...{ claim: claim(page, 'a'), concept: null, response: null, revision: 'f:p@1' },
          ...{ exact: 'It will be safe.', now: 'It will not be safe.', author: { id: 'f:ann', name: 'Ann' } },
          ...{ start: 0, end: 16 },
        },
        ...{ state: 'answered', targetState: 'reworded', stateCause: answering.id, confidence: 0.8, rule: 'test' },
        ...{ model: 'test@1', evidence: null, main: true, judgement: null, reading: null },
      })
    })

    it('a claim: its life with the words in each revision, and where its sense was turned round', async () => {
      await graphOf(store(), posts, links)
      const row = await store().row('claim', claim(page, 'a'), NOW)
      expect(row).toMatchObject({
        text: 'It will not be safe.',
        state: 'standing',
        kind: 'assertion',
        probability: 0.9,
      })
      expect(row?.responses).toEqual({ objection: 1, question: 1 })
      expect(row?.concepts).toEqual([])
      expect(row?.history.map(({ number, change, exact, polarity }) => [number, change, exact, polarity])).toEqual([
        [1, 'introduced', 'It will be safe.', false],
        [2, 'reworded', 'It will not be safe.', true],
      ])
      expect(row?.history.map(({ content }) => content)).toEqual([null, expect.closeTo(0.8, 5)])
      const [b, c] = [
        await store().row('claim', claim(page, 'b'), NOW),
        await store().row('claim', claim(page, 'c'), NOW),
      ]
      expect(b?.history.map(({ change, exact }) => [change, exact])).toEqual([
        ['introduced', 'All is well.'],
        ['withdrawn', null],
        ['restored', 'All is well.'],
      ])
      expect(c).toMatchObject({ state: 'withdrawn', author: { name: 'Ed' }, at: '2018-02-01T00:00:00Z' })
    })

    it('passages are found by search and by id, and listed nowhere among claims', async () => {
      await graphOf(store(), posts, links)
      expect((await rowsOf(store(), 'claim', { minConfidence: 0, document: id('c') })).map(({ text }) => text)).toEqual(
        ['Not so.'],
      )
      expect((await rowsOf(store(), 'hit', { q: 'why' })).map(({ text, kind }) => [text, kind])).toEqual([
        ['Why safe?', 'passage'],
      ])
      expect((await store().row('claim', claim(reply, 'b'), NOW))?.kind).toBe('passage')
    })

    it('a document: where it stands, its newest revision, its replies', async () => {
      await graphOf(store(), posts, links)
      expect(await store().row('document', id('c'), NOW)).toEqual({
        ...{ id: id('c'), kind: 'comment', title: null, url: null, state: 'live', source: 'f', subtitle: null },
        ...{ author: { id: 'f:bob', name: 'Bob' }, createdAt: '2018-01-10T00:00:00Z', stateAt: null, score: null },
        parent: { id: id('p'), kind: 'wiki', title: 'Safety', url: 'https://forum.example/p', state: 'live' },
        root: { id: id('p'), kind: 'wiki', title: 'Safety', url: 'https://forum.example/p', state: 'live' },
        ...{ language: 'en', revisions: 1, replies: [id('d')] },
        revision: { id: 'f:c@1', number: 1, at: '2018-01-10T00:00:00Z', origin: 'api', text: 'Not so.\nWhy safe?' },
      })
      expect(await store().row('document', id('nowhere'), NOW)).toBe(null)
    })

    it('a parent that was never read is known by its id', async () => {
      await graphOf(store(), [answer], [links[1]!])
      expect((await store().row('document', id('d'), NOW))?.parent).toMatchObject({ id: id('c'), state: 'unavailable' })
      expect((await rowsOf(store(), 'response'))[0]?.to.document?.id).toBe(id('c'))
    })

    it('revisions, one revision, and a revision with its sentences', async () => {
      await graphOf(store(), posts, links)
      const revisions = await store().revisions(id('p'), null)
      expect(revisions.map(({ id: one, number, editor }) => [one, number, editor])).toEqual([
        ['f:p@1', 1, null],
        ['f:p@2', 2, 'f:ed'],
        ['f:p@3', 3, null],
      ])
      expect(revisions[0]).not.toHaveProperty('text')
      expect((await store().revisions(id('p'), '2018-02-15T00:00:00Z')).map(({ number }) => number)).toEqual([1, 2])
      expect((await store().revision('f:p@2'))?.text).toBe('It will not be safe.\nEd adds this.')
      const view = await store().view('f:p@3')
      expect(view?.sentences.map((one) => [view.text.slice(one.start, one.end), one.change])).toEqual([
        ['It will not be safe.', 'kept'],
        ['All is well.', 'restored'],
        ['Ed adds this.', 'struck'],
      ])
      expect(await store().view('f:p@9')).toBe(null)
    })

    it('a thread: what answers a claim, and what answers that, nearest first', async () => {
      await graphOf(store(), posts, links)
      const thread = await store().thread(claim(page, 'a'), NOW, 10)
      expect(
        thread?.responses.map((node) => [node.response.document.id, node.response.act, node.answers, node.depth]),
      ).toEqual([
        ...[objection.id, response(reply, { from: 'b' }).id]
          .sort()
          .map((one) => [id('c'), one === objection.id ? 'objection' : 'question', null, 0]),
        [id('d'), 'objection', thread!.responses[0]!.response.id, 1],
        [id('e'), 'objection', answering.id, 2],
      ])
      expect(thread?.more).toBe(false)
      const short = await store().thread(claim(page, 'a'), NOW, 2)
      expect([short?.responses.length, short?.more]).toEqual([2, true])
      expect(await store().thread('c00000000000000000000', NOW, 10)).toBe(null)
    })

    it('a concept counts what its lists would show', async () => {
      const some = [{ ...page, says: ['a: Safety is hard.'] }, reply]
      const link = linked(reply, [response(reply, { to: { post: some[0]!, key: 'a' } })])
      await graphOf(store(), some, [link])
      const [row] = await rowsOf(store(), 'concept')
      expect(row).toMatchObject({ label: 'Safety', page: id('p'), claims: 1, responses: { objection: 1 } })
      expect(await rowsOf(store(), 'claim', { target: 'safety' })).toHaveLength(1)
      expect(await rowsOf(store(), 'response', { target: 'safety' })).toHaveLength(1)
    })

    it('people, and who objects to whom', async () => {
      await graphOf(store(), posts, links)
      expect((await rowsOf(store(), 'author')).map(({ name, documents }) => [name, documents])).toEqual([
        ['Ann', 2],
        ['Bob', 2],
        ['Ed', 0],
      ])
      const pairs = await rowsOf(store(), 'disagreement')
      expect(
        pairs.map(({ author, against, objections, open: still, newest }) => [
          author.name,
          against.name,
          objections,
          still,
          newest,
        ]),
      ).toEqual([
        ['Bob', 'Ann', 2, 1, '2018-01-12T00:00:00Z'],
        ['Ann', 'Bob', 1, 0, '2018-01-11T00:00:00Z'],
      ])
      const [row] = await rowsOf(store(), 'disagreement', {}, { limit: 1 })
      expect(await store().row('disagreement', row!.id, NOW)).toEqual(row)
    })

    it('counts', async () => {
      await graphOf(store(), posts, links)
      expect(await store().counts()).toEqual({
        ...{ sources: 1, authors: 3, documents: 4, revisions: 6, claims: 6, responses: 4, concepts: 1 },
        ...{ promptedEdits: 0, judgements: 0, tasks: 0 },
      })
    })
  })
}
