/** What a document is linked against: bounded, in the revision that its author could see, the same in any order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContextDocument, LinkContext, Store } from '../../../graph/index.ts'
import { claim, id, type Post } from '../build.ts'
import { drain, putAll } from '../drain.ts'
import type { Open } from '../opened.ts'
import { freshOpened } from '../opened.ts'

const page: Post = {
  id: 'p',
  kind: 'wiki',
  title: 'Amplification',
  by: 'Ann',
  at: '2018-01-01T00:00:00Z',
  says: [
    { lines: ['a: Amplification scales.', 'b: It is safe.'] },
    { at: '2018-02-01T00:00:00Z', by: 'Ed', lines: ['a: Amplification may scale.', 'b: It is safe.'] },
    { at: '2018-04-01T00:00:00Z', by: 'Ed', lines: ['a: Amplification may scale.', 'c: It is untested.'] },
  ],
}
const comment = (native: string, more: Partial<Post> = {}): Post => ({
  ...{ id: native, by: 'Bob', at: '2018-03-01T00:00:00Z', parent: 'p', says: ['a: I doubt it.'] },
  ...more,
})

async function contextOf(store: Store, native: string): Promise<LinkContext> {
  const context = await store.linkContext(id(native))
  if (context === null) throw new Error(`no context of ${native}`)
  return context
}

async function seenBy(store: Store, reply: Post): Promise<ContextDocument> {
  await putAll(store, page, reply)
  return (await contextOf(store, reply.id)).documents[0]!
}

export function contextCases(open: Open): void {
  describe('contexts', () => {
    const opened = freshOpened(open)

    it('a reply is read against the revision that stood when it was written', async () => {
      const parent = await seenBy(opened().store, comment('c'))
      expect(parent).toMatchObject({ relation: 'parent', distance: 1, seen: { number: 2 }, newest: { number: 3 } })
      expect(parent.seen.sentences.map(({ claim: one, change }) => [one, change])).toEqual([
        [claim(page, 'a'), 'reworded'],
        [claim(page, 'b'), 'kept'],
      ])
      expect(parent.older).toEqual([])
    })

    it('a reply that names a revision is read against that one', async () => {
      const parent = await seenBy(opened().store, comment('c', { respondsToRevision: '1' }))
      expect(parent.seen.number).toBe(1)
    })

    it('a reply older than every revision is read against the first', async () => {
      const parent = await seenBy(opened().store, comment('c', { at: '2017-01-01T00:00:00Z' }))
      expect(parent.seen.number).toBe(1)
    })

    it('edits made after the reply are told with the words before and after', async () => {
      const parent = await seenBy(opened().store, comment('c', { at: '2018-01-15T00:00:00Z' }))
      expect(
        parent.edits.map(({ number, editor, changes }) => ({
          number,
          editor,
          changes: changes.map((one) => [one.change, one.before, one.after]),
        })),
      ).toEqual([
        { number: 2, editor: 'f:ed', changes: [['reworded', 'Amplification scales.', 'Amplification may scale.']] },
        {
          number: 3,
          editor: 'f:ed',
          changes: [
            ['withdrawn', 'It is safe.', null],
            ['introduced', null, 'It is untested.'],
          ],
        },
      ])
    })

    it('older revisions are read only for a quotation that does not stand in the one that was seen', async () => {
      const { store } = opened()
      await putAll(
        store,
        page,
        comment('c', { quotes: [{ exact: '“Amplification   scales.”' }, { exact: 'It is safe.' }] }),
        comment('d', { quotes: [{ exact: 'It is safe.' }] }),
        comment('e', { quote: 'Amplification scales.' }),
      )
      const older = async (native: string) => {
        const { documents } = await contextOf(store, native)
        return documents.find(({ relation }) => relation === 'parent')!.older.map(({ number }) => number)
      }
      expect(await older('c')).toEqual([1])
      expect(await older('d')).toEqual([])
      expect(await older('e')).toEqual([1])
    })

    it('holds parent, root, ancestors, what is cited, earlier siblings and replies, each once', async () => {
      const { store } = opened()
      const cited: Post = { id: 'x', url: 'https://elsewhere.example/x', says: ['a: Elsewhere.'] }
      await putAll(
        store,
        page,
        comment('1'),
        comment('2', { parent: '1' }),
        comment('3', { parent: '2', at: '2018-03-02T00:00:00Z' }),
        comment('4', { parent: '2', at: '2018-03-04T00:00:00Z' }),
        comment('5', { parent: '2', at: '2018-03-03T00:00:00Z', links: ['https://elsewhere.example/x', 'f:p'] }),
        comment('6', { parent: '5' }),
        cited,
      )
      const { documents } = await contextOf(store, '5')
      expect(documents.map(({ document, relation, distance }) => [document.id, relation, distance])).toEqual([
        [id('2'), 'parent', 1],
        [id('1'), 'ancestor', 2],
        [id('p'), 'root', 3],
        [id('x'), 'cited', 0],
        [id('3'), 'sibling', 0],
        [id('6'), 'reply', 0],
      ])
    })

    it('is bounded: eight ancestors and the root, fifty siblings, fifty replies', async () => {
      const { store } = opened()
      const chain = Array.from({ length: 12 }, (_, n) => comment(`c${n}`, { parent: n === 0 ? 'p' : `c${n - 1}` }))
      const time = (n: number) => `2018-03-02T00:${String(n).padStart(2, '0')}:00Z`
      const flat = Array.from({ length: 59 }, (_, n) => comment(`s${n}`, { parent: 'c11', at: time(n) }))
      await putAll(store, page, ...chain, ...flat)
      const count = (documents: readonly ContextDocument[], relation: string) =>
        documents.filter((one) => one.relation === relation).length
      const { documents } = await contextOf(store, 's58')
      expect(['parent', 'ancestor', 'root', 'sibling'].map((one) => count(documents, one))).toEqual([1, 7, 1, 50])
      const siblings = documents.filter(({ relation }) => relation === 'sibling').map(({ document }) => document.id)
      expect(siblings).toContain(id('s57'))
      expect(siblings).not.toContain(id('s7'))
      expect(count((await contextOf(store, 'c11')).documents, 'reply')).toBe(50)
    })

    describe('in a flat thread', () => {
      const reply = (n: number, more: Partial<Post> = {}): Post =>
        comment(`r${n}`, {
          root: 'p',
          at: `2018-03-02T${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:00Z`,
          ...more,
        })
      const siblingsOf = async (store: Store, native: string): Promise<string[]> =>
        (await contextOf(store, native)).documents
          .filter(({ relation }) => relation === 'sibling')
          .map(({ document }) => document.id)

      it('a reply to the root is read beside all that was said before it, nearest first', async () => {
        const { store } = opened()
        await putAll(store, page, reply(1), reply(2, { parent: 'r1' }), reply(3), reply(4, { parent: 'r2' }), reply(5))
        expect(await siblingsOf(store, 'r5')).toEqual(['r4', 'r3', 'r2', 'r1'].map(id))
        expect(await siblingsOf(store, 'r3')).toEqual(['r2', 'r1'].map(id))
      })

      it('a reply to a reply says itself what it answers: it has its siblings beside it', async () => {
        const { store } = opened()
        await putAll(store, page, reply(1), reply(2), reply(3, { parent: 'r1' }), reply(4), reply(5, { parent: 'r1' }))
        expect(await siblingsOf(store, 'r5')).toEqual([id('r3')])
      })

      it('where few hang under the root the thread is a tree, and each has its siblings beside it', async () => {
        const { store } = opened()
        const below = [2, 3, 4].map((n) => reply(n, { parent: `r${n - 1}` }))
        await putAll(store, page, reply(1), ...below, reply(5))
        expect(await siblingsOf(store, 'r5')).toEqual([id('r1')])
      })

      it('fifty are read, by time and then by id, of however many there are', async () => {
        const { store } = opened()
        const said = Array.from({ length: 70 }, (_, n) => reply(n, n % 3 === 2 ? { parent: `r${n - 1}` } : {}))
        await putAll(store, page, ...said, reply(70, { at: '2018-03-02T01:09:00Z' }))
        expect(await siblingsOf(store, 'r70')).toEqual(
          said
            .slice(20)
            .reverse()
            .map((one) => one.id)
            .map(id),
        )
      })
    })

    it('tells the subject its sentences, with the known names in them', async () => {
      const { store } = opened()
      await putAll(store, page, comment('c', { says: ['a: I doubt amplifications.', 'b? Really?', 'c~ Forget it.'] }))
      const { subject } = await contextOf(store, 'c')
      const c = comment('c', { says: ['a: I doubt amplifications.', 'b? Really?', 'c~ Forget it.'] })
      expect(subject.sentences.map(({ exact, kind, change, author }) => [exact, kind, change, author])).toEqual([
        ['I doubt amplifications.', 'assertion', 'introduced', 'f:bob'],
        ['Really?', 'passage', 'introduced', 'f:bob'],
        ['Forget it.', 'assertion', 'struck', 'f:bob'],
      ])
      expect(subject.mentions).toEqual(new Map([[claim(c, 'a'), ['amplification']]]))
    })

    it('ends where parents run in a circle', async () => {
      const { store } = opened()
      await putAll(store, comment('1', { parent: '2' }), comment('2', { parent: '1' }), comment('3', { parent: '3' }))
      const relations = async (native: string) =>
        (await contextOf(store, native)).documents.map(({ relation }) => relation)
      expect(await relations('1')).toEqual(['parent'])
      expect(await relations('3')).toEqual([])
      await drain(store)
    })

    it('is null for a document that is not there', async () => {
      expect(await opened().store.linkContext(id('nowhere'))).toBe(null)
    })
  })

  describe('contexts in any order', () => {
    /** Small forests with citations: parents, times and links drawn from few values, so that much collides. */
    const forest = fc
      .array(
        fc.record({
          parent: fc.option(fc.nat(9), { nil: null }),
          time: fc.nat(4),
          link: fc.option(fc.nat(9), { nil: null }),
          root: fc.option(fc.nat(1), { nil: null }),
          named: fc.boolean(),
        }),
        {
          ...{ minLength: 2, maxLength: 8 },
        },
      )
      .map((rows) =>
        rows.map(
          ({ parent, time, link, root, named }, n): Post => ({
            ...{ id: `n${n}`, by: 'Ann', at: `2018-01-0${time + 1}T00:00:00Z` },
            ...(parent === null ? {} : { parent: `n${parent}` }),
            ...(root === null ? {} : { root: `n${root}` }),
            ...(link === null ? {} : { links: [`f:n${link}`] }),
            ...(named ? { names: [['zeta', `zeta of ${n % 2}`] as const] } : {}),
            says: [`a: Sentence of zeta ${n}.`],
          }),
        ),
      )

    it('a document whose context changes is always noted to be linked again', async () => {
      await fc.assert(
        fc.asyncProperty(forest, async (posts) => {
          const { store, close } = await open()
          try {
            const read = new Map<string, LinkContext>()
            for (const post of posts) {
              await putAll(store, post)
              for (const { document } of await store.tasks('link', 100))
                read.set(document, (await store.linkContext(document))!)
              await drain(store)
              for (const [document, context] of read) expect(await store.linkContext(document)).toEqual(context)
            }
          } finally {
            await close()
          }
        }),
        { numRuns: 25 },
      )
    })
  })
}
