/** ForumMagnum over HTTP, from a server that answers as its GraphQL API does. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../../graph/model.ts'
import { forumMagnum } from '../../../ingest/sources/forummagnum.ts'
import type { Item } from '../../../ingest/sources/source.ts'
import {
  type FmComment,
  type FmPost,
  forumMagnumApi,
  type Version,
  type World,
} from '../../support/apis/forummagnum.ts'
import { exportOf, freshStore, itemsOf, runInto, toReplay } from '../../support/live.ts'
import { type Replay, startReplay, testClient } from '../../support/replay.ts'

const id = (name: string): string => name.padEnd(17, 'x')
const day = (n: number): string => `2020-01-${String(n).padStart(2, '0')}T00:00:00.000Z`
const wording = (version: string, editedAt: string, html: string): Version => ({ version, editedAt, html })

const post: FmPost = {
  ...{ _id: id('post'), title: 'On oversight', postedAt: day(1) },
  versions: [
    { ...wording('0.1.0', day(1), '<p>Draft.</p>'), draft: true },
    wording('1.0.0', day(1), '<p>Oversight of strong models will surely work.</p>'),
    { ...wording('1.2.0', day(5), '<p>Oversight of strong models may work.</p>'), commitMessage: 'weaker' },
    wording('1.10.0', day(9), '<p>Oversight of strong models may work, with care.</p>'),
  ],
  tags: [{ _id: id('tag'), slug: 'scalable-oversight', name: 'Scalable Oversight' }],
  fmCrosspost: { isCrosspost: true, foreignPostId: id('foreign') },
  extendedScore: {
    reacts: { shakyPremise: [{ userId: 'u2', displayName: 'Bo', reactType: 'created', quotes: ['may work'] }] },
  },
}
const says = (name: string, n: number, more: Partial<FmComment> = {}): FmComment => ({
  ...{ _id: id(name), postId: post._id, postedAt: day(n) },
  versions: [wording('1.0.0', day(n), `<p>I do not think that ${name} holds.</p>`)],
  ...more,
})
const COMMENTS: readonly FmComment[] = [
  says('reply', 6, { postVersion: '1.2.0' }),
  says('below', 7, { parentCommentId: id('reply'), retracted: true }),
  says('answer', 8, { answer: true }),
  says('under', 8, { parentCommentId: id('answer'), parentAnswerId: id('answer') }),
  says('debate', 8, { debateResponse: true }),
  says('gone', 8, { deleted: true, deletedPublic: true, deletedDate: day(9) }),
  says('orphan', 8, { parentCommentId: id('silent') }),
  says('silent', 7, { deleted: true, deletedPublic: false }),
  says('spam', 8, { rejected: true }),
  says('edited', 8, {
    versions: [wording('1.0.0', day(8), '<p>No.</p>'), wording('1.1.0', day(9), '<p>No, and here is why.</p>')],
  }),
]
const TAG = {
  ...{ _id: id('tag'), slug: 'scalable-oversight', name: 'Scalable Oversight', oldSlugs: ['ai-oversight'] },
  versions: [wording('1.3.0', day(2), '<p>Ways to oversee.</p>')],
}

const world: World = { posts: [], comments: [], tags: [] }
let replay: Replay
beforeAll(async () => {
  replay = await startReplay(forumMagnumApi(world))
})
beforeEach(() => Object.assign(world, { posts: [post], comments: COMMENTS, tags: [TAG] }))
afterAll(() => replay.stop())

const ADDRESS = `https://www.lesswrong.com/posts/${post._id}/on-oversight`
const documentsOf = (items: readonly Item[]): Map<string, SourceDocument> =>
  new Map(items.flatMap((item) => (item.kind === 'document' ? [[item.document.id, item.document]] : [])))

describe('a thread', () => {
  it('is whole: answers, what is under them, dialogue, deleted parents', async () => {
    const items = await itemsOf(forumMagnum, ADDRESS, replay)
    const found = documentsOf(items)
    const names = 'post tag reply below answer under debate gone orphan edited silent'.split(' ').map(id)
    expect([...found.keys()].sort()).toEqual(names.sort())
    expect(found.get(id('silent'))).toMatchObject({ state: 'unavailable', parent: post._id })
    expect(found.get(id('gone'))).toMatchObject({ state: 'deleted', stateAt: '2020-01-09T00:00:00Z' })
    expect(found.get(id('below'))).toMatchObject({ state: 'retracted', parent: id('reply'), root: post._id })
    expect(found.get(id('answer'))!.kind).toBe('answer')
    expect(items).toContainEqual({
      ...{ kind: 'skipped', reason: 'a comment that moderators have not let in' },
      where: expect.stringContaining(id('spam')),
    })
    expect(items.filter(({ kind }) => kind === 'bad')).toEqual([])
  })

  it('has all public revisions, in the order of versions and not of their spelling', async () => {
    const found = documentsOf(await itemsOf(forumMagnum, ADDRESS, replay))
    const { revisions, extra } = found.get(post._id)!
    expect(revisions.map(({ key }) => key)).toEqual(['1.0.0', '1.2.0', '1.10.0'])
    expect(revisions.map(({ body }) => body)).toEqual(post.versions.slice(1).map(({ html }) => html))
    expect(revisions[1]).toMatchObject({ note: 'weaker', at: '2020-01-05T00:00:00Z' })
    expect(extra).toMatchObject({
      crosspost: `forummagnum:eaf:${id('foreign')}`,
      reacts: [{ react: 'shakyPremise', stance: 'against', by: 'u2', quotes: ['may work'] }],
    })
    expect(found.get(id('edited'))!.revisions.map(({ key }) => key)).toEqual(['1.0.0', '1.1.0'])
  })

  it('histories are asked for where there is one, never in lists of comments', async () => {
    const before = replay.asked.length
    await itemsOf(forumMagnum, ADDRESS, replay)
    const asked = replay.asked.slice(before).filter(({ path }) => path === '/graphql')
    const operations = asked.map(({ body }) => (JSON.parse(body) as { operationName: string }).operationName)
    expect(operations).toEqual(['PostThread', 'RevisionsOf', 'Concepts', 'RevisionsOf'])
    expect(asked.some(({ body }) => /comments\([^)]*\) \{ results \{[^}]*revisions/.test(body))).toBe(false)
  })

  it('a comment names the version that it was written to, where that was noted', async () => {
    const found = documentsOf(await itemsOf(forumMagnum, ADDRESS, replay))
    expect(found.get(id('reply'))!.respondsToRevision).toBe('1.2.0')
    // "1.0.0" stands for "not noted": by then the post had a later version.
    expect(found.get(id('edited'))!.respondsToRevision).toBe(null)
  })

  it('wiki pages are concepts with all their names', async () => {
    const tag = documentsOf(await itemsOf(forumMagnum, ADDRESS, replay)).get(TAG._id)!
    expect(tag).toMatchObject({ kind: 'wiki', title: 'Scalable Oversight', aliases: ['ai oversight'] })
  })

  it.each([
    `https://www.alignmentforum.org/posts/${post._id}/a-slug`,
    `https://www.greaterwrong.com/posts/${post._id}/a-slug/comment/${id('reply')}`,
    `https://lesswrong.com/posts/${post._id}?commentId=${id('reply')}&utm_source=x`,
    `https://www.lesswrong.com/s/${id('sequence')}/p/${post._id}`,
  ])('%s is the same document', async (address) => {
    const [first] = documentsOf(await itemsOf(forumMagnum, address, replay)).values()
    expect(first).toMatchObject({ source: 'forummagnum:lw', id: post._id })
  })

  it('pages of comments are read to the end', async () => {
    world.comments = Array.from({ length: 450 }, (_, n) => says(`c${n}`, 6))
    const items = await itemsOf(forumMagnum, ADDRESS, replay)
    expect(documentsOf(items).size).toBe(452)
  })

  it('goes on after failures, and says what it could not get', async () => {
    replay.fail(
      { status: 500 },
      { status: 429, headers: { 'retry-after': '0' } },
      { body: '{"data":{"po', cutAfter: 8 },
    )
    expect(documentsOf(await itemsOf(forumMagnum, ADDRESS, replay)).size).toBe(11)
    replay.fail({ status: 503 }, { status: 503 }, { status: 503 })
    const items = await itemsOf(forumMagnum, ADDRESS, replay, {}, { tries: 3 })
    expect(items.map(({ kind }) => kind)).toEqual(['bad'])
    expect(items[0]).toMatchObject({ reason: expect.stringMatching(/answered 503, 3 times/) })
  })
})

describe('again and again', () => {
  it('a second run over an unchanged forum costs next to nothing', async () => {
    world.posts = Array.from({ length: 250 }, (_, n) => ({
      ...post,
      _id: id(`p${n}`),
      postedAt: day(1 + (n % 28)),
      tags: [],
    }))
    world.comments = [says('reply', 6, { postId: id('p7') })]
    const store = freshStore()
    const first = await runInto(store, 'https://www.lesswrong.com/', replay)
    const rows = await exportOf(store)
    const second = await runInto(store, 'https://www.lesswrong.com/', replay)
    expect(first.report.documents).toMatchObject({ added: 251, changed: 0 })
    expect(second.report.documents).toEqual({ added: 0, changed: 0, unchanged: 0 })
    expect(await exportOf(store)).toEqual(rows)
    expect(second.requests / first.requests).toBeLessThanOrEqual(0.02)
  }, 60_000)

  it('a thread that fails is told, passed over, and asked for again with all its history', async () => {
    world.posts = Array.from({ length: 5 }, (_, n) => ({ ...post, _id: id(`p${n}`), postedAt: day(1 + n), tags: [] }))
    world.comments = []
    let broken = true
    const api = forumMagnumApi(world)
    const server = await startReplay((asked) =>
      broken && asked.body.includes('PostThread') && asked.body.includes(id('p1')) ? { status: 500 } : api(asked),
    )
    const store = freshStore()
    const run = () => runInto(store, 'https://www.lesswrong.com/', server, { tries: 2 })
    expect((await run()).report).toMatchObject({ documents: { added: 4 }, badCount: 1 })
    expect((await run()).report).toMatchObject({ documents: { added: 0 }, badCount: 1 })
    broken = false
    expect((await run()).report).toMatchObject({ documents: { added: 1 }, badCount: 0 })
    const versions = (await exportOf(store)).filter((line) => line.includes(`"forummagnum:lw:${id('p1')}@`))
    const others = (await exportOf(store)).filter((line) => line.includes(`"forummagnum:lw:${id('p2')}@`))
    expect(versions).toHaveLength(others.length)
    expect((await run()).report).toMatchObject({ documents: { added: 0, unchanged: 0 }, badCount: 0 })
    await server.stop()
  })

  it('finds what was posted, edited and deleted since', async () => {
    const store = freshStore()
    await runInto(store, ADDRESS, replay)
    const edited = {
      ...COMMENTS[0]!,
      versions: [...COMMENTS[0]!.versions, wording('1.1.0', '2030-01-01T00:00:00.000Z', '<p>I agree now.</p>')],
    }
    world.comments = [edited, ...COMMENTS.slice(2), says('new', 20)]
    const { report } = await runInto(store, ADDRESS, replay, { at: '2026-02-01T00:00:00Z' })
    expect(report.documents).toMatchObject({ added: 1, changed: 2 })
    const records = (await exportOf(store)).map(
      (line) => JSON.parse(line) as { type: string; id?: string; state?: string },
    )
    const states = new Map(records.filter(({ type }) => type === 'document').map((one) => [one.id, one.state]))
    expect(states.get(`forummagnum:lw:${id('below')}`)).toBe('unavailable')
    expect(states.get(`forummagnum:lw:${id('new')}`)).toBe('live')
    expect(records.filter(({ id: own }) => own?.startsWith(`forummagnum:lw:${id('reply')}@`))).toHaveLength(2)
  })

  it('a forum that ignores since when is asked for the newest comments, as far as they are new', async () => {
    const old = Array.from({ length: 2300 }, (_, at) => says(`old${at}`, 1))
    world.comments = [...old, says('new', 20)]
    const cursor = JSON.stringify({ phase: 'follow', since: day(19) })
    const from = replay.asked.length
    const items = await itemsOf(forumMagnum, 'https://forum.effectivealtruism.org/', replay, { cursor })
    expect(items.filter(({ kind }) => kind === 'bad')).toEqual([])
    expect([...documentsOf(items).keys()]).toContain(id('new'))
    expect(replay.asked.slice(from).filter(({ body }) => body.includes('"CommentsSince"'))).toHaveLength(2)
  })

  it('a dry run tells its requests and stores nothing', async () => {
    const items = await itemsOf(forumMagnum, 'https://www.alignmentforum.org/', replay, { dryRun: true })
    expect(items).toEqual([{ kind: 'plan', requests: 2, exact: false, what: expect.stringContaining('1 threads') }])
  })

  it('doctor finds the API as it expects it', async () => {
    const checks = await forumMagnum.check!(undefined, testClient({ via: toReplay(replay) }))
    expect(checks.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok'])
  })
})

describe('what is secret and what is odd', () => {
  const env = { LW_GRAPHQL_ACCESS: 'x-access: let-me-in' }
  const told = (from: number) => replay.asked.slice(from).map(({ headers }) => headers['x-access'] ?? null)

  it('the header that LessWrong gave out is told to LessWrong and to no other forum', async () => {
    const before = replay.asked.length
    await itemsOf(forumMagnum, `https://www.lesswrong.com/posts/${post._id}`, replay, {}, { env })
    expect(told(before)).toContain('let-me-in')
    for (const host of ['forum.effectivealtruism.org', 'forum.example']) {
      const from = replay.asked.length
      await itemsOf(forumMagnum, `https://${host}/posts/${post._id}`, replay, {}, { env })
      expect(new Set(told(from))).toEqual(new Set([null]))
    }
  })

  it('an address that is not percent-encoded text is not taken', async () => {
    expect(await forumMagnum.takes('https://www.lesswrong.com/w/%zz')).toBe(false)
  })
})
