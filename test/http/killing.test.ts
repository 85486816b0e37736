/** An ingest over HTTP that is killed fifty times, at any moment: what it has in the end is what an undisturbed one has. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DiscoursePost, discourseApi } from '../support/apis/discourse.ts'
import { type Replay, startReplay } from '../support/replay.ts'
import { openShell, type Shell } from './cli.ts'

const KILLS = 50
const SUBJECTS = 'fees miners wallets blocks keys nodes scripts channels'.split(' ')
const about = (n: number): string => SUBJECTS[n % SUBJECTS.length]!

/** Topics of three posts each, the second edited once, the third quoting what the second said before. */
function topic(n: number): readonly DiscoursePost[] {
  const post = (number: number, ...wordings: readonly string[]): DiscoursePost => ({
    ...{ id: n * 10 + number, topic_id: n, post_number: number, username: `u${(n + number) % 7}`, wordings },
    created_at: `2024-0${1 + (n % 9)}-0${number}T00:00:00.000Z`,
    reply_to_post_number: number === 1 ? null : number - 1,
  })
  return [
    post(1, `The ${about(n)} of proposal ${n} are too expensive.`),
    post(2, `I do not think that the ${about(n)} are too expensive.`, `The ${about(n)} are cheap enough.`),
    post(3, `> I do not think that the ${about(n)} are too expensive.\n\nBut they are, see the table.`),
  ]
}

let replay: Replay
let shell: Shell
beforeAll(async () => {
  const posts = Array.from({ length: 300 }, (_, n) => topic(n + 1)).flat()
  replay = await startReplay(discourseApi({ posts, titles: {}, open: true }))
  shell = openShell()
})
afterAll(async () => {
  shell.close()
  await replay.stop()
})

const args = (store: string): readonly string[] => [
  ...['ingest', `${replay.url}/`, '--source', 'discourse', '--store', `sqlite:${store}.db`],
]
const QUICK = { CLAIMTHREAD_DELAY: '0.004' }

async function exported(store: string): Promise<string> {
  const { stdout, status } = await shell.run(['export', '--min-confidence', '0', '--store', `sqlite:${store}.db`])
  expect(status).toBe(0)
  return stdout
}

/** Starts it and kills it at a moment after `when` holds; whether it was killed before its end. */
async function killed(when: () => boolean, moment: number): Promise<boolean> {
  const { child, ended } = shell.start(args('killed'), QUICK)
  const timer = setInterval(() => {
    if (!when()) return
    clearInterval(timer)
    setTimeout(() => child.kill('SIGKILL'), moment)
  }, 1)
  const { status } = await ended
  clearInterval(timer)
  return status === null
}

/** So many requests after now. */
function requestsLater(count: number): () => boolean {
  const from = replay.asked.length
  return () => replay.asked.length - from >= count
}

/** When it has asked for something and then asks no more for a while: it links what it has read. */
function quiet(ms: number): () => boolean {
  let [count, since] = [replay.asked.length, Number.POSITIVE_INFINITY]
  return () => {
    if (replay.asked.length > count) [count, since] = [replay.asked.length, performance.now()]
    return performance.now() - since > ms
  }
}

test('fifty kills lose nothing and double nothing', async () => {
  expect((await shell.run(args('whole'), QUICK)).status).toBe(0)
  // Most end so soon that the next begins with what they had not stored yet; the forum is too large for all of them.
  for (let nth = 0; nth < KILLS - 2; nth++)
    expect(await killed(requestsLater(Math.ceil(Math.random() * 34)), Math.random() * 60)).toBe(true)
  for (let nth = 0; nth < 2; nth++) expect(await killed(quiet(100), Math.random() * 200)).toBe(true)
  const last = await shell.run(args('killed'), QUICK)
  expect(last).toMatchObject({ status: 0, json: { badCount: 0, conflictCount: 0 } })
  expect(await exported('killed')).toBe(await exported('whole'))
}, 300_000)
