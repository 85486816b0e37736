/** Every failure has one shape: RFC 9457, with nothing of the server in it. */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROBLEMS } from '../../src/problems.ts'
import { DISCUSSION } from './discussion.ts'
import type { Answered, TestServer } from './server.ts'
import { startServer, TOKEN } from './server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer(DISCUSSION, { maxBody: 20_000 })
})
afterAll(() => server?.stop())

const authorized = { Authorization: `Bearer ${TOKEN}` }
const post = (type: string, body: string, headers: Record<string, string> = authorized) =>
  server.send('/ingest', { method: 'POST', headers: { 'Content-Type': type, ...headers }, body })

/** A body that does not say how long it is. */
function postStream(bytes: number): Promise<Answered> {
  const body = ReadableStream.from(
    Array.from({ length: bytes / 1024 }, () => new TextEncoder().encode('x'.repeat(1024))),
  )
  const init = { method: 'POST', headers: { 'Content-Type': 'text/plain', ...authorized }, body, duplex: 'half' }
  return server.send('/ingest', init as RequestInit)
}

const PATHS: readonly (readonly [code: keyof typeof PROBLEMS, what: string, run: () => Promise<Answered>])[] = [
  ['bad-parameter', 'a limit of nothing', () => server.get('/objections?limit=0')],
  ['bad-parameter', 'a limit of words', () => server.get('/objections?limit=many')],
  ['bad-parameter', 'a date that is none', () => server.get('/objections?since=2021-02-30T99')],
  ['bad-parameter', 'an act that is none', () => server.get('/responses?act=insult')],
  ['bad-parameter', 'an empty target', () => server.get('/objections?target=')],
  ['bad-parameter', 'a target given twice', () => server.get('/objections?target=a&target=b')],
  ['bad-parameter', 'a search for nothing', () => server.get('/search')],
  ['unknown-parameter', 'a misspelt parameter', () => server.get('/objections?tarjet=SRR')],
  ['unknown-parameter', 'a parameter of another list', () => server.get('/concepts?target=SRR')],
  ['bad-cursor', 'a cursor of nobody', () => server.get('/objections?cursor=bm9ib2R5')],
  ['bad-path', 'broken percent-encoding', () => server.get('/claims/%E0%A4%A')],
  ['bad-path', 'one revision compared', () => server.get('/documents/garden%3Asrr/compare/1')],
  ['unknown-target', 'a target that is not known', () => server.get('/objections?target=SRRR')],
  ['unknown-id', 'a claim', () => server.get('/claims/c00000000000000000000')],
  ['unknown-id', 'a thread', () => server.get('/claims/c00000000000000000000/thread')],
  ['unknown-id', 'a history', () => server.get('/claims/c00000000000000000000/history')],
  ['unknown-id', 'a response', () => server.get('/responses/r00000000000000000000')],
  ['unknown-id', 'a document', () => server.get('/documents/garden%3Anone')],
  ['unknown-id', 'a document that was not there yet', () => server.get('/documents/garden%3Ar5?as-of=2021-06-02')],
  ['unknown-id', 'a revision', () => server.get('/documents/garden%3Asrr/revisions/9')],
  ['unknown-id', 'a comparison', () => server.get('/documents/garden%3Asrr/compare/1..9')],
  ['unknown-id', 'a concept', () => server.get('/concepts/k00000000000000000000')],
  ['unknown-id', 'an author', () => server.get('/authors/garden%3Anone')],
  ['unknown-id', 'a job', () => server.get('/jobs/none')],
  ['unknown-id', 'a problem', () => server.get('/problems/none')],
  ['unknown-route', 'an address', () => server.get('/objektions')],
  ['unknown-route', 'a path that climbs', () => server.get('/documents/..%2F..%2Fetc%2Fpasswd/x/y')],
  ['method-not-allowed', 'DELETE', () => server.send('/objections', { method: 'DELETE' })],
  ['method-not-allowed', 'GET of /logout', () => server.get('/logout')],
  ['address-too-long', 'an address', () => server.get(`/search?q=${'a'.repeat(9000)}`)],
  ['unauthorized', 'no token', () => post('text/plain', 'Hello.', {})],
  ['unauthorized', 'a wrong token', () => post('text/plain', 'Hello.', { Authorization: 'Bearer not-the-token' })],
  ['unsupported-type', 'a picture', () => post('image/png', 'x')],
  [
    'unsupported-type',
    'a body that is packed',
    () => post('text/plain', 'x', { ...authorized, 'Content-Encoding': 'gzip' }),
  ],
  ['bad-body', 'an empty body', () => post('text/plain', '')],
  ['bad-body', 'JSON that is none', () => post('application/json', '{"url":')],
  ['bad-body', 'JSON without url', () => post('application/json', '{"path":"/etc/passwd"}')],
  ['body-too-large', 'a body', () => post('text/plain', 'x'.repeat(30_000))],
  ['body-too-large', 'a body of unknown length', () => postStream(5 * 1024 * 1024)],
  ['address-refused', 'a path of the server', () => post('application/json', '{"url":"file:///etc/passwd"}')],
  ['address-refused', 'an address inside', () => post('application/json', `{"url":"${server.url}/metrics"}`)],
]

