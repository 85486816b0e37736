/** What the command line is given to ingest: paths as they are, web addresses fetched first. */
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { parseAddress as parsed, SOURCES, type Source } from '../../ingest/index.ts'
import type { Input } from '../ingestion/inputs.ts'
import { problem } from '../problems.ts'
import { pageInput } from './page-input.ts'

/** An address as a URL; throws a problem for what may not be fetched whatever is there. */
export function parseAddress(address: string): URL {
  try {
    return parsed(address)
  } catch (error) {
    throw problem('address-refused', error instanceof Error ? error.message : String(error))
  }
}

const WEB = /^https?:\/\//i
/** Bytes of a page at most. */
const MOST_BYTES = 512 * 1024 * 1024

/** The source that reads a web address itself, page by page; null where the page is to be fetched and read as it is. */
export async function liveSource(address: string, name: string | undefined): Promise<Source | null> {
  for (const source of SOURCES) {
    if (source.live !== true) continue
    if (name === undefined ? await source.takes(address) : source.name === name) return source
  }
  return null
}

/**
 * An input for each address, fetched one after the other into folders of their own: pages of one kind have one file name.
 * Who runs the command may fetch from any host, inside the own network too.
 */
export async function fetched(
  addresses: readonly string[],
  folder: string,
  source: string | undefined,
): Promise<readonly Input[]> {
  const named = source === undefined ? {} : { source }
  const inputs: Input[] = []
  for (const address of addresses) {
    if (!WEB.test(address) || (await liveSource(address, source)) !== null) {
      inputs.push({ address, ...named })
      continue
    }
    try {
      const own = await mkdtemp(join(folder, 'page-'))
      inputs.push({ ...(await pageInput(address, own, { allowed: () => true, maxBytes: MOST_BYTES })), ...named })
    } catch (error) {
      inputs.push({ address, ...named, failed: error instanceof Error ? error.message : String(error) })
    }
  }
  return inputs
}
