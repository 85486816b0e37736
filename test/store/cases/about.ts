/** What targets a concept: by name, through the claim that is answered, through the page that is answered as a whole. */
import { describe, expect, it } from 'vitest'
import { Unknown } from '../../../graph/index.ts'
import { claim, id, linked, type Post, person, response } from '../build.ts'
import { drain, graphOf, putAll, question, rowsOf } from '../drain.ts'
import type { Open } from '../opened.ts'
import { fresh } from '../opened.ts'

const LONG = 'Iterated Distillation and Amplification'
const post: Post = {
  ...{ id: 'p', kind: 'post', by: 'Ann', at: '2018-01-01T00:00:00Z', url: 'https://forum.example/p' },
  names: [['IDA', LONG]],
  says: ['a: IDA scales.', 'b: Oversight is cheap.'],
}
const page: Post = { id: 'w', kind: 'wiki', title: 'IDA', by: 'Ed', at: '2018-01-01T00:00:00Z', says: ['a: A page.'] }
const reply = (native: string, text: string, day: number, more: Partial<Post> = {}): Post => ({
  ...{ id: native, by: 'Bob', at: `2018-02-0${day}T00:00:00Z`, parent: 'p', says: [`a: ${text}`] },
  ...more,
})
const atClaim = reply('c1', 'It breaks at the first step.', 1)
const byName = reply('c2', 'I am a skeptic.', 2)
const atPage = reply('c3', 'This whole page is confused.', 3, { parent: 'w' })
const elsewhere = reply('c4', 'Oversight is dear.', 4, { by: 'Cid' })
const onReply = reply('c5', 'It does not break.', 5, { parent: 'c1', by: 'Ann' })

const links = [
  linked(atClaim, [response(atClaim, { to: { post, key: 'a' } })]),
  linked(byName, [response(byName, { concept: 'iterated distillation and amplification' })]),
  linked(atPage, [response(atPage, { to: { post: page }, main: true })]),
  linked(elsewhere, [response(elsewhere, { to: { post, key: 'b' } })]),
  linked(onReply, [response(onReply, { to: { post: atClaim, key: 'a', response: response(atClaim).id } })]),
]

export function aboutCases(open: Open): void {
  describe('targets', () => {
    const store = fresh(open)
    const objectors = async (target: string) =>
      (await rowsOf(store(), 'response', { target, act: ['objection'] })).map(({ document }) => document.id)

    it('a concept is targeted by name, in a claim, and as a page, newest first', async () => {
      await graphOf(store(), [post, page, atClaim, byName, atPage, elsewhere, onReply], links)
      // The page's own title leads, and the post's long name is another sense of it.
      const { target } = await store().ask(question('response', { target: 'IDA' }))
      expect(target?.label).toBe('IDA')
      expect(await objectors('IDA')).toEqual([id('c3')])
      expect(await objectors(LONG)).toEqual([id('c2'), id('c1')])
    })

    it('the same, whatever was read and linked first', async () => {
      await putAll(store(), atClaim, atPage, byName)
      await drain(store(), links)
      await graphOf(store(), [post, elsewhere, onReply], links)
      expect(await objectors('IDA')).toEqual([id('c2'), id('c1')])
      await graphOf(store(), [page], links)
      expect(await objectors('IDA')).toEqual([id('c3')])
      expect(await objectors(LONG)).toEqual([id('c2'), id('c1')])
    })

    it('a name that a response alone gives is a concept too', async () => {
      await graphOf(store(), [byName], [linked(byName, [response(byName, { concept: 'Frobnication' })])])
      const { rows, target } = await store().ask(question('response', { target: 'frobnications' }))
      expect(rows.map(({ to }) => to.concept?.label)).toEqual(['Frobnication'])
      expect(target?.label).toBe('Frobnication')
    })

    it('a claim, a response, a document by id and URL, a person by id and name are targets', async () => {
      await graphOf(store(), [post, page, atClaim, byName, atPage, elsewhere, onReply], links)
      expect(await objectors(claim(post, 'a'))).toEqual([id('c1')])
      expect(await objectors(response(atClaim).id)).toEqual([id('c5')])
      expect(await objectors(id('p'))).toEqual([id('c4'), id('c1')])
      expect(await objectors('http://forum.example/p/')).toEqual([id('c4'), id('c1')])
      expect(await objectors('ANN')).toEqual([id('c4'), id('c1')])
      expect(await objectors(person('Ann').id)).toEqual([id('c4'), id('c1')])
    })

    it('a document mentions a concept in any sentence, also in one that asserts nothing', async () => {
      const asking = reply('c6', 'What is iterated distillation and amplification?', 6, {
        says: ['a? What is iterated distillation and amplification?'],
      })
      await graphOf(store(), [post, asking, elsewhere])
      const found = await rowsOf(store(), 'document', { target: LONG })
      expect(found.map((row) => row.id)).toEqual([id('c6'), id('p')])
      expect((await rowsOf(store(), 'claim', { target: LONG })).map(({ document }) => document.id)).toEqual([id('p')])
    })

    it('an unknown name names the nearest that are known', async () => {
      await graphOf(store(), [post, atClaim], links)
      await expect(store().ask(question('response', { target: 'Iterated Distilation' }))).rejects.toMatchObject({
        ...{ name: 'Unknown', asked: 'Iterated Distilation', nearest: [LONG] },
      })
      await expect(store().ask(question('response', { author: 'Bop' }))).rejects.toThrow(Unknown)
      // Where a person is meant, people alone.
      for (const role of ['author', 'against'])
        await expect(store().ask(question('response', { [role]: 'Bobby Distillation' }))).rejects.toMatchObject({
          nearest: ['Bob'],
        })
      await expect(store().ask(question('claim', { target: 'I' }))).rejects.toMatchObject({ nearest: ['IDA'] })
    })

    it('several people of one name are senses, the one who wrote most first', async () => {
      const other = { ...reply('o', 'Mine.', 6), by: 'Bob', source: 'g' }
      await graphOf(store(), [post, atClaim, byName, other])
      const { target } = await store().ask(question('claim', { target: 'bob' }))
      expect([target?.ref.id, ...target!.others.map(({ ref }) => ref.id)]).toEqual(['f:bob', 'g:bob'])
      const pinned = await rowsOf(store(), 'claim', { target: 'bob', sense: 'g:bob' })
      expect(pinned.map(({ text }) => text)).toEqual(['Mine.'])
      await expect(store().ask(question('claim', { target: 'bob', sense: 'h:bob' }))).rejects.toThrow(Unknown)
    })
  })
}
