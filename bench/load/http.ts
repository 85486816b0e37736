/** Questions over HTTP beside their floor, and reading while the server ingests. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { type Timing, timing } from './measure.ts'
import type { Timed } from './questions.ts'
import type { Order, Told } from './serving.ts'

const TOKEN = 'bench-token-0123456789'
const WARM_UP = 100
const CALLS = 600

interface Server {
  readonly url: string
  readonly child: ChildProcess
}

async function started(order: Order): Promise<Server> {
  const child = fork(new URL('./serving.ts', import.meta.url), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send(order)
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  return { url, child }
}

function ended({ child }: Server): Promise<unknown> {
  const gone = once(child, 'exit')
  child.disconnect()
  return gone
}

interface Got {
  readonly status: number
  readonly body: string
}

function get(agent: Agent, url: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers: { accept: 'application/json' } }, (response: IncomingMessage) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(parts).toString() }))
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** Times the same paths at several servers in turn, request by request, so that all see the same load of the machine. */
async function timeGets(urls: readonly string[], paths: readonly string[]): Promise<readonly Timing[]> {
  const agents = urls.map(() => new Agent({ keepAlive: true, maxSockets: 1 }))
  const times = urls.map((): number[] => [])
  for (let nth = 0; nth < WARM_UP + CALLS; nth++) {
    const path = paths[nth % paths.length]!
    for (const [at, url] of urls.entries()) {
      const start = performance.now()
      const { status } = await get(agents[at]!, url + path)
      if (nth >= WARM_UP) times[at]!.push(performance.now() - start)
      if (status !== 200) throw new Error(`${path} answered ${status}`)
    }
  }
  for (const agent of agents) agent.destroy()
  return times.map(timing)
}

export interface OverHttp {
  readonly name: string
  readonly time: Timing
  /** The same bytes from memory, where that was measured. */
  readonly floor: Timing | null
  readonly bytes: number
}

/** Each question over HTTP; those of one path also as a floor, measured in turn with it so that both see the same load. */
export async function askOverHttp(address: string, questions: readonly Timed[]): Promise<readonly OverHttp[]> {
  const server = await started({ do: 'serve', store: address, token: TOKEN })
  const results: OverHttp[] = []
  for (const { name, askings } of questions) {
    const paths = askings.map(({ path }) => path)
    const agent = new Agent({ keepAlive: false })
    const { body } = await get(agent, server.url + paths[0]!)
    const floor = paths[0]!.startsWith('/objections?target') ? await started({ do: 'floor', body }) : null
    const urls = floor === null ? [server.url] : [server.url, floor.url]
    const [time, below] = await timeGets(urls, paths)
    if (floor !== null) await ended(floor)
    results.push({ name, time: time!, floor: below ?? null, bytes: Buffer.byteLength(body) })
  }
  await ended(server)
  return results
}

export interface WhileIngesting {
  readonly seconds: number
  readonly documents: number
  readonly reads: Timing
  /** Milliseconds that the serving process' event loop was late while it ingested. */
  readonly delay: Delay
  /** The same of a process that does nothing meanwhile: what the machine's load alone does. */
  readonly idle: Delay
}

type Delay = Extract<Told, { delay: unknown }>['delay']

async function delayOf({ child }: Server): Promise<Delay> {
  child.send({ do: 'tell' } satisfies Order)
  const [{ delay }] = (await once(child, 'message')) as [{ delay: Delay }]
  return delay
}

interface Report {
  readonly documents: { readonly added: number; readonly changed: number }
}

interface Job {
  readonly state: string
  readonly report: Report | null
  readonly error: string | null
}

/** Posts discussion JSONL to a server and reads without pause until the job is done. */
export async function readWhileIngesting(address: string, jsonl: string, path: string): Promise<WhileIngesting> {
  const server = await started({ do: 'serve', store: address, token: TOKEN })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let nth = 0; nth < WARM_UP; nth++) await get(agent, server.url + path)
  const still = await started({ do: 'floor', body: '' })
  for (const { child } of [server, still]) child.send({ do: 'watch' } satisfies Order)
  const start = performance.now()
  const posted = await fetch(`${server.url}/ingest`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${TOKEN}` },
    body: jsonl,
  })
  const { self } = (await posted.json()) as { self: string }
  const times: number[] = []
  let report: Report | null = null
  while (report === null) {
    for (let nth = 0; nth < 50; nth++) {
      const from = performance.now()
      await get(agent, server.url + path)
      times.push(performance.now() - from)
      // A reader who thinks: a request every few milliseconds, so that the ingest has a core of its own.
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const job = JSON.parse((await get(agent, server.url + self)).body) as Job
    if (job.state === 'failed') throw new Error(`the ingest failed: ${job.error}`)
    if (job.state === 'done') report = job.report
  }
  const seconds = (performance.now() - start) / 1000
  const [delay, idle] = [await delayOf(server), await delayOf(still)]
  await ended(still)
  agent.destroy()
  await ended(server)
  const { added, changed } = report.documents
  return { seconds, documents: added + changed, reads: timing(times), delay, idle }
}
