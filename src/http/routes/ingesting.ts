/** Ingest over HTTP: content or an address comes in, a job goes out, and the job can be followed. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { Input } from '../../ingestion/inputs.ts'
import { problem } from '../../problems.ts'
import { fetchPage } from '../fetch-page.ts'
import type { Job } from '../jobs.ts'
import { json, stream } from '../reply.ts'
import type { Asked, Route } from '../route.ts'
import { route } from '../route.ts'

/** What is read, and the ending that tells the reader what it is. */
const TYPES: Readonly<Record<string, string>> = {
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'application/x-jsonlines': 'jsonl',
  'text/markdown': 'md',
  'text/html': 'html',
  'text/plain': 'txt',
}
const ACCEPTED = [...Object.keys(TYPES), 'application/json']

const name = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u, 'must be letters, digits, dots, hyphens and underscores, 100 at most')

const query = z.object({
  name: name.optional().describe('Name of the document, for Markdown, HTML and text: its id is made of it'),
})

const job = z.object({
  id: z.string(),
  self: z.string(),
  kind: z.literal('ingest'),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  by: z.string().describe('Name of the token that started it'),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  progress: z.unknown(),
  report: z.unknown().describe('What was added, changed and left alone, and what was bad'),
  error: z.string().nullable(),
})

const shown = (one: Job) => ({ ...one, self: `/jobs/${one.id}` })

/** Puts the body into a file of ours, of which at most `maxBody` bytes are taken. */
async function receive({ body, service: { maxBody } }: Asked<unknown>, file: string): Promise<void> {
  let size = 0
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > maxBody) done(problem('body-too-large', `more than ${maxBody} bytes`, { extra: { limit: maxBody } }))
      else done(null, chunk)
    },
  })
  await pipeline(body, bounded, createWriteStream(file, { mode: 0o600 }))
  if (size === 0) throw problem('bad-body', 'the body is empty')
}

async function addressIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw problem('bad-body', 'the body is not JSON')
  }
  const parsed = z.strictObject({ url: z.string() }).safeParse(value)
  if (!parsed.success) throw problem('bad-body', 'a JSON body must be {"url": "https://…"}')
  return parsed.data.url
}

const typeOf = (header: string | undefined): string => (header ?? '').split(';')[0]!.trim().toLowerCase()

/** What the body asks to be read, as files in `folder`. */
async function inputsOf(asked: Asked<z.output<typeof query>>, folder: string): Promise<readonly Input[]> {
  const { headers, service, params } = asked
  const type = typeOf(headers['content-type'])
  if (type === 'application/json') {
    const given = join(folder, 'request.json')
    await receive(asked, given)
    const address = await addressIn(given)
    await rm(given)
    const page = await fetchPage(address, { allowed: service.allowed, maxBytes: service.maxBody })
    const ending = TYPES[typeOf(page.type)]
    if (ending === undefined)
      throw problem('unsupported-type', `the address gave ${typeOf(page.type) || 'no type'}`, {
        extra: { accepted: ACCEPTED },
      })
    const file = join(folder, `${nameFrom(page.url)}.${ending}`)
    await writeFile(file, page.body, { mode: 0o600 })
    return [{ address: file }]
  }
  const ending = TYPES[type]
  if (ending === undefined) {
    throw problem('unsupported-type', type === '' ? 'the request has no Content-Type' : `${type} is not read`, {
      extra: { accepted: ACCEPTED },
    })
  }
  const file = join(folder, `${params.name ?? 'document'}.${ending}`)
  await receive(asked, file)
  return [{ address: file }]
}

/** A page's address as the name of its document: host and path, so that the same page is the same document. */
function nameFrom(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
    .replace(/\/+$/, '')
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .slice(0, 150)
}

const ingest = route({
  method: 'post',
  path: '/ingest',
  summary: 'Ingests discussion JSONL, Markdown, HTML, text, or the page at {"url": …}; answers with a job to follow',
  token: true,
  accepts: ACCEPTED,
  query,
  answers: { status: 202, schema: job },
  async handle(asked) {
    const { service, by } = asked
    const encoding = asked.headers['content-encoding'] ?? 'identity'
    if (encoding !== 'identity') {
      throw problem('unsupported-type', `the content encoding ${encoding} is not read: send the body as it is`)
    }
    const declared = Number(asked.headers['content-length'] ?? 0)
    if (declared > service.maxBody) {
      throw problem('body-too-large', `more than ${service.maxBody} bytes`, { extra: { limit: service.maxBody } })
    }
    const folder = await mkdtemp(join(service.scratch, 'body-'))
    try {
      const inputs = await inputsOf(asked, folder)
      const started = service.jobs.start(by, (note) =>
        service.writer.run({ do: 'ingest', inputs, remove: folder }, note),
      )
      return json(shown(started), { status: 202, headers: { Location: `/jobs/${started.id}` } })
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  },
})

const following = route({
  path: '/jobs/{id}',
  summary: 'A job; as text/event-stream, the job at each change until it ends',
  parts: { id: 'Id of the job' },
  query: z.object({}),
  answers: { schema: job, types: ['text/event-stream'] },
  handle({ service: { jobs }, path, headers, signal }) {
    const found = jobs.get(path.id!)
    if (found === null) throw problem('unknown-id', 'there is no such job; jobs are forgotten when the server stops')
    if (!/\btext\/event-stream\b/i.test(headers.accept ?? ''))
      return json(shown(found), { headers: { 'Cache-Control': 'no-store' } })
    async function* events(): AsyncGenerator<string> {
      for await (const one of jobs.watch(found!.id, signal))
        yield `event: ${one.state}\ndata: ${JSON.stringify(shown(one))}\n\n`
    }
    return stream('text/event-stream', events(), { 'Cache-Control': 'no-store' })
  },
})

export const INGESTING: readonly Route[] = [ingest, following]
