/** Ingest over HTTP: content or an address comes in, a job goes out, and the job can be followed. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { ENDINGS, mediaType } from '../../fetch/page-input.ts'
import type { Input } from '../../ingestion/inputs.ts'
import { problem } from '../../problems.ts'
import { ingestPage } from '../../web/pages/ingest.ts'
import { readForm, tooLarge } from '../body.ts'
import { formInputs } from '../ingest-form.ts'
import { inputsAt, startIngest } from '../ingest-job.ts'
import { JOB_STATES, type Job } from '../jobs.ts'
import { json, page, redirect, stream } from '../reply.ts'
import type { Asked, Route } from '../route.ts'
import { route } from '../route.ts'
import { isForm } from '../session.ts'

const ACCEPTED = [...Object.keys(ENDINGS), 'application/json', 'multipart/form-data']

const name = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u, 'must be letters, digits, dots, hyphens and underscores, 100 at most')

const query = z.object({
  name: name
    .optional()
    .describe('Name of the document, for Markdown, HTML and text: its id is made of it, else of its words'),
})

const job = z.object({
  id: z.string(),
  self: z.string(),
  kind: z.literal('ingest'),
  state: z.enum(JOB_STATES),
  by: z.string().describe('Name of the token that started it'),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  progress: z.unknown(),
  report: z.unknown().describe('What was added, changed and left alone, and what was bad'),
  error: z.string().nullable(),
})

const NO_JOB = 'there is no such job; jobs are forgotten when the server stops'
const shown = (one: Job) => ({ ...one, self: `/jobs/${one.id}` })

/** Puts the body into a file of ours, of which at most `maxBody` bytes are taken; gives a digest of it. */
async function receive({ body, service: { maxBody } }: Asked<unknown>, file: string): Promise<string> {
  const digest = createHash('sha256')
  let size = 0
  // The request is not destroyed when it is left in the middle: the answer still has to go back on it.
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  async function* bounded(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > maxBody) throw tooLarge(maxBody)
      digest.update(chunk)
      yield chunk
    }
  }
  await pipeline(bounded(), createWriteStream(file, { mode: 0o600 }))
  if (size === 0) throw problem('bad-body', 'the body is empty')
  return digest.digest('hex').slice(0, 20)
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

/** What the body asks to be read, as files in `folder`. */
async function inputsOf(asked: Asked<z.output<typeof query>>, folder: string): Promise<readonly Input[]> {
  const { headers, service, params } = asked
  const type = mediaType(headers['content-type'])
  const received = join(folder, 'body')
  if (type === 'application/json') {
    await receive(asked, received)
    return inputsAt(await addressIn(received), folder, service)
  }
  const ending = ENDINGS[type]
  if (ending === undefined) {
    throw problem('unsupported-type', type === '' ? 'the request has no Content-Type' : `${type} is not read`, {
      extra: { accepted: ACCEPTED },
    })
  }
  // Without a name a text is known by what it says: the same again is the same document.
  const name = `${params.name ?? (await receive(asked, received))}.${ending}`
  const file = join(folder, name)
  if (params.name === undefined) await rename(received, file)
  else await receive(asked, file)
  return [{ address: file, name }]
}

const ingest = route({
  method: 'post',
  path: '/ingest',
  summary: 'Ingests discussion JSONL, Markdown, HTML, text, or what is at {"url": …}; answers with a job to follow',
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
    if (declared > service.maxBody) throw tooLarge(service.maxBody)
    const form = isForm(asked.headers) ? await formInputs(asked) : null
    const started = await startIngest(service, by, form ?? ((folder) => inputsOf(asked, folder)))
    const location = `/jobs/${started.id}`
    return form === null ? json(shown(started), { status: 202, headers: { Location: location } }) : redirect(location)
  },
})

const asking = route({
  path: '/ingest',
  summary: 'A page with a form for an address, a file or pasted text',
  query: z.object({}),
  answers: { types: ['text/html'] },
  handle: ({ person }) => page(ingestPage({ person })),
})

const cancelling = route({
  method: 'post',
  path: '/jobs/{id}/cancel',
  summary: 'Ends a job at its next batch; what was read until then is kept',
  parts: { id: 'Id of the job' },
  token: true,
  query: z.object({}),
  answers: { schema: job },
  async handle(asked) {
    const form = isForm(asked.headers) ? await readForm(asked, 16_384) : null
    const { jobs } = asked.service
    const found = jobs.get(asked.path.id!)
    if (found === null) throw problem('unknown-id', NO_JOB)
    jobs.cancel(found.id)
    return form === null ? json(shown(jobs.get(found.id)!)) : redirect(`/jobs/${found.id}`)
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
    if (found === null) throw problem('unknown-id', NO_JOB)
    if (!/\btext\/event-stream\b/i.test(headers.accept ?? ''))
      return json(shown(found), { headers: { 'Cache-Control': 'no-store' } })
    async function* events(): AsyncGenerator<string> {
      for await (const one of jobs.watch(found!.id, signal))
        yield `event: ${one.state}\ndata: ${JSON.stringify(shown(one))}\n\n`
    }
    return stream('text/event-stream', events(), { 'Cache-Control': 'no-store' })
  },
})

export const INGESTING: readonly Route[] = [asking, ingest, following, cancelling]
