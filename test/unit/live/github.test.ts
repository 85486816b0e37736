/** GitHub over HTTP, from a server that answers as its GraphQL API does; and an archive, where there is one beside us. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../../graph/model.ts'
import { github } from '../../../ingest/sources/github.ts'
import { githubArchive } from '../../../ingest/sources/github-archive.ts'
import type { Item } from '../../../ingest/sources/source.ts'
import { type GhText, type GhThread, githubApi, type Repo } from '../../support/apis/github.ts'
import { exportOf, freshStore, itemsOf, runInto, toReplay } from '../../support/live.ts'
import { type Replay, startReplay, testClient } from '../../support/replay.ts'

const at = (n: number): string => `2024-03-${String(n).padStart(2, '0')}T10:00:00Z`
const says = (id: string, n: number, body: string, more: Partial<GhText> = {}): GhText => ({
  ...{ id, author: `u${id}`, createdAt: at(n), texts: [[at(n), body]] },
  ...more,
})
const DISCUSSION: GhThread = {
  ...says('d', 1, 'We should rewrite it.'),
  ...{ kind: 'discussion', number: 4, title: 'Rewrite', updatedAt: at(9) },
  texts: [
    [at(1), 'We must rewrite it.\r\nAll of it.'],
    [at(2), 'We should rewrite it.\r\nAll of it.'],
    [at(3), 'We should rewrite most of it.'],
  ],
  comments: [
    says('1', 4, 'I do not think that we should.', {
      replies: [
        says('2', 5, 'Why not?'),
        says('3', 5, 'Indeed.'),
        says('4', 6, 'It works as it is.', { author: null }),
      ],
    }),
    says('5', 4, 'Buy my watch.', { minimizedReason: 'SPAM' }),
    says('6', 4, 'Gone.', { deletedAt: at(5) }),
    says('7', 4, 'One wording was taken back.', {
      texts: [
        [at(4), 'A secret.'],
        [at(5), 'One wording was taken back.'],
      ],
      purged: 0,
    }),
  ],
}
const ISSUE: GhThread = {
  ...says('i', 1, 'It crashes.'),
  ...{ kind: 'issue', number: 7, title: 'Crash on start', updatedAt: at(8) },
  renamed: [{ createdAt: at(2), previousTitle: 'Crash', currentTitle: 'Crash on start' }],
  comments: [says('8', 3, 'It does not crash here.')],
}

const repo: Repo = { threads: [] }
let replay: Replay
beforeAll(async () => {
  replay = await startReplay(githubApi(repo))
})
beforeEach(() => Object.assign(repo, { threads: [DISCUSSION, ISSUE] }))
afterAll(() => replay.stop())

const env = { GITHUB_TOKEN: 't0ken' }
const REPO = 'https://github.com/o/r'
const read = (address: string) => itemsOf(github, address, replay, {}, { env })
const documentsOf = (items: readonly Item[]): Map<string, SourceDocument> =>
  new Map(items.flatMap((item) => (item.kind === 'document' ? [[item.document.id, item.document]] : [])))

describe('a discussion', () => {
  it('is whole: both levels of comments, what was deleted, without spam', async () => {
    const items = await read(`${REPO}/discussions/4`)
    const found = documentsOf(items)
    const root = 'o/r/discussions/4'
    const comment = (id: string): string => `${root}#discussioncomment-${id}`
    expect([...found.values()].map(({ id, parent, state }) => [id, parent, state])).toEqual([
      [root, null, 'live'],
      [comment('1'), root, 'live'],
      [comment('2'), comment('1'), 'live'],
      [comment('3'), comment('1'), 'live'],
      [comment('4'), comment('1'), 'live'],
      [comment('6'), root, 'deleted'],
      [comment('7'), root, 'live'],
    ])
    expect(found.get(comment('4'))!.author).toBe(null)
    expect(items.flatMap((item) => (item.kind === 'skipped' ? [item.reason] : []))).toEqual([
      'a comment that was hidden as spam',
      'edits whose words somebody removed',
    ])
  })

  it('every public edit is a revision, oldest first, across pages of edits', async () => {
    const { revisions } = documentsOf(await read(`${REPO}/discussions/4`)).get('o/r/discussions/4')!
    expect(revisions.map(({ key, body, editor }) => [key, body, editor?.id])).toEqual([
      [at(1), 'We must rewrite it.\nAll of it.', 'ud'],
      [at(2), 'We should rewrite it.\nAll of it.', 'ed'],
      [at(3), 'We should rewrite most of it.', 'ed'],
    ])
  })
})

it('an issue that was renamed has both titles', async () => {
  const found = documentsOf(await read(`${REPO}/issues/7`)).get('o/r/issues/7')!
  expect(found.title).toBe('Crash on start')
  expect(found.revisions.map(({ title, note }) => [title, note])).toEqual([
    ['Crash', null],
    [null, 'renamed'],
  ])
})

it('without a token it says so; with one the token is nowhere but in the header', async () => {
  const [item] = await itemsOf(github, REPO, replay, {}, { env: {} })
  expect(item).toMatchObject({ kind: 'bad', reason: expect.stringContaining('set GITHUB_TOKEN') })
  const wrong = await itemsOf(github, REPO, replay, {}, { env: { GITHUB_TOKEN: 's3cret' } })
  expect(wrong).toMatchObject([{ kind: 'bad', reason: expect.stringContaining('answered 401') }])
  const store = freshStore()
  const { report } = await runInto(store, REPO, replay, { env })
  expect(JSON.stringify([wrong, report, await exportOf(store)])).not.toMatch(/s3cret|t0ken/)
})

it('a second run asks for two lists, and later for what changed', async () => {
  repo.threads = Array.from({ length: 110 }, (_, n) => ({
    ...ISSUE,
    id: `t${n}`,
    number: n + 1,
    updatedAt: at(1 + (n % 9)),
  }))
  const store = freshStore()
  const first = await runInto(store, REPO, replay, { env })
  const rows = await exportOf(store)
  const second = await runInto(store, REPO, replay, { env })
  expect(first.report.documents.added).toBe(220)
  expect(await exportOf(store)).toEqual(rows)
  expect([first.requests, second.requests]).toEqual([113, 2])
  repo.threads = repo.threads.map((one) => (one.number === 5 ? { ...one, updatedAt: at(20), comments: [] } : one))
  const third = await runInto(store, REPO, replay, { env, at: '2026-02-01T00:00:00Z' })
  expect(third.report.documents).toEqual({ added: 0, changed: 1, unchanged: 1 })
})

it('a thread that fails is told, passed over and asked for again', async () => {
  repo.threads = Array.from({ length: 4 }, (_, n) => ({ ...ISSUE, id: `t${n}`, number: n + 1, updatedAt: at(1 + n) }))
  let broken = true
  const api = githubApi(repo)
  const server = await startReplay((asked) =>
    broken && /"number": ?2\b/.test(asked.body) ? { status: 500 } : api(asked),
  )
  const store = freshStore()
  const run = () => runInto(store, REPO, server, { env, tries: 2 })
  expect((await run()).report).toMatchObject({ documents: { added: 6 }, badCount: 1 })
  expect((await run()).report).toMatchObject({ documents: { added: 0 }, badCount: 1 })
  broken = false
  expect((await run()).report).toMatchObject({ documents: { added: 2 }, badCount: 0 })
  expect(await run()).toMatchObject({ report: { badCount: 0 }, requests: 2 })
  await server.stop()
})

it('doctor finds the API as it expects it', async () => {
  const client = testClient({ via: toReplay(replay), env })
  expect((await github.check!(REPO, client)).map(({ state, said }) => [state, said])).toEqual([
    ['ok', '1 discussions, as expected'],
    ['ok', 'discussion 4 is as expected'],
  ])
})

const ARCHIVE = join(import.meta.dirname, '../../../../shared/data/github/archive.json.xz')
it.skipIf(!existsSync(ARCHIVE))('a real archive: what goes in comes out (skipped: no shared data)', async () => {
  const items: Item[] = []
  for await (const item of githubArchive.read(ARCHIVE)) items.push(item)
  const documents = items.flatMap((item) => (item.kind === 'document' ? [item.document] : []))
  const empty = items.filter((item) => item.kind === 'skipped').length
  const [issues, pulls, comments, pullComments, reviews, reviewComments] = [303, 582, 662, 773, 1370, 1720]
  expect(empty).toBe(1157)
  expect(documents).toHaveLength(issues + pulls + comments + pullComments + reviews + reviewComments - empty)
  expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length)
  expect(items.filter(({ kind }) => kind === 'bad')).toEqual([])
})
