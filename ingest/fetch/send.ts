/** One request and its answer, without redirects: connected only to judged addresses, bounded in size and time. */
import type { IncomingHttpHeaders, IncomingMessage, RequestOptions as NodeOptions } from 'node:http'
import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { FetchFailed } from './failed.ts'
import type { Resolved } from './resolve.ts'

export interface Sending {
  readonly url: URL
  readonly addresses: readonly Resolved[]
  readonly method: 'GET' | 'POST'
  readonly headers: { readonly [name: string]: string }
  readonly body: string | null
  readonly maxBytes: number
  readonly signal: AbortSignal
}

/** An answer as it came, its body whole and decompressed. */
export interface Sent {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

const AGENTS = {
  'http:': new PlainAgent({ keepAlive: true, maxSockets: 8 }),
  'https:': new SecureAgent({ keepAlive: true, maxSockets: 8 }),
} as const

const FLUSH = { finishFlush: constants.Z_NO_FLUSH }
const DECODERS = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(FLUSH),
  br: () => createBrotliDecompress(),
} as const

export const ENCODINGS = 'gzip, deflate, br'

/** Sends it. Throws `FetchFailed` (too large), or what the network threw. */
export async function send(sending: Sending): Promise<Sent> {
  const response = await answered(sending)
  const { statusCode: status = 0, headers } = response
  if (status >= 300 && status < 400) {
    response.resume()
    return { status, headers, body: Buffer.alloc(0) }
  }
  return { status, headers, body: await bodyOf(response, sending) }
}

function answered({ url, addresses, method, headers, body, signal }: Sending): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:'
  const options: NodeOptions = {
    ...{ method, signal, agent: AGENTS[secure ? 'https:' : 'http:'] },
    headers: {
      'accept-encoding': ENCODINGS,
      ...headers,
      ...(body === null ? {} : { 'content-length': Buffer.byteLength(body) }),
    },
    // The addresses that were judged, not those that a second look-up would give.
    lookup: (_host, lookupOptions, callback) => {
      if (lookupOptions.all) callback(null, [...addresses])
      else callback(null, addresses[0]!.address, addresses[0]!.family)
    },
  }
  return new Promise((resolve, reject) => {
    const sent = (secure ? secureRequest : plainRequest)(url, options, resolve)
    sent.on('error', reject)
    sent.end(body ?? undefined)
  })
}

async function bodyOf(response: IncomingMessage, { url, maxBytes }: Sending): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const take = async (stream: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of stream) {
      size += chunk.length
      if (size > maxBytes) throw new FetchFailed('too-large', url.origin, `the page is larger than ${maxBytes} bytes`)
      chunks.push(chunk)
    }
  }
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding as keyof typeof DECODERS]() : null
  if (decoder === null) await pipeline(response, take)
  else await pipeline(response, decoder, take)
  return Buffer.concat(chunks)
}
