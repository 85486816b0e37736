/** What the source deleted leaves no words: no run of eight of them anywhere, but in others' live text. */
import { describe, expect, it } from 'vitest'
import { claim, id, judgement, linked, type Post, response } from '../build.ts'
import { change, drain, graphOf, putAll, rowsOf } from '../drain.ts'
import type { Open } from '../opened.ts'
import { freshOpened } from '../opened.ts'

const SECRET =
  'Seven purple walruses quietly negotiate trembling bicycle contracts beneath forgotten marmalade lighthouses'
const LATER = 'Eleven copper giraffes loudly abandon glittering umbrella treaties above remembered vinegar cathedrals'
const MINE = 'Nine crimson otters seldom juggle hollow violin harvests behind ancient cinnamon windmills'

const post: Post = {
  ...{ id: 'p', kind: 'wiki', title: `On ${SECRET}`, by: 'Ann', at: '2018-01-01T00:00:00Z' },
  aliases: [`the ${LATER}`],
  names: [['SPW', `${SECRET} of old`]],
  quotes: [{ exact: `as ${SECRET}` }],
  says: [{ lines: [`a: ${SECRET}.`, 'b: A short one.'] }, { at: '2018-02-01T00:00:00Z', lines: [`a: ${LATER}.`] }],
}
const reply: Post = { id: 'c', by: 'Bob', at: '2018-03-01T00:00:00Z', parent: 'p', says: [`a: ${MINE}.`] }
const below: Post = { id: 'd', by: 'Cid', at: '2018-04-01T00:00:00Z', parent: 'c', says: ['a: No.'] }
const tombstone: Post = {
  ...{
    id: 'p',
    kind: 'wiki',
    by: 'Ann',
    at: '2018-01-01T00:00:00Z',
    state: 'deleted',
    stateAt: '2018-05-01T00:00:00Z',
  },
  says: [{ lines: [] }, { at: '2018-02-01T00:00:00Z', lines: [] }],
}
const goneReply: Post = { ...reply, state: 'unavailable', says: [{ lines: [] }] }

const answers = response(reply, { to: { post, key: 'a' }, evidence: `because ${SECRET}` })
const links = [
  linked(
    reply,
    [answers],
    [
      {
        ...{ response: answers.id, document: id('c'), edited: id('p'), revision: 'f:p@2', at: null, confidence: 0.9 },
        ...{ rule: 'test', evidence: `from ${SECRET} to ${LATER}` },
      },
    ],
  ),
  linked(below, [response(below, { to: { post: reply, key: 'a' } })]),
]

/** Runs of eight words of a text, as they would stand in a file. */
function runs(text: string): string[] {
  const words = text.split(' ')
  return words.slice(0, -7).map((_, at) => words.slice(at, at + 8).join(' '))
}

export function tombstoneCases(open: Open): void {
  describe('tombstones', () => {
    const opened = freshOpened(open)

    const traces = async (...texts: readonly string[]): Promise<string[]> => {
      const { bytes } = opened()
      if (bytes === undefined) throw new Error('this store cannot be read as bytes')
      const all = await bytes()
      const held = (run: string) =>
        [run, run.toLowerCase()].some((one) => all.includes(one) || all.includes(Buffer.from(one, 'utf16le')))
      // Names in normal form lose their plurals.
      const normal = (run: string) => run.toLowerCase().replaceAll(/s\b/g, '')
      return texts.flatMap(runs).filter((run) => held(run) || all.includes(normal(run)))
    }

    it('leave no words in any file: not of revisions, claims, names, responses, evidence, judgements', async (context) => {
      const { store, bytes } = opened()
      if (bytes === undefined) context.skip('this store cannot be read as bytes')
      await graphOf(store, [post, reply, below], links)
      await store.judge(judgement(claim(post, 'a'), 'confirmed', { exact: SECRET }))
      await store.judge(judgement(answers.id, 'confirmed', { exact: MINE, targetExact: SECRET }))
      expect((await traces(SECRET, LATER, MINE)).length).toBeGreaterThan(10)
      await change(store, tombstone, post)
      expect(await traces(SECRET, LATER)).toEqual([])
      await drain(store, [
        linked(reply, [{ ...answers, evidence: null, to: { ...answers.to, claim: null, exact: null } }]),
      ])
      expect(await traces(SECRET, LATER)).toEqual([])
      expect((await traces(MINE)).length).toBeGreaterThan(0)
    })

    it('leave no words of the one who responded either', async (context) => {
      const { store, bytes } = opened()
      if (bytes === undefined) context.skip('this store cannot be read as bytes')
      await graphOf(store, [post, reply, below], links)
      await store.judge(judgement(answers.id, 'rejected', { exact: MINE, targetExact: SECRET }))
      await change(store, goneReply, reply)
      expect(await traces(MINE)).toEqual([])
      await drain(store)
      expect(await traces(MINE)).toEqual([])
      expect((await traces(SECRET)).length).toBeGreaterThan(0)
    })

    it('leave no words among many other documents that come and go', async (context) => {
      const { store, bytes } = opened()
      if (bytes === undefined) context.skip('this store cannot be read as bytes')
      const filler = Array.from(
        { length: 300 },
        (_, n): Post => ({ id: `n${n}`, says: [`a: Filler ${n} speaks of nothing much at all.`] }),
      )
      await putAll(store, ...filler.slice(0, 150), post, reply, below, ...filler.slice(150))
      await drain(store, links)
      for (const one of filler.slice(100, 200)) await change(store, { ...one, says: ['a: Shorter.'] }, one)
      await change(store, tombstone, post)
      expect(await traces(SECRET, LATER)).toEqual([])
    })

    it('keep their place: shape, revisions, replies, and what others said', async () => {
      const { store } = opened()
      await graphOf(store, [post, reply, below], links)
      await change(store, tombstone, post)
      await drain(store, [
        linked(reply, [{ ...answers, evidence: null, to: { ...answers.to, claim: null, exact: null } }]),
      ])
      const row = await store.row('document', id('p'), { asOf: null, knownBy: null })
      expect(row).toMatchObject({
        state: 'deleted',
        title: null,
        revisions: 2,
        replies: [id('c')],
        revision: { text: '' },
      })
      expect(await rowsOf(store, 'claim', { document: id('p') })).toEqual([])
      expect(await rowsOf(store, 'hit', { q: 'walruses' })).toEqual([])
      const [left] = await rowsOf(store, 'response', { target: id('p') })
      expect(left).toMatchObject({
        exact: `${MINE}.`,
        to: { document: { id: id('p'), state: 'deleted' }, exact: null },
      })
    })
  })
}
