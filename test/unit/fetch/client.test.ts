/** The client against a real server: what it asks for, what it bears, where it stops. */
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { ClientOptions } from '../../../ingest/fetch/client.ts'
import { openClient } from '../../../ingest/fetch/client.ts'
import { type Answer, type Api, type Replay, startReplay, testClient } from '../../support/replay.ts'

let replay: Replay | null = null
afterEach(async () => {
  await replay?.stop()
  replay = null
})

async function serving(api: Api, ...faults: readonly Answer[]): Promise<Replay> {
  replay = await startReplay(api)
  replay.fail(...faults)
  return replay
}

const hello: Api = ({ path }) => (path === '/robots.txt' ? null : { body: { said: 'hello' } })
/** Waits that the client would have made, in milliseconds, instead of making them. */
function noting(options: ClientOptions = {}) {
  const waits: number[] = []
  const sleep = async (ms: number): Promise<void> => void waits.push(Math.round(ms))
  return { waits, client: testClient({ sleep, random: () => 1, backoffMs: 1000, ...options }) }
}

describe('what passes is tried again', () => {
  it.each<[string, Answer]>([
    ['500', { status: 500 }],
    ['429', { status: 429 }],
    ['a cut body', { body: 'x'.repeat(1000), cutAfter: 10 }],
    ['JSON that is not whole', { body: '{"said": "hel' }],
  ])('%s', async (_, fault) => {
    const { url, asked } = await serving(hello, fault, fault)
    const reply = await testClient().fetch(`${url}/a`, { json: true })
    expect(reply.json()).toEqual({ said: 'hello' })
    expect(asked.filter(({ path }) => path === '/a')).toHaveLength(3)
  })

  it('a server that does not answer in time', async () => {
    const { url } = await serving(hello, { hangs: true })
    expect((await testClient({ timeoutMs: 60 }).fetch(`${url}/a`)).status).toBe(200)
  })

  it('a name that is not looked up in time, which is told as that', async () => {
    const { url } = await serving(hello)
    let asked = 0
    const resolve = async () => {
      asked += 1
      return asked === 1 ? new Promise<never>(() => {}) : [{ address: '127.0.0.1', family: 4 }]
    }
    const named = url.replace('127.0.0.1', 'harbour.example')
    expect((await testClient({ timeoutMs: 60, resolve }).fetch(`${named}/a`, { robots: false })).status).toBe(200)
    expect(asked).toBe(2)
    const never = { timeoutMs: 60, tries: 1, resolve: () => new Promise<never>(() => {}) }
    await expect(testClient(never).fetch(`${named}/a`)).rejects.toMatchObject({ kind: 'timeout' })
    const stopping = new AbortController()
    const fetched = testClient({ ...never, timeoutMs: 60_000, signal: stopping.signal }).fetch(`${named}/a`)
    setImmediate(() => stopping.abort())
    await expect(fetched).rejects.toMatchObject({ kind: 'stopped' })
  })

  it('waits double, and Retry-After is kept where it is longer', async () => {
    const { url } = await serving(
      hello,
      { status: 503 },
      { status: 503 },
      { status: 429, headers: { 'retry-after': '7' } },
    )
    const { waits, client } = noting()
    await client.fetch(`${url}/a`)
    expect(waits).toEqual([1000, 2000, 7000])
  })

  it('five times, then it is told', async () => {
    const { url } = await serving(hello, ...Array<Answer>(9).fill({ status: 502 }))
    await expect(testClient().fetch(`${url}/a`)).rejects.toMatchObject({
      kind: 'status',
      status: 502,
      message: expect.stringMatching(/answered 502, 5 times/),
    })
  })

  it('an hour is not sat out', async () => {
    const { url, asked } = await serving(hello, { status: 429, headers: { 'retry-after': '3600' } })
    await expect(testClient().fetch(`${url}/a`)).rejects.toMatchObject({
      message: expect.stringMatching(/come back in 3600 s/),
    })
    expect(asked.filter(({ path }) => path === '/a')).toHaveLength(1)
  })

  it('a stop during the wait is a stop, and no failure of the program', async () => {
    const { url } = await serving(hello, { status: 503 })
    const stop = new AbortController()
    const sleep = async (): Promise<void> => {
      stop.abort()
      throw stop.signal.reason
    }
    await expect(testClient({ sleep, signal: stop.signal }).fetch(`${url}/a`)).rejects.toMatchObject({
      kind: 'stopped',
    })
  })

  it('a pause that robots.txt sets at a day is not sat out', async () => {
    const { url } = await serving(() => ({ body: 'User-agent: *\nCrawl-delay: 86400\n' }))
    const client = openClient({ sleep: async () => {}, allowed: () => true })
    await expect(client.fetch(`${url}/a`)).rejects.toMatchObject({ kind: 'robots' })
  })

  it('404 and 403 are told at once', async () => {
    const { url, asked } = await serving(() => null)
    await expect(testClient().fetch(`${url}/a`)).rejects.toMatchObject({ kind: 'status', status: 404 })
    expect(asked.map(({ path }) => path)).toEqual(['/robots.txt', '/a'])
  })
})

