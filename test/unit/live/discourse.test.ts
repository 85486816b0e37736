/** Discourse over HTTP, from a server that answers as it does; and its archive, where there is one beside us. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../../graph/model.ts'
import { sidesOf } from '../../../ingest/sources/discourse/side-by-side.ts'
import { discourse } from '../../../ingest/sources/discourse.ts'
import type { Item } from '../../../ingest/sources/source.ts'
import { type DiscoursePost, discourseApi, type Forum, sideBySide } from '../../support/apis/discourse.ts'
import { exportOf, freshStore, itemsOf, runInto, toReplay } from '../../support/live.ts'
import { type Replay, startReplay, testClient } from '../../support/replay.ts'

const says = (
  id: number,
  number: number,
  wordings: readonly string[],
  more: Partial<DiscoursePost> = {},
): DiscoursePost => ({
  ...{
    id,
    topic_id: 7,
    post_number: number,
    username: `u${id}`,
    created_at: `2024-01-0${number}T00:00:00.000Z`,
    wordings,
  },
  ...more,
})
const POSTS: readonly DiscoursePost[] = [
  says(70, 1, [
    'Fees are too low.\n\nWe should raise them.',
    'Fees are low.\n\nWe should raise them & soon.',
    'Fees are low.\n\nWe might raise them & soon.',
  ]),
  says(71, 2, ['[quote="u70, post:1, topic:7"]\nFees are too low.\n[/quote]\n\nThey are not too low.'], {
    reply_to_post_number: 1,
  }),
  says(72, 3, ['I agree with that.'], { reply_to_post_number: 2 }),
  says(73, 4, ['This topic was automatically closed.'], { post_type: 3 }),
  says(74, 6, ['(post deleted by author)'], { user_deleted: true }),
  says(75, 7, ['An answer to what is not there any more.'], { reply_to_post_number: 5 }),
]

const forum: Forum = { posts: POSTS, titles: { 7: 'Fees' }, open: true }
let replay: Replay
beforeAll(async () => {
  replay = await startReplay(discourseApi(forum))
})
beforeEach(() => Object.assign(forum, { posts: POSTS, open: true }))
afterAll(() => replay.stop())

const TOPIC = 'https://forum.example/t/fees/7'
const documentsOf = (items: readonly Item[]): Map<string, SourceDocument> =>
  new Map(items.flatMap((item) => (item.kind === 'document' ? [[item.document.id, item.document]] : [])))

describe('a topic', () => {
  it('is whole, with its threads and what was deleted', async () => {
    const items = await itemsOf(discourse, TOPIC, replay)
    const found = documentsOf(items)
    expect([...found.values()].map(({ id, kind, parent, root, state }) => [id, kind, parent, root, state])).toEqual([
      ['70', 'post', null, null, 'live'],
      ['71', 'comment', '70', '70', 'live'],
      ['72', 'comment', '71', '70', 'live'],
      ['74', 'comment', '70', '70', 'deleted'],
      ['75', 'comment', '70', '70', 'live'],
    ])
    expect(found.get('70')).toMatchObject({
      source: 'discourse:forum.example',
      title: 'Fees',
      aliases: ['topic:7/post:1'],
    })
    expect(found.get('75')!.extra).toMatchObject({ replyTo: 5 })
    expect(items.filter(({ kind }) => kind === 'skipped')).toHaveLength(1)
  })

  it('former wordings are rebuilt, and lead to the text of now', async () => {
    const { revisions } = documentsOf(await itemsOf(discourse, TOPIC, replay)).get('70')!
    expect(revisions.map(({ key, body }) => [key, body])).toEqual(
      POSTS[0]!.wordings.map((body, at) => [String(at + 1), body]),
    )
    expect(revisions[2]).toMatchObject({ note: 'clearer', editor: { id: 'ed', name: 'Ed' } })
    expect(revisions[0]).toMatchObject({ at: '2024-01-01T00:00:00Z', editor: { id: 'u70' } })
  })

  it('histories that are nobody’s business are not missed in silence', async () => {
    forum.open = false
    const { revisions } = documentsOf(await itemsOf(discourse, TOPIC, replay)).get('70')!
    expect(revisions.map(({ key }) => key)).toEqual(['3'])
  })

  it('a quotation names its post, whatever was said in between', async () => {
    const store = freshStore()
    await runInto(store, TOPIC, replay)
    const context = await store.linkContext('discourse:forum.example:71')
    expect(context!.documents.map(({ document }) => document.id)).toContain('discourse:forum.example:70')
  })

  it('more than twenty posts take more requests', async () => {
    forum.posts = Array.from({ length: 65 }, (_, n) => says(100 + n, n + 1, [`This is contribution number ${n}.`])).map(
      (post) => ({ ...post, created_at: '2024-01-01T00:00:00.000Z' }),
    )
    const before = replay.asked.length
    expect(documentsOf(await itemsOf(discourse, TOPIC, replay)).size).toBe(65)
    expect(replay.asked.slice(before).filter(({ path }) => path !== '/robots.txt')).toHaveLength(4)
  })
})

describe('again and again', () => {
  it('an edit that the forum did not number is observed; a post that vanished is unavailable', async () => {
    const store = freshStore()
    await runInto(store, TOPIC, replay)
    forum.posts = POSTS.filter(({ id }) => id !== 72).map((post) =>
      post.id === 71 ? { ...post, wordings: [`${post.wordings[0]!} Really.`] } : post,
    )
    const { report } = await runInto(store, TOPIC, replay, { at: '2026-02-01T00:00:00Z' })
    expect(report.documents).toEqual({ added: 0, changed: 2, unchanged: 3 })
    const records = (await exportOf(store)).map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(records.find(({ id }) => id === 'discourse:forum.example:72')).toMatchObject({ state: 'unavailable' })
    expect(
      records.filter(({ document, type }) => type === 'revision' && document === 'discourse:forum.example:71'),
    ).toMatchObject([
      { number: 1, origin: 'api' },
      { number: 1.01, origin: 'observed' },
    ])
  })

  it('a second run over an unchanged forum asks for one list', async () => {
    forum.posts = Array.from({ length: 120 }, (_, n) => ({
      ...says(n, 1, [`Topic number ${n} is about fees.`]),
      topic_id: 1000 + n,
    }))
    const store = freshStore()
    const first = await runInto(store, 'https://forum.example/', replay, { source: 'discourse' })
    const rows = await exportOf(store)
    const second = await runInto(store, 'https://forum.example/', replay, { source: 'discourse' })
    expect(first.report.documents.added).toBe(120)
    expect(await exportOf(store)).toEqual(rows)
    expect([first.requests, second.requests]).toEqual([125, 2])
  })

  it('a topic that fails is told, passed over and asked for again; where all fail it ends, and the next run begins there again', async () => {
    const broken = new Set([1003])
    const topics = Array.from({ length: 40 }, (_, n) => ({
      ...says(n, 1, [`Topic number ${n} is about fees.`]),
      topic_id: 1000 + n,
    }))
    const api = discourseApi({ posts: topics, titles: {}, open: true })
    const server = await startReplay((asked) =>
      broken.has(Number(/^\/t\/(\d+)/.exec(asked.path)?.[1])) ? { status: 500 } : api(asked),
    )
    const store = freshStore()
    const run = () => runInto(store, 'https://forum.example/', server, { source: 'discourse', tries: 2 })
    const failing = [...Array(30).keys()].map((n) => 1010 + n)
    for (const id of failing) broken.add(id)
    expect((await run()).report).toMatchObject({ documents: { added: 9 }, badCount: 5 })
    for (const id of failing) broken.delete(id)
    expect((await run()).report).toMatchObject({ documents: { added: 30 }, badCount: 0 })
    expect((await run()).report).toMatchObject({ documents: { added: 0 }, badCount: 1 })
    broken.clear()
    expect((await run()).report).toMatchObject({ documents: { added: 1 }, badCount: 0 })
    expect(await run()).toMatchObject({ report: { documents: { added: 0 } }, requests: 2 })
    await server.stop()
  })

  it('doctor wants a forum, and finds it as expected', async () => {
    const client = testClient({ via: toReplay(replay) })
    expect((await discourse.check!(undefined, client))[0]!.state).toBe('missing')
    expect((await discourse.check!('https://forum.example/', client)).map(({ state }) => state)).toEqual(['ok', 'ok'])
  })
})

it('texts are rebuilt from the table whatever stands in them', () => {
  const before = 'A <b> & "c"\n\n> quoted\n\n* one\n* two'
  const after = 'A <b> & "d"\n\n> quoted\n\n* one\n* two\n* three'
  expect(sidesOf(sideBySide(before, after))).toEqual({ previous: before, current: after })
})

it('texts are rebuilt from a table of any depth', () => {
  const deep = (words: string) => `${'<b>'.repeat(20_000)}${words}`
  expect(sidesOf(`<table><tr><td>${deep('old')}</td><td>${deep('new')}</td></tr></table>`)).toMatchObject({
    previous: 'old',
  })
})

const ARCHIVE = join(import.meta.dirname, '../../../../shared/data/discourse')
describe.skipIf(!existsSync(ARCHIVE))(
  'the archive of a real forum (skipped: no shared data beside the repository)',
  () => {
    it('posts in, documents out; changes in, revisions out; and the same over HTTP', async () => {
      const { archiveOf } = await import('../../support/apis/discourse-archive.ts')
      const { items, api, posts, wordings, changesOf } = await archiveOf(ARCHIVE)
      const found = documentsOf(items)
      const notices = posts.filter(({ post_type }) => post_type !== 1).length
      expect([posts.length, wordings]).toEqual([4661, 1226])
      expect(found.size).toBe(posts.length - notices)
      const changes = [...found.values()].reduce((sum, { revisions }) => sum + revisions.length - 1, 0)
      // Of the 750 changes that were observed, those of the 55 posts that their authors deleted are not kept.
      const gone = [...found.values()].filter(({ state }) => state !== 'live').map(({ id }) => Number(id))
      expect([gone.length, changes, changesOf(gone)]).toEqual([55, 724, 26])
      const server = await startReplay(api)
      const live = await itemsOf(discourse, 'https://forum.example/', server)
      await server.stop()
      const read = documentsOf(live)
      expect(read.size).toBe(found.size)
      const lost = live.filter((item) => item.kind === 'skipped' && item.reason.includes('do not lead'))
      expect(lost).toEqual([])
      // HTML makes a line feed of a carriage return.
      const bare = ({ revisions }: SourceDocument) => revisions.map(({ body }) => body.replace(/\r\n?/g, '\n').trim())
      for (const [id, document] of read) expect(bare(document)).toEqual(bare(found.get(id)!))
    }, 120_000)
  },
)
