/** Pages beside the JSON: who gets which, with what policy, and what a source's words may not do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DISCUSSION } from './discussion.ts'
import type { TestServer } from './server.ts'
import { startServer } from './server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer(DISCUSSION)
})
afterAll(() => server?.stop())

const HTML = { Accept: 'text/html' }
/** What browsers send. */
const BROWSER = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8' }

const typeOf = async (path: string, headers: Record<string, string>): Promise<string> =>
  (await server.get(path, headers)).headers.get('content-type') ?? ''

describe('one address, two forms', () => {
  test.each([
    ['nothing', {}, 'application/json'],
    ['*/*', { Accept: '*/*' }, 'application/json'],
    ['text/html', HTML, 'text/html'],
    ['what a browser sends', BROWSER, 'text/html'],
    ['JSON rather than HTML', { Accept: 'application/json, text/html;q=0.5' }, 'application/json'],
    ['Atom', { Accept: 'application/atom+xml' }, 'application/atom+xml'],
  ])('a client that accepts %s', async (_said, headers, type) => {
    expect(await typeOf('/objections', headers as Record<string, string>)).toContain(type)
  })

  test('the ending of the address outweighs the header', async () => {
    expect(await typeOf('/objections.json', BROWSER)).toContain('application/json')
    expect(await typeOf('/claims.atom?limit=2', BROWSER)).toContain('application/atom+xml')
    expect((await server.get('/index.json', BROWSER)).body.name).toBe('claimthread')
  })

  test('caches are told', async () => {
    expect((await server.get('/objections', HTML)).headers.get('vary')).toMatch(/\bAccept\b(?!-)/)
  })

  test.each([
    '/objections',
    '/responses',
    '/claims',
    '/documents',
    '/concepts',
    '/authors',
    '/disagreements',
    '/search?q=reviewer',
  ])('the page of %s shows every row that its JSON has', async (path) => {
    const { body } = await server.get(path)
    const { text } = await server.get(path, HTML)
    expect(body.rows.length).toBeGreaterThan(0)
    expect(text.match(/<li><article/g)).toHaveLength(body.rows.length)
  })
})

describe('a page', () => {
  test('may run our own files, and nothing inline or from elsewhere', async () => {
    const { text, headers } = await server.get('/objections', HTML)
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(text).not.toMatch(/<script(?![^>]*\bsrc="\/static\/)|<style|\sstyle=|\son\w+=/)
    expect(text).not.toMatch(/<(?:script|link|img|iframe)[^>]*(?:src|href)="(?:https?:)?\/\//)
  })

  test('says what was asked in parts that can be taken out', async () => {
    const { text } = await server.get('/objections?target=SRR&state=open', HTML)
    expect(text).toContain('Take out: still open')
    expect(text).toContain('href="/objections?target=SRR"')
    expect(text).toContain('href="/objections?state=open"')
  })

  test('of a failure has the words of its problem', async () => {
    const { body } = await server.get('/objections?target=zzz')
    const { text, status, headers } = await server.get('/objections?target=zzz', HTML)
    expect(status).toBe(404)
    expect(headers.get('content-type')).toContain('text/html')
    expect(text).toContain(body.title)
    expect(text).toContain('Nothing is known by the name &quot;zzz&quot;')
  })

  test('of a claim as it was shows the words around it of then, none of later', async () => {
    const { body } = await server.get('/claims?q=Rollbacks')
    const then = (await server.get(`/claims/${body.rows[0].id}?as-of=2021-06-02T23:00:00Z`, HTML)).text
    expect(then).toContain('A single reviewer is enough')
    expect(then).not.toContain('two reviewers are needed')
  })

  test('that is asked for with empty fields is shown at the address without them', async () => {
    const { status, headers } = await server.get('/objections?target=SRR&author=&as-of=', HTML)
    expect([status, headers.get('location')]).toEqual([303, '/objections?target=SRR'])
    expect((await server.get('/objections?target=SRR&author=')).status).toBe(400)
  })
})

describe('our own files', () => {
  test('are kept by browsers for ever, since a changed one has another address', async () => {
    const { text } = await server.get('/objections', HTML)
    const address = /href="(\/static\/[\w-]+\/style\.css)"/.exec(text)![1]!
    const sheet = await server.get(address)
    expect(sheet.headers.get('content-type')).toContain('text/css')
    expect(sheet.headers.get('cache-control')).toContain('immutable')
    expect((await server.get(address.replace(/\/static\/[\w-]+/, '/static/old'))).headers.get('cache-control')).toBe(
      'no-cache',
    )
    expect((await server.get('/static/x/nothing.js')).status).toBe(404)
  })
})
