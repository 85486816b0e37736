/**
 * The one way to the network: polite (one request at a time for each host, with a pause; robots.txt; Retry-After;
 * backoff), bounded (size, time, redirects, number of requests) and safe (every address is judged on every hop).
 */
import { setTimeout as wait } from 'node:timers/promises'
import { backoff, isPassing, retryAfter } from './backoff.ts'
import { FetchFailed } from './failed.ts'
import { isPublic } from './public-address.ts'
import { type Allowed, judged, parseAddress, type Resolve, resolveByDns } from './resolve.ts'
import { EVERYTHING, NOTHING, parseRobots, type Robots } from './robots.ts'
import { type Sent, send } from './send.ts'
import { openTurns, type Sleep } from './turns.ts'

/** What a server said of a version of a page, to be sent with the next request for it. */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST'
  /** Sent to the address's own origin only, never on to where it redirects. */
  readonly headers?: { readonly [name: string]: string }
  readonly body?: string
  readonly accept?: string
  /** Ask only for what has changed since; the reply may be `unchanged`. */
  readonly validators?: Validators | null
  /** Pause after the last request to this host, in milliseconds: the source's own rule. Default 1000. */
  readonly delayMs?: number
  /** False for an API that its owner documents for programs, with its own limits. Default true. */
  readonly robots?: boolean
  /** Statuses that are answers and no failures, such as 404. */
  readonly expect?: readonly number[]
  readonly maxBytes?: number
  /** The body of a success must be JSON: one that is cut off is asked for again. */
  readonly json?: boolean
}

export interface Reply {
  /** The address that answered, after redirects. */
  readonly url: string
  readonly status: number
  /** The server says that nothing changed since the validators: there is no body. */
  readonly unchanged: boolean
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string }
  readonly body: Buffer
  readonly validators: Validators | null
  /** The body as UTF-8. */
  text(): string
  /** The body as JSON. Throws `FetchFailed` where it is none. */
  json(): unknown
}

export interface Client {
  /** Fetches one address. Throws `FetchFailed` once it is clear that there is no answer. */
  fetch(url: string, options?: RequestOptions): Promise<Reply>
  /** Requests sent so far, those for robots.txt, redirects and second tries too. */
  readonly requests: number
  /** A credential of the environment, by its name; sources put it into headers and nowhere else. */
  secret(name: string): string | null
}

export interface ClientOptions {
  /** Whom a server's owner may write to: an address or URL, told in the User-Agent. */
  readonly contact?: string | null
  readonly version?: string
  readonly signal?: AbortSignal
  /** Instead of every source's own pause. */
  readonly delayMs?: number
  /** First wait of the backoff. Default 1000. */
  readonly backoffMs?: number
  readonly tries?: number
  /** For one request with its body. */
  readonly timeoutMs?: number
  readonly maxBytes?: number
  readonly maxRedirects?: number
  /** Requests at most; the next throws `FetchFailed` (budget). */
  readonly maxRequests?: number
  readonly allowed?: Allowed
  readonly resolve?: Resolve
  /** Where a request really goes: another base address for the same paths (a mirror, a recording). */
  readonly via?: (url: URL) => URL
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly sleep?: Sleep
  readonly random?: () => number
}

/** Longer waits than this are not sat out: the run ends and says when to come back. */
const LONGEST_WAIT_S = 600
const PRODUCT = 'claimthread'

