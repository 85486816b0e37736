/** A real server on a free port over a real SQLite store in a temporary folder. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../graph/index.ts'
import type { Running, ServeOptions } from '../../src/http/server.ts'
import { serve } from '../../src/http/server.ts'
import { ingest } from '../../src/ingestion/run.ts'

export const TOKEN = 'a-token-of-the-tests'

export interface TestServer {
  readonly url: string
  readonly folder: string
  /** Address of the store. */
  readonly store: string
  readonly logged: readonly string[]
  get(path: string, headers?: Record<string, string>): Promise<Answered>
  send(path: string, init: RequestInit): Promise<Answered>
  stop(): Promise<void>
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into any body
  readonly body: any
}

/** Stores a discussion, and serves it. */
export async function startServer(discussion: string, options: Partial<ServeOptions> = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'claimthread-http-'))
  const store = `sqlite:${join(folder, 'store.db')}`
  const input = join(folder, 'discussion.jsonl')
  writeFileSync(input, discussion)
  const opened = await openStore(store)
  const observedAt = '2022-01-01T00:00:00Z'
  const { bad } = await ingest({
    ...{ store: opened, inputs: [{ address: input }], observedAt, signal: new AbortController().signal, threads: 0 },
  })
  if (bad.length > 0) throw new Error(`the discussion of the test is bad: ${JSON.stringify(bad)}`)
  await opened.close()
  const logged: string[] = []
  const tokens = [{ name: 'ed', secret: TOKEN }]
  const running: Running = await serve({
    store,
    port: 0,
    host: '127.0.0.1',
    tokens,
    log: (line) => logged.push(line),
    ...options,
  })
  const send = async (path: string, init: RequestInit): Promise<Answered> => {
    const response = await fetch(running.url + path, { redirect: 'manual', ...init })
    const text = await response.text()
    const isJson =
      /\bjson\b/.test(response.headers.get('content-type') ?? '') &&
      !/ndjson/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : null,
    }
  }
  return {
    ...{ url: running.url, folder, store, logged, send },
    get: (path, headers = {}) => send(path, { headers }),
    async stop() {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Waits for a job by its event stream; gives its last state. */
export async function followed(server: TestServer, location: string): Promise<Answered['body']> {
  const { text } = await server.get(location, { Accept: 'text/event-stream' })
  const events = text.trim().split('\n\n')
  return JSON.parse(events.at(-1)!.split('\ndata: ')[1]!)
}
