/** What every answer has: security headers, ETags, methods; the description; health; and a host that is never believed. */
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { PAGE_POLICY, SECURITY_HEADERS } from '../../src/http/headers.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { DISCUSSION } from './discussion.ts'
import type { TestServer } from './server.ts'
import { startServer } from './server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer(DISCUSSION)
})
afterAll(() => server?.stop())

/** Parameters that a route cannot do without. */
const NEEDED: Readonly<Record<string, string>> = {
  '/search': '?q=reviewers',
  '/ask': '?q=reviewers',
  '/documents/{id}/compare': '?from=1&to=2',
}

/** An address for each route that is read: ids are taken from the lists. */
async function addresses(): Promise<ReadonlyMap<string, string>> {
  const first = async (list: string): Promise<string> => encodeURIComponent((await server.get(list)).body.rows[0].id)
  const ids: Readonly<Record<string, string>> = {
    responses: await first('/objections'),
    claims: await first('/claims'),
    concepts: await first('/concepts'),
    authors: await first('/authors'),
    documents: 'garden%3Asrr',
    problems: 'internal',
  }
  const read = ROUTES.filter(({ method, path }) => method === 'get' && path !== '/jobs/{id}')
  return new Map(
    read.map(({ path }) => {
      const id = ids[path.split('/')[1]!] ?? ''
      const filled = path
        .replace('{id}', id)
        .replace('{code}', id)
        .replace('{key}', '1')
        .replace('{range}', '1..2')
        .replace('{hash}', 'x')
        .replace('{name}', 'style.css')
      return [path, `${filled}${NEEDED[path] ?? ''}`]
    }),
  )
}

describe('every route', () => {
  test('answers as its schema says, with the security headers', async () => {
    for (const [path, address] of await addresses()) {
      const { status, headers, body } = await server.get(address)
      const {
        schema,
        types,
        status: wanted = 200,
      } = ROUTES.find((route) => route.path === path && route.method === 'get')!.answers
      expect({ path, status }).toEqual({ path, status: wanted })
      // A page may use our own files and forms beside what every answer may.
      const isPage = headers.get('content-type')!.startsWith('text/html')
      const expected = isPage ? { ...SECURITY_HEADERS, 'Content-Security-Policy': PAGE_POLICY } : SECURITY_HEADERS
      for (const [name, value] of Object.entries(expected)) expect(headers.get(name), `${path} ${name}`).toBe(value)
      expect(headers.get('vary')).toMatch(/accept/i)
      expect(headers.has('x-powered-by')).toBe(false)
      if (schema === undefined) {
        expect(headers.get('content-type')).toContain(types![0])
        continue
      }
      const checked = schema.safeParse(body)
      expect(checked.error && z.prettifyError(checked.error), path).toBeUndefined()
    }
  })

  test('is in /openapi.json, with its parameters', async () => {
    const { body } = await server.get('/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    for (const { path, method, query, parts } of ROUTES) {
      const operation = body.paths[path]?.[method]
      expect(operation?.summary, path).toBeTypeOf('string')
      const names = operation.parameters.map(({ name }: { name: string }) => name)
      expect(names).toEqual([...Object.keys(parts), ...Object.keys(query.shape)])
      for (const { description, schema } of operation.parameters) {
        expect(description).toMatch(/\S/)
        expect(Object.keys(schema).length, `${path} ${description}`).toBeGreaterThan(0)
      }
    }
    const act = body.paths['/responses'].get.parameters.find(({ name }: { name: string }) => name === 'act')
    expect(act.schema).toMatchObject({ type: 'array', items: { enum: expect.arrayContaining(['objection']) } })
  })
})

/** A request as node:http sends it: fetch would add headers of its own, and takes no Host. */
function asked(path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const { port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, headers }, (response) => {
      let text = JSON.stringify(response.headers)
      response.setEncoding('utf8').on('data', (piece) => (text += piece))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    sent.on('error', reject).end()
  })
}

describe('an answer that did not change', () => {
  test('is not sent again', async () => {
    const { headers } = await server.get('/objections?target=SRR')
    const etag = { 'If-None-Match': headers.get('etag')! }
    const again = await asked('/objections?target=SRR', etag)
    expect({ status: again.status, skeptic: again.text.includes('skeptic') }).toEqual({ status: 304, skeptic: false })
    expect((await asked('/objections?limit=1', etag)).status).toBe(200)
  })
})

describe('methods', () => {
  test('HEAD has the headers alone, OPTIONS tells the methods', async () => {
    const head = await server.send('/claims', { method: 'HEAD' })
    expect({ status: head.status, text: head.text }).toEqual({ status: 200, text: '' })
    const options = await server.send('/ingest', { method: 'OPTIONS' })
    expect({ status: options.status, allow: options.headers.get('allow') }).toEqual({
      status: 204,
      allow: 'GET, HEAD, POST, OPTIONS',
    })
    expect((await server.send('/export', { method: 'HEAD' })).status).toBe(200)
  })
})

describe('a Host that lies', () => {
  test('is found in no answer', async () => {
    const { text } = await asked('/objections?target=SRR', { Host: 'evil.example' })
    expect(text).toContain('skeptic')
    expect(text).not.toContain('evil.example')
  })
})

describe('how it is doing', () => {
  test('/health tells the kind of store and not where it is', async () => {
    const { body, text } = await server.get('/health')
    expect(body).toMatchObject({ status: 'ok', store: 'sqlite' })
    expect(text).not.toContain(server.folder)
  })

  test('/metrics counts by route, not by address', async () => {
    await server.get('/documents/garden%3Asrr')
    const { text } = await server.get('/metrics')
    expect(text).toMatch(/^claimthread_requests_total\{route="\/documents\/\{id\}",status="200"\} [1-9]/m)
    expect(text).toMatch(/^claimthread_store_documents 6$/m)
    expect(text).not.toContain('garden')
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) claimthread_\w+ .+|claimthread_\w+(?:\{[^}]*\}+[^ ]*)? [\d.e+-]+)$/)
  })
})
