/** Hacker News against a server that answers as its interface does. The words are ours. */
import { describe, expect, it } from 'vitest'
import { hackerNews } from '../../../ingest/sources/hackernews.ts'
import type { Api } from '../../support/replay.ts'
import { reader } from './live.ts'

const THREAD = 'https://news.ycombinator.com/item?id=100'
const LONG_AGO = 1_600_000_000
const now = () => Math.floor(Date.now() / 1000)

interface State {
  readonly items: Map<number, { [field: string]: unknown }>
  updates: number[]
}

/** A story with a comment, its answer, an answer to a deleted comment, and two more. */
function state(): State {
  const comment = (id: number, parent: number, text: string, kids: number[] = []) => ({
    ...{ id, type: 'comment', by: `u${id}`, time: LONG_AGO + id, parent, text, kids },
  })
  const story = { id: 100, type: 'story', by: 'ada', time: LONG_AGO, title: 'Ships', url: 'https://example.org/ships' }
  const items = [
    { ...story, score: 7, descendants: 5, kids: [101, 103, 105] },
    comment(101, 100, '&gt; Ships float.<p>Not <i>all</i> of them&#x27;s hulls do.', [102]),
    comment(102, 101, 'Name one that does not.'),
    { id: 103, type: 'comment', time: LONG_AGO + 103, parent: 100, deleted: true, kids: [104] },
    comment(104, 103, 'You deleted what I answer.'),
    { ...comment(105, 100, 'Flagged words.'), dead: true },
  ]
  return { items: new Map(items.map((item) => [item.id, item])), updates: [] }
}

const api =
  ({ items, updates }: State): Api =>
  ({ path, query }) => {
    const id = /^\/v0\/item\/(\d+)\.json$/.exec(path)?.[1]
    if (id !== undefined) return { body: items.get(Number(id)) ?? null }
    if (path === '/v0/updates.json') return { body: { items: updates, profiles: [] } }
    if (path === '/v0/newstories.json') return { body: [100] }
    if (path !== '/api/v1/search_by_date') return null
    const after = Number(/created_at_i>(\d+)/.exec(query.get('numericFilters') ?? '')?.[1])
    const hits = [...items.values()].filter((item) => item.type === 'comment' && Number(item.time) > after)
    return { body: { hits: hits.map((item) => ({ objectID: String(item.id) })) } }
  }

