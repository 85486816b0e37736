/** What is left to be done: for whom a change is noted, and when a task is done. */
import { describe, expect, it } from 'vitest'
import type { Store, TaskKind } from '../../../graph/index.ts'
import { id, linked, over, type Post, response } from '../build.ts'
import { change, drain, drainStates, LEARNED, putAll, question } from '../drain.ts'
import type { Open } from '../opened.ts'
import { freshOpened } from '../opened.ts'

const post = (native: string, more: Partial<Post> = {}): Post => ({
  ...{ id: native, by: 'Ann', at: `2018-01-01T00:00:${native.padStart(2, '0').slice(-2)}Z` },
  says: [`a: Sentence number ${native}.`],
  ...more,
})
const edited = (one: Post): Post => ({ ...one, says: [`a: Another sentence in ${one.id}.`] })

async function openTasks(store: Store, kind: TaskKind): Promise<string[]> {
  return (await store.tasks(kind, 1000)).map(({ document }) => document).sort()
}

/** Documents that are to be linked after one changed. */
async function touched(store: Store, posts: readonly Post[], changed: Post): Promise<string[]> {
  await putAll(store, ...posts)
  await drain(store)
  await change(store, edited(changed), changed)
  return openTasks(store, 'link')
}

export function taskCases(open: Open): void {
  describe('tasks', () => {
    const opened = freshOpened(open)
    const root = post('1')
    const reply = post('2', { parent: '1' })
    const answer = post('3', { parent: '2' })

    it('are noted with the document, oldest first, and stay through a restart until they are done', async () => {
      const { store, reopen } = opened()
      await putAll(store, root)
      await putAll(store, post('9'))
      expect((await store.tasks('link', 10)).map(({ document }) => document)).toEqual([id('1'), id('9')])
      const again = await reopen()
      expect((await again.tasks('link', 1)).map(({ document }) => document)).toEqual([id('1')])
      await drain(again)
      expect(await openTasks(again, 'link')).toEqual([])
      expect(await openTasks(again, 'states')).toEqual([])
    })

    it('stay open when the document changed after they were taken', async () => {
      const { store } = opened()
      await putAll(store, root)
      const [task] = await store.tasks('link', 1)
      await change(store, edited(root), root)
      await store.putLinks([{ task: task!, linked: null }], LEARNED)
      const [left] = await store.tasks('link', 1)
      expect(left?.document).toBe(id('1'))
      expect(left!.mark).toBeGreaterThan(task!.mark)
      await store.putLinks([{ task: left!, linked: null }], LEARNED)
      expect(await store.tasks('link', 1)).toEqual([])
    })

    it('a reading that another writer has overtaken is not written over its own', async () => {
      const { store } = opened()
      await putAll(store, root, reply)
      await drain(store)
      await change(store, edited(root), root)
      const early = (await store.tasks('link', 10)).find(({ document }) => document === id('2'))!
      await change(store, root, edited(root))
      const late = (await store.tasks('link', 10)).find(({ document }) => document === id('2'))!
      const read = (act: 'objection' | 'support') => linked(reply, [response(reply, { act, to: { post: root } })])
      await store.putLinks([{ task: late, linked: read('objection') }], LEARNED)
      await store.putLinks([{ task: early, linked: read('support') }], LEARNED)
      const acts = (await store.ask(question('response'))).rows.map(({ act }) => act)
      expect(acts).toEqual(['objection'])
    })

    it('a mark never comes back after its task is done', async () => {
      const { store } = opened()
      await putAll(store, root)
      const [task] = await store.tasks('link', 1)
      await drain(store)
      await change(store, edited(root), root)
      const [next] = await store.tasks('link', 1)
      expect(next!.mark).toBeGreaterThan(task!.mark)
    })

    it('a change is noted for those below, for the parent that lists it, and for later siblings', async () => {
      const { store } = opened()
      const later = post('4', { parent: '1' })
      const stranger = post('5')
      expect(await touched(store, [root, reply, answer, later, stranger], reply)).toEqual(['1', '2', '3', '4'].map(id))
    })

    it('a root is read by its whole thread', async () => {
      const { store } = opened()
      const deep = Array.from({ length: 12 }, (_, n) =>
        post(String(n + 10), { parent: n === 0 ? '1' : String(n + 9), root: '1' }),
      )
      expect(await touched(store, [root, ...deep], root)).toEqual(['1', ...deep.map((one) => one.id)].map(id).sort())
    })

    it('in a flat thread a change is noted for those of the fifty after it that hang under the root, however many there are', async () => {
      const { store } = opened()
      const said = Array.from({ length: 120 }, (_, n) => {
        const [minute, second] = [Math.floor(n / 60), n % 60].map((one) => String(one).padStart(2, '0'))
        const parent = n % 10 === 9 ? `r${n - 1}` : '1'
        return post(`r${n}`, { root: '1', parent, at: `2018-01-02T00:${minute}:${second}Z` })
      })
      const under = said.slice(50, 100).filter(({ parent }) => parent === '1')
      const [above, changed] = said.slice(48, 50)
      expect(await touched(store, [root, ...said], changed!)).toEqual(
        [above!, changed!, ...under].map((one) => id(one.id)).sort(),
      )
    })

    it('a comment deep in a thread is read by eight below it', async () => {
      const { store } = opened()
      const chain = Array.from({ length: 12 }, (_, n) =>
        post(String(n + 10), { parent: n === 0 ? '1' : String(n + 9), root: '1' }),
      )
      const found = await touched(store, [root, ...chain], chain[0]!)
      expect(found).toEqual(['1', ...chain.slice(0, 9).map((one) => one.id)].map(id).sort())
    })

    it('a change is noted for those who cite the document, by id, URL or page name', async () => {
      const { store } = opened()
      const page = post('1', {
        kind: 'wiki',
        title: 'Iterated Amplification',
        url: 'https://forum.example/p/1',
        aliases: ['ida_page'],
      })
      const citers = [
        post('2', { links: ['http://www.forum.example/p/1/?title=x#top'] }),
        post('3', { links: ['ida_page'] }),
        post('4', { quotes: [{ exact: 'Sentence number 1.', ref: 'f:1' }] }),
        post('5', { links: ['/Iterated%20amplification'] }),
        post('6', { links: ['https://forum.example/p/11'] }),
      ]
      expect(await touched(store, [page, ...citers], page)).toEqual(['1', '2', '3', '4', '5'].map(id))
    })

    it('a new name is noted for those who said it before', async () => {
      const { store } = opened()
      await putAll(store, post('1', { says: ['a: I am a skeptic of IDA.'] }), post('2'))
      await drain(store)
      await putAll(store, post('3', { names: [['IDA', 'Iterated Distillation and Amplification']] }))
      expect(await openTasks(store, 'link')).toEqual([id('1'), id('3')])
    })

    it('states are noted for whoever answers a changed document, and for whom it answers', async () => {
      const { store } = opened()
      const links = [
        linked(reply, [response(reply, { to: { post: root, key: 'a' } })]),
        linked(answer, [response(answer, { to: { post: reply, key: 'a' } })]),
      ]
      await putAll(store, root, reply, answer)
      await drain(store, links)
      await change(store, { ...reply, says: [{ lines: ['a: Sentence number 2.'] }, { lines: ['b: New.'] }] }, reply)
      expect(await openTasks(store, 'states')).toEqual(['1', '2', '3'].map(id))
    })

    it('linking notes states only where something changed', async () => {
      const { store } = opened()
      const links = [linked(reply, [response(reply, { to: { post: root, key: 'a' } })])]
      await putAll(store, root, reply)
      await drain(store, links)
      const again = async (learned: typeof links): Promise<string[]> => {
        await store.put([over({ ...reply, analyser: 'test@2' }, reply)], LEARNED)
        await drainStates(store)
        const tasks = await store.tasks('link', 10)
        await store.putLinks(
          tasks.map((task) => ({ task, linked: learned.find((one) => one.document === task.document) ?? null })),
          LEARNED,
        )
        return openTasks(store, 'states')
      }
      expect(await again(links)).toEqual([])
    })
  })
}