export function openClient(options: ClientOptions = {}): Client {
  const { signal, backoffMs = 1000, tries = 5, timeoutMs = 30_000, maxRedirects = 5 } = options
  const { resolve = resolveByDns, allowed = isPublic, via = (url) => url, random = Math.random, env = {} } = options
  const rest: Sleep = options.sleep ?? ((ms) => wait(ms, undefined, signal === undefined ? {} : { signal }))
  const agent = `${PRODUCT}/${options.version ?? '0'}${options.contact ? ` (+${options.contact})` : ''}`
  const turns = openTurns(sleep, () => performance.now())
  const robots = new Map<string, Promise<Robots>>()
  let requests = 0
  const isStopped = (): boolean => signal?.aborted === true

  /** A pause that is broken off ends the request as any stop does. */
  async function sleep(ms: number): Promise<void> {
    try {
      await rest(ms)
    } catch (error) {
      throw isStopped() ? new FetchFailed('stopped', '', 'stopped') : error
    }
  }

  /** One hop, tried again while that may help. */
  async function hop(url: URL, asked: RequestOptions, pauseMs: number): Promise<Sent> {
    for (let tried = 1; ; tried++) {
      let fault: FetchFailed
      try {
        const sent = await turns.take(url.host, pauseMs, () => once(url, asked))
        const isAnswer =
          !isPassing(sent.status, sent.headers['retry-after']) || asked.expect?.includes(sent.status) === true
        if (isAnswer && !(asked.json === true && sent.status < 300 && !isJson(sent.body))) return sent
        fault = isAnswer
          ? new FetchFailed('network', url.origin, `${url.host} gave something that is not whole JSON`)
          : new FetchFailed('status', url.origin, `${url.host} answered ${sent.status}`, {
              status: sent.status,
              retryAfter: retryAfter(sent.headers['retry-after'], Date.now()),
            })
      } catch (error) {
        fault = faultOf(error, url)
        if (fault.kind !== 'timeout' && fault.kind !== 'network') throw fault
      }
      const after = fault.retryAfter ?? 0
      if (after > LONGEST_WAIT_S) throw told(fault, `${fault.message}: come back in ${after} s`)
      if (tried >= tries) throw tries === 1 ? fault : told(fault, `${fault.message}, ${tries} times`)
      await sleep(Math.max(after * 1000, backoff(tried, backoffMs, random)))
    }
  }

  async function once(url: URL, asked: RequestOptions): Promise<Sent> {
    if (isStopped()) throw new FetchFailed('stopped', url.origin, 'stopped')
    if (requests >= (options.maxRequests ?? Number.POSITIVE_INFINITY))
      throw new FetchFailed('budget', url.origin, `the ${requests} requests that were allowed are used up`)
    const target = via(url)
    const limit = AbortSignal.timeout(timeoutMs)
    const ended = signal === undefined ? limit : AbortSignal.any([limit, signal])
    const { etag, lastModified } = asked.validators ?? {}
    try {
      // A look-up cannot be broken off, only no longer waited for.
      const addresses = await unlessEnded(judged(target, resolve, allowed), ended)
      requests += 1
      return await send({
        url: target,
        addresses,
        method: asked.method ?? 'GET',
        headers: {
          'user-agent': agent,
          accept: asked.accept ?? '*/*',
          ...(etag === undefined ? {} : { 'if-none-match': etag }),
          ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
          ...asked.headers,
        },
        body: asked.body ?? null,
        maxBytes: asked.maxBytes ?? options.maxBytes ?? 64 * 1024 * 1024,
        signal: ended,
      })
    } catch (error) {
      if (isStopped()) throw new FetchFailed('stopped', url.origin, 'stopped')
      if (limit.aborted)
        throw new FetchFailed('timeout', url.origin, `${url.host} took longer than ${timeoutMs / 1000} s`)
      throw error
    }
  }

  function rulesOf(url: URL, pauseMs: number): Promise<Robots> {
    const known = robots.get(url.origin)
    if (known !== undefined) return known
    const found = followed(new URL('/robots.txt', url), { robots: false, accept: 'text/plain, */*' }, pauseMs).then(
      ({ status, body }) => (status < 300 ? parseRobots(body.toString('utf8'), PRODUCT) : EVERYTHING),
      // RFC 9309: no file, no rules; but a host that cannot say them is left alone.
      (error: FetchFailed) => {
        if (error.kind === 'status' || error.kind === 'too-large' || error.kind === 'robots') return NOTHING
        robots.delete(url.origin)
        throw error
      },
    )
    robots.set(url.origin, found)
    return found
  }

  async function followed(first: URL, asked: RequestOptions, pauseMs: number): Promise<Sent & { readonly url: URL }> {
    let url = first
    let request = asked
    for (let hops = 0; hops <= maxRedirects; hops++) {
      let pause = pauseMs
      if (asked.robots !== false) {
        const rules = await rulesOf(url, pauseMs)
        if (!rules.allows(url.pathname + url.search))
          throw new FetchFailed('robots', url.origin, `the robots.txt of ${url.host} asks not to fetch ${url.pathname}`)
        if (options.delayMs === undefined && (rules.delay ?? 0) > LONGEST_WAIT_S)
          throw new FetchFailed(
            'robots',
            url.origin,
            `the robots.txt of ${url.host} asks for ${rules.delay} s between requests`,
          )
        if (options.delayMs === undefined) pause = Math.max(pause, (rules.delay ?? 0) * 1000)
      }
      const sent = await hop(url, request, pause)
      const { location } = sent.headers
      if (sent.status < 300 || sent.status >= 400 || sent.status === 304 || location === undefined)
        return { ...sent, url }
      const next = parseAddress(URL.canParse(location, url.href) ? new URL(location, url.href).href : location)
      request = redirected(request, sent.status, next.origin === url.origin)
      url = next
    }
    throw new FetchFailed('refused', first.origin, `more than ${maxRedirects} redirects`)
  }

  return {
    get requests() {
      return requests
    },
    secret: (name) => env[name]?.trim() || null,
    async fetch(address, asked = {}) {
      const pause = options.delayMs ?? asked.delayMs ?? 1000
      const { status, headers, body, url } = await followed(parseAddress(address), asked, pause)
      const isFine = (status >= 200 && status < 300) || (status === 304 && asked.validators != null)
      if (!isFine && asked.expect?.includes(status) !== true)
        throw new FetchFailed('status', url.origin, `${url.host} answered ${status}`, { status })
      return replyOf(url, status, headers, body)
    },
  }
}

