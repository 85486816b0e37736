import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchPage } from '../../../src/fetch/fetch-page.ts'

/** Real servers on two loopback addresses: the first counts as public here, the second as private. */
const listen = (host: string, answer: RequestListener): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer(answer).listen(0, host, () => resolve(server))
  })
const portOf = (server: Server): number => (server.address() as AddressInfo).port
const allowed = (address: string): boolean => address === '127.0.0.1'

let open: Server
let secret: Server
const asked: string[] = []
let base = ''

beforeAll(async () => {
  secret = await listen('127.0.0.2', (request, response) => {
    asked.push(request.url ?? '')
    response.end('secret')
  })
  open = await listen('127.0.0.1', (request, response) => {
    const path = request.url ?? ''
    if (path === '/page') response.setHeader('Content-Type', 'text/html; charset=utf-8').end('<p>Hello.</p>')
    else if (path === '/moved') response.writeHead(302, { Location: '/page' }).end()
    else if (path === '/inside')
      response.writeHead(302, { Location: `http://127.0.0.2:${portOf(secret)}/stolen` }).end()
    else if (path === '/file') response.writeHead(302, { Location: 'file:///etc/passwd' }).end()
    else if (path === '/loop') response.writeHead(302, { Location: '/loop' }).end()
    else if (path === '/large') response.end('x'.repeat(5000))
    else if (path === '/slow') setTimeout(() => response.end(), 5000).unref()
    else response.writeHead(404).end()
  })
  base = `http://127.0.0.1:${portOf(open)}`
})
afterAll(() => {
  for (const server of [open, secret]) {
    server.closeAllConnections()
    server.close()
  }
})

describe('fetching what somebody asks for', () => {
  test('a public page, also after a redirect', async () => {
    for (const path of ['/page', '/moved']) {
      const page = await fetchPage(base + path, { allowed, maxBytes: 1000 })
      expect({ ...page, body: page.body.toString() }).toEqual({
        url: `${base}/page`,
        type: 'text/html; charset=utf-8',
        body: '<p>Hello.</p>',
      })
    }
  })

  test.each([
    ['/inside', '127.0.0.2 is not an address on the public internet'],
    ['/file', 'only http and https'],
    ['/loop', 'more than 5 redirects'],
    ['/nothing', 'answered 404'],
  ])('%s is refused', async (path, detail) => {
    await expect(fetchPage(base + path, { allowed, maxBytes: 1000 })).rejects.toMatchObject({
      code: 'address-refused',
      message: expect.stringContaining(detail),
    })
  })

  test('nothing inside was asked for', () => {
    expect(asked).toEqual([])
  })

  test('what is too large or too slow is cut off', async () => {
    await expect(fetchPage(`${base}/large`, { allowed, maxBytes: 1000 })).rejects.toMatchObject({
      code: 'body-too-large',
    })
    await expect(fetchPage(`${base}/slow`, { allowed, maxBytes: 1000, timeoutMs: 50 })).rejects.toMatchObject({
      code: 'address-refused',
    })
  })

  test.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://[::1]/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://127.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:127.0.0.1]/',
    'ftp://8.8.8.8/',
    'file:///etc/passwd',
    'http://user:password@8.8.8.8/',
    'not an address',
    '',
  ])('%j is refused before anything is sent', async (address) => {
    await expect(fetchPage(address, { maxBytes: 1000 })).rejects.toMatchObject({ code: 'address-refused' })
  })
})
