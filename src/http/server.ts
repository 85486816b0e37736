/** The HTTP server: listens, keeps time limits, and stops without cutting off what is under way. */

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../graph/index.ts'
import { isPublic } from '../../ingest/index.ts'
import type { ProblemCode } from '../problems.ts'
import { problem, problemBody, statusOf } from '../problems.ts'
import { createApp } from './app.ts'
import { SECURITY_HEADERS } from './headers.ts'
import { openJobs } from './jobs.ts'
import { openMetrics } from './metrics.ts'
import { ROUTES } from './routes.ts'
import type { Service } from './service.ts'
import type { Token } from './tokens.ts'
import { openWriter } from './writer.ts'

export interface ServeOptions {
  /** Address of the store; it may hold a password. */
  readonly store: string
  readonly port: number
  readonly host: string
  readonly tokens: readonly Token[]
  readonly log: (message: string) => void
  /** Largest body that is ingested, in bytes. */
  readonly maxBody?: number
  /** Hosts or IP addresses inside the own network that may be fetched from, beside the public internet. */
  readonly inside?: readonly string[]
  /** Folder for bodies until they are ingested; default: a fresh one, removed at the end. */
  readonly scratch?: string
}

export interface Running {
  /** "http://127.0.0.1:3000" */
  readonly url: string
  /** Stops taking requests, lets those under way end, stops the writer at its next batch, closes the store. */
  stop(): Promise<void>
}

const MAX_BODY = 100 * 1024 * 1024
/** How long a stop waits for requests under way. */
const GRACE_MS = 5_000

export async function serve(options: ServeOptions): Promise<Running> {
  const store = await openStore(options.store, { readOnly: true })
  let stopping = false
  const { inside = [] } = options
  const scratch = options.scratch ?? mkdtempSync(join(tmpdir(), 'claimthread-'))
  const service: Service = {
    store,
    address: options.store,
    tokens: options.tokens,
    jobs: openJobs(),
    writer: openWriter(options.store, inside),
    metrics: openMetrics(),
    maxBody: options.maxBody ?? MAX_BODY,
    allowed: (address) => isPublic(address) || inside.includes(address),
    scratch,
    log: options.log,
    stopping: () => stopping,
  }
  const server = createServer(
    { maxHeaderSize: 16_384, requestTimeout: 300_000, headersTimeout: 20_000 },
    createApp(service, ROUTES),
  )
  server.keepAliveTimeout = 10_000
  server.on('clientError', refuse)
  try {
    await listen(server, options)
  } catch (error) {
    await store.close()
    if (options.scratch === undefined) rmSync(scratch, { recursive: true, force: true })
    throw error
  }
  // What a crash left undone is finished while reading goes on.
  service.writer
    .run({ do: 'drain' }, () => {})
    .catch((error: Error) => options.log(`finishing earlier work: ${error.message}`))

  const { port } = server.address() as AddressInfo
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  return {
    url: `http://${host}:${port}`,
    async stop() {
      if (stopping) return
      stopping = true
      service.writer.stop()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const late = setTimeout(() => server.closeAllConnections(), GRACE_MS)
      await Promise.race([
        Promise.all([closed, service.jobs.idle()]),
        new Promise((resolve) => setTimeout(resolve, 2 * GRACE_MS).unref()),
      ])
      clearTimeout(late)
      await service.writer.close()
      await store.close()
      if (options.scratch === undefined) rmSync(scratch, { recursive: true, force: true })
    },
  }
}

function listen(server: Server, { port, host }: Pick<ServeOptions, 'port' | 'host'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

const CLIENT_ERRORS: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
}

/** What never became a request gets a problem of the same shape as all others. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const code = CLIENT_ERRORS[error.code ?? ''] ?? 'bad-request'
  const status = statusOf(code)
  const body = JSON.stringify(problemBody(problem(code, 'the request cannot be read'), `urn:uuid:${randomUUID()}`))
  const headers = {
    ...SECURITY_HEADERS,
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${body}`)
}
