/** What the command line is given to ingest: paths as they are, web addresses fetched first. */
import type { Input } from '../ingestion/inputs.ts'
import { pageInput } from './page-input.ts'

const WEB = /^https?:\/\//i
/** Bytes of a page at most. */
const MOST_BYTES = 512 * 1024 * 1024

/** An input for each address. Who runs the command may fetch from any host, inside the own network too. */
export function fetched(addresses: readonly string[], folder: string): Promise<readonly Input[]> {
  const input = async (address: string): Promise<Input> => {
    if (!WEB.test(address)) return { address }
    try {
      return await pageInput(address, folder, { allowed: () => true, maxBytes: MOST_BYTES })
    } catch (error) {
      return { address, failed: error instanceof Error ? error.message : String(error) }
    }
  }
  return Promise.all(addresses.map(input))
}
