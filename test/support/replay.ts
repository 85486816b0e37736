/** A real HTTP server that answers as a forum's API would, from what a test gives it; it can also fail as they do. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Client, ClientOptions } from '../../ingest/fetch/client.ts'
import { openClient } from '../../ingest/fetch/client.ts'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: { readonly [name: string]: string | string[] | undefined }
  readonly body: string
}

export interface Answer {
  readonly status?: number
  readonly headers?: { readonly [name: string]: string }
  /** A string or bytes as they are, anything else as JSON. */
  readonly body?: unknown
  /** The connection breaks after so many bytes of the body. */
  readonly cutAfter?: number
  /** The bytes are sent as they are: a body that is packed already. */
  readonly asItIs?: boolean
  /** Nothing is answered at all. */
  readonly hangs?: boolean
}

/** What the API says; null: 404. */
export type Api = (asked: Asked) => Answer | null

export interface Replay {
  /** "http://127.0.0.1:12345" */
  readonly url: string
  /** All requests so far, robots.txt too. */
  readonly asked: readonly Asked[]
  /** The next requests (but for robots.txt) are answered with these instead, one each. */
  fail(...answers: readonly Answer[]): void
  stop(): Promise<void>
}

export async function startReplay(api: Api): Promise<Replay> {
  const asked: Asked[] = []
  const faults: Answer[] = []
  const server: Server = createServer((request, response) => {
    void (async () => {
      const one = await askedOf(request)
      asked.push(one)
      const fault = one.path === '/robots.txt' ? undefined : faults.shift()
      give(response, request, fault ?? api(one) ?? { status: 404, body: 'Not found' })
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    fail: (...answers) => void faults.push(...answers),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function askedOf(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://replay')
  const { method = 'GET', headers } = request
  return { method, path: pathname, query: searchParams, headers, body: Buffer.concat(chunks).toString('utf8') }
}

function give(response: ServerResponse, request: IncomingMessage, answer: Answer): void {
  const { status = 200, headers = {}, body = '', cutAfter, asItIs = false, hangs = false } = answer
  if (hangs) return
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
  const plain = isRaw ? Buffer.from(body) : Buffer.from(JSON.stringify(body))
  const zipped = cutAfter === undefined && !asItIs && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  const bytes = zipped ? gzipSync(plain) : plain
  response.writeHead(status, {
    'content-type': isRaw ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    'content-length': String(bytes.length),
    ...headers,
  })
  if (cutAfter === undefined) response.end(status === 304 ? undefined : bytes)
  else response.write(bytes.subarray(0, cutAfter), () => response.destroy())
}

/** A client that does not wait and may reach this machine; else as it is used. */
export function testClient(options: ClientOptions = {}): Client {
  return openClient({ delayMs: 0, backoffMs: 1, timeoutMs: 5000, allowed: () => true, ...options })
}