describe('a thread', () => {
  const hn = reader(hackerNews)

  it('comes in whole: deleted and flagged comments keep their place and no words', async () => {
    hn.serve(api(state()))
    const { documents, bad } = await hn.read(THREAD)
    expect(bad).toEqual([])
    expect(
      documents.map(({ id, kind, parent, root, state: is, title }) => [id, kind, parent, root, is, title]),
    ).toEqual([
      ['100', 'post', null, null, 'live', 'Ships'],
      ['101', 'comment', '100', '100', 'live', null],
      ['103', 'comment', '100', '100', 'deleted', null],
      ['105', 'comment', '100', '100', 'unavailable', null],
      ['102', 'comment', '101', '100', 'live', null],
      ['104', 'comment', '103', '100', 'live', null],
    ])
    expect(documents[0]!.extra).toEqual({ link: 'https://example.org/ships' })
    expect(documents[2]!.revisions).toEqual([])
    expect(documents[3]!.revisions).toEqual([])
  })

  it('is the same thread at the address of a comment in it', async () => {
    hn.serve(api(state()))
    const { documents } = await hn.read('https://news.ycombinator.com/item?id=104')
    expect(documents.map(({ id }) => id).sort()).toEqual(['100', '101', '102', '103', '104', '105'])
  })

  it('costs two requests when nothing is new', async () => {
    hn.serve(api(state()))
    const { cursor } = await hn.read(THREAD)
    const second = await hn.read(THREAD, { cursor })
    expect(second.asked).toEqual(['/v0/item/100.json', '/v0/updates.json'])
    expect(second.documents.map(({ id }) => id)).toEqual(['100'])
  })

  it('gives later what is new, what was edited and what was deleted', async () => {
    const thread = state()
    hn.serve(api(thread))
    const { cursor } = await hn.read(THREAD)
    const { items } = thread
    items.set(100, { ...items.get(100)!, descendants: 6 })
    items.set(102, { ...items.get(102)!, kids: [106], text: 'Name two that do not.' })
    items.set(106, { id: 106, type: 'comment', by: 'ada', time: now(), parent: 102, text: 'The Vasa.' })
    items.set(104, { id: 104, type: 'comment', time: LONG_AGO + 104, parent: 103, deleted: true })
    hn.serve(api({ items, updates: [102, 104, 999] }))
    const { documents, asked } = await hn.read(THREAD, { cursor })
    expect(documents.map(({ id, state: is, root }) => [id, is, root]).sort()).toEqual([
      ['100', 'live', null],
      ['102', 'live', '100'],
      ['104', 'deleted', '100'],
      ['106', 'live', '100'],
    ])
    expect(asked).toHaveLength(6)
  })

  it('asks again for what could still be edited when it was read', async () => {
    const thread = state()
    thread.items.set(102, { ...thread.items.get(102)!, time: now() })
    hn.serve(api(thread))
    const { cursor } = await hn.read(THREAD)
    const { asked } = await hn.read(THREAD, { cursor })
    expect(asked).toContain('/v0/item/102.json')
  })

  it('goes on where it was broken off', async () => {
    const thread = state()
    const kids = Array.from({ length: 120 }, (_, at) => 200 + at)
    thread.items.set(102, { ...thread.items.get(102)!, kids })
    for (const id of kids)
      thread.items.set(id, { id, type: 'comment', by: 'x', time: LONG_AGO, parent: 102, text: 'Yes.' })
    const down: Api = (asked) => (asked.path === '/v0/item/280.json' ? { status: 500 } : api(thread)(asked))
    hn.serve(down)
    const first = await hn.read(THREAD)
    expect(first.bad).toMatchObject([
      { reason: expect.stringMatching(/answered 500, 2 times; .* run it again to go on/) },
    ])
    hn.serve(api(thread))
    const second = await hn.read(THREAD, { cursor: first.cursor })
    const ids = new Set([...first.documents, ...second.documents].map(({ id }) => id))
    expect(ids.size).toBe(126)
    expect(second.asked.length).toBeLessThan(90)
  })

  it('says what an answer lacks', async () => {
    hn.serve(({ path }) => (path.includes('item') ? { body: { id: 'x' } } : null))
    const { bad, documents } = await hn.read(THREAD)
    expect(documents).toEqual([])
    expect(bad[0]!.reason).toMatch(/^hacker-news\.firebaseio\.com answered unexpectedly: id of an item is "x"/)
  })

  it('that does not exist is gone', async () => {
    hn.serve(api({ items: new Map(), updates: [] }))
    expect((await hn.read(THREAD)).gone).toMatchObject([{ id: '100', state: 'unavailable' }])
  })
})

describe('a list', () => {
  const hn = reader(hackerNews)
  const NEWEST = 'https://news.ycombinator.com/newest'

  it('gives its threads, and later only those that changed', async () => {
    const thread = state()
    hn.serve(api(thread))
    const { documents, cursor } = await hn.read(NEWEST)
    expect(documents).toHaveLength(6)
    const second = await hn.read(NEWEST, { cursor })
    expect(second.asked).toEqual(['/v0/newstories.json', '/v0/updates.json'])
    expect(second.documents).toEqual([])
  })

  it('tells in a dry run what it would ask for', async () => {
    hn.serve(api(state()))
    const { documents, others } = await hn.read(NEWEST, { dryRun: true })
    expect(documents).toEqual([])
    expect(others).toMatchObject([{ kind: 'plan', requests: 6 }])
  })
})