/** What a promise gives, or the signal's reason as soon as it is aborted. */
async function unlessEnded<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const done = new AbortController()
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true, signal: done.signal })
  })
  try {
    return await Promise.race([promise, ended])
  } finally {
    done.abort()
  }
}

function redirected(asked: RequestOptions, status: number, sameOrigin: boolean): RequestOptions {
  const { headers: _, ...bare } = asked
  const kept = sameOrigin ? asked : bare
  if (status === 307 || status === 308 || asked.method !== 'POST') return kept
  const { body: __, ...read } = kept
  return { ...read, method: 'GET' }
}

function replyOf(url: URL, status: number, raw: Sent['headers'], body: Buffer): Reply {
  const headers = Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(', ')]])),
  )
  const { etag, 'last-modified': lastModified } = headers
  const validators =
    etag === undefined && lastModified === undefined
      ? null
      : { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) }
  const text = (): string => body.toString('utf8')
  return {
    ...{ url: url.href, status, unchanged: status === 304, headers, body, validators, text },
    json() {
      try {
        return JSON.parse(text()) as unknown
      } catch {
        throw new FetchFailed('status', url.origin, `${url.host} gave something that is not whole JSON`, { status })
      }
    },
  }
}

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString('utf8'))
    return true
  } catch {
    return false
  }
}

/** Credentials may stand in what a failed request says of itself: only its code is told. */
function faultOf(error: unknown, url: URL): FetchFailed {
  if (error instanceof FetchFailed) return error
  const code = (error as NodeJS.ErrnoException).code ?? 'no answer'
  return new FetchFailed('network', url.origin, `${url.host} cannot be reached, or breaks off (${code})`)
}

function told(fault: FetchFailed, message: string): FetchFailed {
  return new FetchFailed(fault.kind, fault.url, message, { status: fault.status, retryAfter: fault.retryAfter })
}
