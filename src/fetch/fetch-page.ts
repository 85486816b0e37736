/**
 * Fetches what somebody asked the server to ingest, and nothing inside its own network: the name is resolved here,
 * every address it resolves to is judged, and the connection goes to exactly those, on each redirect anew.
 */
import { lookup } from 'node:dns/promises'
import type { IncomingMessage } from 'node:http'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP } from 'node:net'
import { Problem, problem } from '../problems.ts'
import { isPublic } from './public-address.ts'

export interface FetchOptions {
  /** Whether an IP address may be connected to. */
  readonly allowed?: (address: string) => boolean
  readonly maxBytes: number
  readonly timeoutMs?: number
  readonly maxRedirects?: number
}

export interface Page {
  /** The address that answered, after redirects. */
  readonly url: string
  readonly type: string
  readonly body: Buffer
}

const refused = (detail: string) => problem('address-refused', detail)

/** Reads an address as a person gave it; only http and https are fetched, and no passwords are sent. */
export function parseAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) throw refused('the address is not a URL')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused('only http and https addresses are fetched')
  if (url.username !== '' || url.password !== '') throw refused('an address with a name or password is not fetched')
  return url
}

async function addressesOf(
  url: URL,
  allowed: (address: string) => boolean,
): Promise<{ address: string; family: number }[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  let found: { address: string; family: number }[]
  try {
    found = family > 0 ? [{ address: host, family }] : await lookup(host, { all: true })
  } catch {
    throw refused(`the name ${host} cannot be resolved`)
  }
  // One private address among them is enough: which one would be connected to is not ours to choose.
  if (found.length === 0 || !found.every(({ address }) => allowed(address))) {
    throw refused(`${host} is not an address on the public internet`)
  }
  return found
}

async function get(url: URL, options: Required<FetchOptions>, signal: AbortSignal): Promise<IncomingMessage> {
  const found = await addressesOf(url, options.allowed)
  const send = url.protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((resolve, reject) => {
    const sent = send(
      url,
      {
        agent: false,
        signal,
        headers: {
          'user-agent': 'claimthread',
          accept: 'text/html, text/markdown, text/plain, application/x-ndjson, */*;q=.1',
        },
        // The addresses that were judged, not those that a second look-up would give.
        lookup: (_host, lookupOptions, callback) => {
          if (lookupOptions.all) callback(null, found)
          else callback(null, found[0]!.address, found[0]!.family)
        },
      },
      resolve,
    )
    sent.on('error', reject)
    sent.end()
  })
}

/** Fetches a page; throws a problem when the address is refused, fails, is too large or takes too long. */
export async function fetchPage(address: string, options: FetchOptions): Promise<Page> {
  const full = { allowed: isPublic, timeoutMs: 30_000, maxRedirects: 5, ...options }
  const signal = AbortSignal.timeout(full.timeoutMs)
  let url = parseAddress(address)
  try {
    for (let hop = 0; hop <= full.maxRedirects; hop++) {
      const response = await get(url, full, signal)
      const status = response.statusCode ?? 0
      const { location } = response.headers
      if (status >= 300 && status < 400 && location !== undefined) {
        response.destroy()
        url = parseAddress(URL.canParse(location, url.href) ? new URL(location, url.href).href : location)
        continue
      }
      if (status !== 200) {
        response.destroy()
        throw refused(`${url.host} answered ${status}`)
      }
      return {
        url: url.href,
        type: response.headers['content-type'] ?? '',
        body: await bodyOf(response, full.maxBytes),
      }
    }
  } catch (error) {
    if (signal.aborted) throw refused(`${url.host} took longer than ${full.timeoutMs / 1000} s`)
    if (error instanceof Problem) throw error
    throw refused(`${url.host} cannot be reached (${(error as NodeJS.ErrnoException).code ?? 'no answer'})`)
  }
  throw refused(`more than ${full.maxRedirects} redirects`)
}

async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) {
      response.destroy()
      throw problem('body-too-large', `the page is larger than ${maxBytes} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
