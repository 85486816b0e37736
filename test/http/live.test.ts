/** Sources over HTTP as a person meets them: on the command line and through the server, from a forum on this machine. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type DiscoursePost, discourseApi, type Forum } from '../support/apis/discourse.ts'
import { type Replay, startReplay } from '../support/replay.ts'
import { openShell, type Shell } from './cli.ts'
import { LINES } from './discussion.ts'
import { followed, startServer, type TestServer, TOKEN } from './server.ts'

const says = (id: number, number: number, ...wordings: readonly string[]): DiscoursePost => ({
  ...{ id, topic_id: 7, post_number: number, username: `u${id}`, created_at: `2024-01-0${number}T00:00:00.000Z` },
  ...{ wordings, reply_to_post_number: number === 1 ? null : 1 },
})
const POSTS = [
  says(70, 1, 'Fees are much too low.', 'Fees are too low.'),
  says(71, 2, 'I do not think that fees are too low.'),
]
const NOTICE: DiscoursePost = { ...says(72, 3, 'This topic was closed.'), post_type: 3 }

const forum: Forum = { posts: [], titles: { 7: 'Fees' }, open: true }
let replay: Replay
let shell: Shell
let server: TestServer
let topic = ''
beforeAll(async () => {
  replay = await startReplay(discourseApi(forum))
  topic = `${replay.url}/t/fees/7`
  shell = openShell()
  server = await startServer(LINES[0]!, { inside: ['127.0.0.1'] })
})
beforeEach(() => Object.assign(forum, { posts: [...POSTS, NOTICE] }))
afterAll(async () => {
  shell.close()
  await server.stop()
  await replay.stop()
})

const QUICK = { CLAIMTHREAD_DELAY: '0', CLAIMTHREAD_CONTACT: 'mailto:ann@example.org' }
const run = (...args: readonly string[]) => shell.run(args, QUICK)

describe('ingest of an address', () => {
  test('says what was new, and what was skipped and why', async () => {
    const { status, json } = await run('ingest', topic, '--store', 'sqlite:one.db')
    expect(status).toBe(0)
    expect(json).toMatchObject({
      documents: { added: 2 },
      claims: { reworded: 1 },
      skipped: [{ reason: 'a notice of a moderator or of the forum', count: 1 }],
      requests: 3,
    })
    expect(replay.asked.at(-1)!.headers['user-agent']).toMatch(/^claimthread\/\S+ \(\+mailto:ann@example\.org\)$/)
  })

  test('a dry run says how many requests it would take, and makes no store', async () => {
    const { status, json } = await run('ingest', topic, '--dry-run', '--store', 'sqlite:dry.db')
    expect(status).toBe(0)
    expect(json).toMatchObject({ documents: { added: 0 }, plan: [{ address: topic, requests: 1, exact: false }] })
  })

  test('requests that are used up are told, and the next run goes on', async () => {
    const few = await run('ingest', topic, '--requests', '2', '--store', 'sqlite:few.db')
    expect(few).toMatchObject({ status: 1, json: { requests: 2, badCount: 1 } })
    expect(few.json.bad[0].reason).toMatch(/the 2 requests that were allowed are used up/)
    expect(await run('ingest', topic, '--store', 'sqlite:few.db')).toMatchObject({
      status: 0,
      json: { documents: { added: 2 } },
    })
  })
})

test('watch tells one line a round, and finds what changed between two', async () => {
  const watch = shell.start(['watch', topic, '--every', '1s', '--rounds', '2', '--store', 'sqlite:watch.db'], QUICK)
  await watch.seen(/"documents"/)
  forum.posts = [POSTS[0]!, says(71, 2, 'I do not think that fees are too low.', 'I think now that fees are too low.')]
  const { status, stdout } = await watch.ended
  expect(status).toBe(0)
  const rounds = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rounds.map(({ documents }) => documents)).toMatchObject([{ added: 2 }, { added: 0, changed: 1 }])
  expect(rounds.map(({ nextIn }) => nextIn)).toEqual([1, null])
})

test('Ctrl-C ends a watch between two rounds', async () => {
  const watch = shell.start(['watch', topic, '--every', '1h', '--store', 'sqlite:stopped.db'], QUICK)
  await watch.seen(/"documents"/)
  watch.child.kill('SIGINT')
  expect((await watch.ended).status).toBe(130)
})

describe('doctor of a source', () => {
  test('looks at one small page', async () => {
    const { status, json } = await run('doctor', 'discourse', `${replay.url}/`)
    expect(status).toBe(0)
    expect(json.findings.map(({ state }: { state: string }) => state)).toEqual(['ok', 'ok'])
  })

  test('says which sources can be asked', async () => {
    expect(await run('doctor', 'jsonl')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('These can be asked: forummagnum'),
    })
    expect(await run('doctor', 'discours')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean discourse?'),
    })
  })
})

test('POST /ingest with a forum’s address reads it through its source', async () => {
  const { status, body } = await server.send('/ingest', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ url: topic }),
  })
  expect(status).toBe(202)
  const job = await followed(server, body.self)
  expect(job).toMatchObject({ state: 'done', report: { documents: { added: 2 }, bad: [] } })
  expect((await server.get(`/documents/discourse:127.0.0.1:${new URL(replay.url).port}:71`)).status).toBe(200)
}, 30_000)
