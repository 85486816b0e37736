/** Reddit from dumps, saved listings and its API. The words are ours. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { placeOf } from '../../../ingest/sources/reddit/online.ts'
import { reddit } from '../../../ingest/sources/reddit.ts'
import { sourceFor } from '../../../ingest/sources/sources.ts'
import { type Api, testClient } from '../../support/replay.ts'
import { reader } from './live.ts'
import { readAll, SHARED, scratch } from './reading.ts'

const { path, write } = scratch()
const read = (name: string) => readAll(reddit.read(path(name)))

const comment = (id: string, parent: string, over: object = {}) => ({
  ...{ id, parent_id: parent, link_id: 't3_p1', author: 'ada', created_utc: 1577836800, edited: false, score: 3 },
  ...{ body: `Words of ${id}.`, subreddit: 'ships', permalink: `/r/ships/comments/p1/_/${id}/` },
  ...over,
})
const post = (over: object = {}) => ({
  ...{ id: 'p1', author: 'grace', created_utc: 1577836800.0, edited: false, score: 9, title: 'CMV: ships float' },
  ...{ selftext: 'They do.', is_self: true, url: 'https://www.reddit.com/r/ships/comments/p1/', subreddit: 'ships' },
  ...{ permalink: '/r/ships/comments/p1/' },
  ...over,
})
const jsonl = (...values: readonly unknown[]) => values.map((one) => `${JSON.stringify(one)}\n`).join('')

it('a web address is no dump, whatever it ends in', async () => {
  expect(await reddit.takes('https://archive.example/ships_comments.zst')).toBe(false)
  expect(await reddit.takes('ships_comments.zst')).toBe(true)
})

describe('a dump', () => {
  it('is read as it is packed, comments and posts', async () => {
    write(
      'd/RC_2020-01.zst',
      zstdCompressSync(jsonl(comment('c1', 't3_p1'), comment('c2', 't1_c1', { edited: 1577923200 }))),
    )
    write('d/RS_2020-01.zst', zstdCompressSync(jsonl(post())))
    expect((await sourceFor(path('d'))).name).toBe('reddit')
    const { documents, bad } = await read('d')
    expect(bad).toEqual([])
    expect(documents.map(({ id, kind, parent, root, title }) => [id, kind, parent, root, title])).toEqual([
      ['t1_c1', 'comment', 't3_p1', 't3_p1', null],
      ['t1_c2', 'comment', 't1_c1', 't3_p1', null],
      ['t3_p1', 'post', null, null, 'CMV: ships float'],
    ])
    expect(documents[1]!.revisions).toMatchObject([{ at: '2020-01-02T00:00:00Z', format: 'markdown' }])
    expect(documents[0]!.url).toBe('https://www.reddit.com/r/ships/comments/p1/_/c1/')
  })

  it('keeps the place of what is deleted, and the words of a deleted account', async () => {
    write(
      'gone_comments.jsonl',
      jsonl(
        comment('c1', 't3_p1', { author: '[deleted]', body: '[deleted]' }),
        comment('c2', 't3_p1', { body: '[removed]' }),
        comment('c3', 't3_p1', { author: '[deleted]' }),
        comment('c4', 't3_p1', { _meta: { was_deleted_later: true } }),
        post({ selftext: '[removed]', removed_by_category: 'moderator' }),
      ),
    )
    const { documents } = await read('gone_comments.jsonl')
    expect(
      documents.map(({ id, state, author, revisions, title }) => [id, state, author?.name, revisions.length, title]),
    ).toEqual([
      ['t1_c1', 'deleted', undefined, 0, null],
      ['t1_c2', 'unavailable', 'ada', 0, null],
      ['t1_c3', 'live', undefined, 1, null],
      ['t1_c4', 'deleted', 'ada', 0, null],
      ['t3_p1', 'unavailable', 'grace', 0, null],
    ])
  })

  it('of any year is read: times as text, very old edits, numbers for parents', async () => {
    write(
      'RC_2007-10.jsonl',
      jsonl(
        comment('c1', 't3_p1', { created_utc: '1192450635', edited: true }),
        comment('c2', 't3_p1', { parent_id: 42 }),
      ),
    )
    const { documents } = await read('RC_2007-10.jsonl')
    expect(documents[0]!.createdAt).toBe('2007-10-15T12:17:15Z')
    expect(documents[1]!.parent).toBe('t1_16')
  })

  it('names what is wrong with a line', async () => {
    write('RC_2020-02.jsonl', `${jsonl(comment('c1', 't3_p1', { id: 'a/b' }))}{"id":\n${jsonl(comment('c2', 't3_p1'))}`)
    const { documents, bad } = await read('RC_2020-02.jsonl')
    expect(documents.map(({ id }) => id)).toEqual(['t1_c2'])
    expect(bad.map(({ line, reason }) => [line, reason])).toEqual([
      [1, expect.stringMatching(/^id of a post or comment is "a\/b"/)],
      [2, expect.stringMatching(/^the line is not JSON/)],
    ])
  })
})

const thing = (kind: string, data: object) => ({ kind, data })
const listing = (children: readonly object[], after: string | null = null) => ({
  kind: 'Listing',
  data: { children, after },
})

describe('a saved listing', () => {
  it('gives the tree of comments, and counts what it only names', async () => {
    const answer = thing('t1', { ...comment('c2', 't1_c1'), replies: '' })
    const tree = thing('t1', {
      ...comment('c1', 't3_p1', { body: '&gt; They do.\n\nNot &amp;amp; all.', body_html: '&lt;div&gt;' }),
      replies: listing([answer, thing('more', { children: ['c8', 'c9'] })]),
    })
    write('thread.json', JSON.stringify([listing([thing('t3', post())]), listing([tree])]))
    expect((await sourceFor(path('thread.json'))).name).toBe('reddit')
    const { documents, skipped } = await read('thread.json')
    expect(documents.map(({ id, parent }) => [id, parent])).toEqual([
      ['t3_p1', null],
      ['t1_c1', 't3_p1'],
      ['t1_c2', 't1_c1'],
    ])
    expect(documents[1]!.revisions[0]!.body).toBe('> They do.\n\nNot &amp; all.')
    expect(skipped).toHaveLength(2)
  })
})

describe('the API', () => {
  const server = reader(reddit)
  const api: Api = ({ path: at, query }) => {
    if (at === '/comments/p1')
      return {
        body: [
          listing([thing('t3', post())]),
          listing([thing('t1', { ...comment('c1', 't3_p1'), replies: '' }), thing('more', { children: ['c2'] })]),
        ],
      }
    if (at === '/api/morechildren' && query.get('children') === 'c2')
      return { body: { json: { data: { things: [thing('t1', comment('c2', 't1_c1'))] } } } }
    return at === '/r/ships/new' ? { body: listing([thing('t3', post())]) } : null
  }
  const env = { CLAIMTHREAD_REDDIT_TOKEN: 'secret-token' }
  const THREAD = 'https://www.reddit.com/r/ships/comments/p1/cmv_ships_float/'

  it('is asked with a token only, which nothing shows', async () => {
    server.serve(api)
    const none = await server.read(THREAD)
    expect(none.asked).toEqual([])
    expect(none.bad[0]!.reason).toContain('set CLAIMTHREAD_REDDIT_TOKEN')
    const { documents } = await server.read(THREAD, { env })
    expect(documents.map(({ id }) => id)).toEqual(['t3_p1', 't1_c1', 't1_c2'])
    server.serve(() => ({ status: 403 }))
    const { bad, cursor } = await server.read(THREAD, { env })
    expect(JSON.stringify([bad, cursor])).not.toContain('secret-token')
  })

  it('gives a subreddit thread by thread, and only newer threads later', async () => {
    server.serve(api)
    const { documents, cursor } = await server.read('https://old.reddit.com/r/ships/', { env })
    expect(documents).toHaveLength(3)
    const second = await server.read('https://old.reddit.com/r/ships/', { env, cursor })
    expect(second.asked).toEqual(['/r/ships/new?limit=100&raw_json=1'])
    expect(second.documents).toEqual([])
  })
})

it.each([
  ['https://www.reddit.com/r/ships/comments/p1/_/c1/', { post: 'p1' }],
  ['https://redd.it/p1', { post: 'p1' }],
  ['https://reddit.com/r/ships', { subreddit: 'ships' }],
  ['https://www.reddit.com/user/ada', null],
  ['https://notreddit.com/r/ships', null],
])('%s is %j', (address, place) => expect(placeOf(address)).toEqual(place))

it('the doctor says that there is no token', async () => {
  expect(await reddit.check!(undefined, testClient())).toMatchObject([{ state: 'missing' }])
})

const sample = join(SHARED, 'docs/samples/reddit/comments.real.ndjson')
it.skipIf(!existsSync(sample))('reads real rows (skipped where there are none)', async () => {
  const { documents, bad } = await readAll(reddit.read(write('RC_2018-06.ndjson', readFileSync(sample))))
  expect(bad).toEqual([])
  expect(documents.map(({ id, state, createdAt }) => [id, state, createdAt])).toEqual([
    ['t1_dzwso8y', 'deleted', '2018-06-01T00:00:00Z'],
    ['t1_c15', 'live', '2005-12-12T05:54:08Z'],
    ['t1_c16', 'deleted', '2005-12-12T06:07:40Z'],
    ['t1_c0299an', 'live', '2007-10-15T12:17:15Z'],
    ['t1_c0299ar', 'live', '2007-10-15T12:17:26Z'],
  ])
})