describe('every failure is a problem of one shape', () => {
  test.each(PATHS)('%s: %s', async (code, _what, run) => {
    const { status, headers, body, text } = await run()
    expect({ status, code: body?.code, type: body?.type, title: body?.title }).toEqual({
      status: PROBLEMS[code][0],
      code,
      type: `/problems/${code}`,
      title: PROBLEMS[code][1],
    })
    expect(body.status).toBe(status)
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(body.detail).toEqual(expect.stringMatching(/\S/))
    expect(body.instance).toMatch(/^urn:uuid:/)
    // Nothing of where the server runs, and no stack.
    expect(text).not.toContain(server.folder)
    expect(text).not.toContain(process.cwd())
    expect(text).not.toMatch(/\bat \w+.*\.[jt]s:\d+/)
  })

  test('what each means is told at its type', async () => {
    for (const code of Object.keys(PROBLEMS))
      expect((await server.get(`/problems/${code}`)).body).toMatchObject({ code })
  })

  test('none of them was unforeseen', () => {
    expect(server.logged.filter((line) => line.includes('urn:uuid'))).toEqual([])
  })
})

describe('failures say how to mend them', () => {
  test('the nearest names', async () => {
    expect((await server.get('/objections?target=SRRR')).body.nearest).toContain('SRR')
    expect((await server.get('/objections?tarjet=SRR')).body).toMatchObject({
      parameter: 'tarjet',
      nearest: ['target'],
    })
    expect((await server.get('/objektions')).body.detail).toContain('/objections')
  })

  test('each fault by its parameter', async () => {
    const { body } = await server.get('/objections?limit=0&since=soon')
    expect(body.errors.map(({ parameter }: { parameter: string }) => parameter).sort()).toEqual(['limit', 'since'])
  })

  test('what a limit may be, and why a time with an offset does not arrive whole', async () => {
    const { body } = await server.get('/objections?limit=5000&since=2018-05-01T12:00:00+02:00')
    const details = body.errors.map(({ detail }: { detail: string }) => detail).sort()
    expect(details[0]).toMatch(/must be a whole number from 1 to 1000/)
    expect(details[1]).toMatch(/%2B/)
  })

  test('the methods that are allowed, the types that are read, the scheme that proves', async () => {
    expect((await server.send('/objections', { method: 'PUT' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS')
    expect((await post('image/png', 'x')).body.accepted).toContain('text/markdown')
    expect((await post('text/plain', 'Hello.', {})).headers.get('www-authenticate')).toMatch('Bearer')
  })
})

/** What is sent as it stands, and what comes back. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname, () => socket.write(text))
    let all = ''
    socket.setEncoding('utf8').on('data', (piece) => (all += piece))
    socket.on('end', () => resolve(all)).on('error', reject)
  })
}

describe('what never becomes a request', () => {
  test.each([
    ['bad-request', 400, 'NONSENSE\r\n\r\n'],
    ['headers-too-large', 431, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('%s', async (code, status, text) => {
    const answer = await raw(text)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toContain('application/problem+json')
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ code, status, type: `/problems/${code}` })
  })
})
