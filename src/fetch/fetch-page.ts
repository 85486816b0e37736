/**
 * Fetches the one page that somebody asked to ingest, and nothing inside our own network: through the client that all
 * sources use (ingest/fetch), with its faults told as problems.
 */
import { FetchFailed, openClient } from '../../ingest/index.ts'
import { problem } from '../problems.ts'
import { VERSION } from '../version.ts'

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

const ACCEPT = 'text/html, text/markdown, text/plain, application/x-ndjson, */*;q=.1'

/** Fetches a page once; throws a problem when the address is refused, fails, is too large or takes too long. */
export async function fetchPage(address: string, options: FetchOptions): Promise<Page> {
  const client = openClient({ ...options, version: VERSION, tries: 1, delayMs: 0 })
  try {
    // A person asks for this one page: that is no crawling.
    const { url, headers, body } = await client.fetch(address, { accept: ACCEPT, robots: false })
    return { url, type: headers['content-type'] ?? '', body }
  } catch (error) {
    if (!(error instanceof FetchFailed)) throw error
    throw problem(error.kind === 'too-large' ? 'body-too-large' : 'address-refused', error.message)
  }
}