describe('politeness', () => {
  it('says who it is and how to reach its user', async () => {
    const { url, asked } = await serving(hello)
    await testClient({ version: '1.2', contact: 'mailto:ann@example.org' }).fetch(`${url}/a`)
    expect(asked.at(-1)!.headers['user-agent']).toBe('claimthread/1.2 (+mailto:ann@example.org)')
  })

  it('one request at a time, and a pause between two', async () => {
    let open = 0
    let most = 0
    const { url } = await serving(({ path }) => {
      open += 1
      most = Math.max(most, open)
      open -= 1
      return path === '/robots.txt' ? null : { body: 'x' }
    })
    const { waits, client } = noting({ delayMs: 3000 })
    await Promise.all(['/a', '/b', '/c'].map((path) => client.fetch(url + path)))
    expect(most).toBe(1)
    expect(waits).toHaveLength(3)
    for (const wait of waits) expect(wait).toBeGreaterThan(2000)
  })

  it('robots.txt is read once, and kept', async () => {
    const robots = 'User-agent: *\nDisallow: /private\nAllow: /private/notes$\n'
    const { url, asked } = await serving(({ path }) => ({ body: path === '/robots.txt' ? robots : 'x' }))
    const client = testClient()
    await expect(client.fetch(`${url}/private/a`)).rejects.toMatchObject({ kind: 'robots' })
    expect((await client.fetch(`${url}/private/notes`)).status).toBe(200)
    expect((await client.fetch(`${url}/private/a`, { robots: false })).status).toBe(200)
    expect(asked.map(({ path }) => path)).toEqual(['/robots.txt', '/private/notes', '/private/a'])
  })

  it('a number of requests, and no more', async () => {
    const { url } = await serving(hello)
    const client = testClient({ maxRequests: 2 })
    await client.fetch(`${url}/a`)
    await expect(client.fetch(`${url}/b`)).rejects.toMatchObject({ kind: 'budget' })
    expect(client.requests).toBe(2)
  })

  it('asks only for what has changed', async () => {
    const { url } = await serving(({ headers }) =>
      headers['if-none-match'] === '"v1"' ? { status: 304 } : { headers: { etag: '"v1"' }, body: 'x' },
    )
    const client = testClient()
    const first = await client.fetch(`${url}/a`, { robots: false })
    const second = await client.fetch(`${url}/a`, { robots: false, validators: first.validators })
    expect([first.unchanged, second.unchanged]).toEqual([false, true])
  })
})

describe('safety', () => {
  it('what unpacks to more than the limit is cut off', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    expect(bomb.length).toBeLessThan(60_000)
    const { url } = await serving(() => ({ body: bomb, headers: { 'content-encoding': 'gzip' }, asItIs: true }))
    await expect(testClient({ maxBytes: 1_000_000 }).fetch(url, { robots: false })).rejects.toMatchObject({
      kind: 'too-large',
    })
  })

  it('credentials do not follow a redirect to another origin', async () => {
    const other = await startReplay(() => ({ body: 'x' }))
    const { url } = await serving(() => ({ status: 302, headers: { location: `${other.url}/b` } }))
    await testClient().fetch(`${url}/a`, { robots: false, headers: { authorization: 'Bearer s3cret' } })
    expect(other.asked[0]!.headers.authorization).toBeUndefined()
    expect(replay!.asked[0]!.headers.authorization).toBe('Bearer s3cret')
    await other.stop()
  })

  it('a redirect to this machine is refused, though the first address was allowed', async () => {
    const { url } = await serving(() => ({ status: 302, headers: { location: 'http://localhost:1/' } }))
    const client = testClient({ allowed: (_, host) => host === '127.0.0.1' })
    await expect(client.fetch(url, { robots: false })).rejects.toMatchObject({ kind: 'refused' })
  })

  it('a public name that resolves to a private address is refused', async () => {
    const client = openClient({ resolve: async () => [{ address: '10.0.0.7', family: 4 }] })
    await expect(client.fetch('https://forum.example/')).rejects.toMatchObject({
      kind: 'refused',
      message: 'forum.example is not an address on the public internet',
    })
  })
})
