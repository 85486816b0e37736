import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DISCUSSION, LINES } from './discussion.ts'
import type { TestServer } from './server.ts'
import { followed, startServer, TOKEN } from './server.ts'

let server: TestServer
const scratch = mkdtempSync(join(tmpdir(), 'claimthread-scratch-'))
const page = createServer((_, response) => {
  response.setHeader('Content-Type', 'text/html').end('<h1>Canaries</h1><p>Canary releases find most faults early.</p>')
})
beforeAll(async () => {
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
  server = await startServer(LINES[0]!, { inside: ['127.0.0.1'], scratch })
})
afterAll(async () => {
  page.close()
  await server?.stop()
  rmSync(scratch, { recursive: true })
})

const post = (type: string, body: string, query = '') =>
  server.send(`/ingest${query}`, {
    method: 'POST',
    headers: { 'Content-Type': type, Authorization: `Bearer ${TOKEN}` },
    body,
  })

describe('POST /ingest', () => {
  test('takes discussion JSONL: 202, a job to follow, and then the answers are there', async () => {
    expect((await server.get('/objections')).body.rows).toEqual([])
    const { status, headers, body } = await post('application/x-ndjson', DISCUSSION)
    expect({ status, state: body.state, by: body.by }).toEqual({ status: 202, state: 'queued', by: 'ed' })
    expect(headers.get('location')).toBe(body.self)
    const job = await followed(server, body.self)
    expect(job).toMatchObject({ state: 'done', report: { documents: { added: 5, changed: 0, unchanged: 1 }, bad: [] } })
    expect((await server.get(body.self)).body).toEqual(job)
    const { rows } = (await server.get('/objections?target=SRR')).body
    expect(rows.map(({ exact }: { exact: string }) => exact)).toContain('I am (and have always been) a skeptic of SRR.')
  })

  test('the same again changes nothing', async () => {
    const job = await followed(server, (await post('application/jsonl', DISCUSSION)).body.self)
    expect(job.report).toMatchObject({
      documents: { added: 0, changed: 0, unchanged: 6 },
      revisions: 0,
      claims: { added: 0 },
    })
  })

  test('a line that is broken is named; what is whole is stored', async () => {
    const whole = LINES[1]!.replaceAll('"r1"', '"r9"')
    const job = await followed(server, (await post('application/x-ndjson', `${whole}\n{"source":\n`)).body.self)
    expect(job.report).toMatchObject({ documents: { added: 1 }, badCount: 1, bad: [{ line: 2 }] })
    expect(JSON.stringify(job)).not.toContain(tmpdir())
  })

  test.each([
    [
      'text/markdown',
      '# Blue and green\n\nTwo environments are better than one.',
      '?name=blue-green',
      'Two environments',
    ],
    ['text/html; charset=utf-8', '<h1>Flags</h1><p>Feature flags rot quickly.</p>', '?name=flags', 'Feature flags rot'],
    ['text/plain', 'Dark launches hide mistakes from people.', '?name=dark', 'Dark launches'],
  ])('takes %s', async (type, body, query, words) => {
    const job = await followed(server, (await post(type, body, query)).body.self)
    expect(job).toMatchObject({ state: 'done', report: { documents: { added: 1 } } })
    const { rows } = (await server.get(`/search?q=${encodeURIComponent(words)}`)).body
    expect(rows[0].text).toContain(words)
  })

  test('texts without a name are known by their words', async () => {
    const [one, other] = ['Rollouts need owners.', 'Owners need rollouts.']
    const added = async (body: string) =>
      (await followed(server, (await post('text/plain', body)).body.self)).report.documents.added
    expect([await added(one), await added(other), await added(one)]).toEqual([1, 1, 0])
  })

  test('takes the address of a page', async () => {
    const { port } = page.address() as AddressInfo
    const { status, body } = await post(
      'application/json',
      JSON.stringify({ url: `http://127.0.0.1:${port}/canaries` }),
    )
    expect(status).toBe(202)
    expect(await followed(server, body.self)).toMatchObject({ state: 'done', report: { documents: { added: 1 } } })
    const { rows } = (await server.get('/search?q=canary+releases')).body
    expect(rows).toMatchObject([
      { permalink: `http://127.0.0.1:${port}/canaries`, document: { id: `web:127.0.0.1:${port}/canaries` } },
    ])
    const again = await post('application/json', JSON.stringify({ url: `http://127.0.0.1:${port}/canaries` }))
    expect((await followed(server, again.body.self)).report.documents).toEqual({ added: 0, changed: 0, unchanged: 1 })
  })

  test('leaves no file behind', async () => {
    expect(readdirSync(scratch)).toEqual([])
  })

  test('may be cancelled: what waits is never read, and leaves no file', async () => {
    const many = Array.from({ length: 300 }, (_, at) => LINES[1]!.replaceAll('"r1"', `"long${at}"`)).join('\n')
    const running = (await post('application/x-ndjson', many)).body
    const waiting = (await post('text/plain', 'Nobody will read this.', '?name=never')).body
    const cancelled = await server.send(`${waiting.self}/cancel`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}` },
    })
    expect(cancelled.status).toBe(200)
    expect(await followed(server, waiting.self)).toMatchObject({ state: 'cancelled', report: null })
    expect((await followed(server, running.self)).state).toBe('done')
    expect((await server.get('/search?q=nobody+will+read')).body.rows).toEqual([])
    expect(readdirSync(scratch)).toEqual([])
    expect((await server.send(`${waiting.self}/cancel`, { method: 'POST' })).status).toBe(401)
  })

  test('reading goes on while it writes', async () => {
    const many = Array.from({ length: 200 }, (_, at) => LINES[1]!.replaceAll('"r1"', `"many${at}"`)).join('\n')
    const { body } = await post('application/x-ndjson', many)
    const answers = await Promise.all(Array.from({ length: 10 }, () => server.get('/objections?target=SRR')))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect((await followed(server, body.self)).report.documents.added).toBe(200)
  })
})
