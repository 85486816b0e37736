/** Names to addresses that may be connected to: each address is judged before anything is sent. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { FetchFailed } from './failed.ts'

export interface Resolved {
  readonly address: string
  readonly family: number
}

/** All addresses of a host name. Throws where there is none. */
export type Resolve = (host: string) => Promise<readonly Resolved[]>

/** Whether an IP address, which this host name has, may be connected to. */
export type Allowed = (address: string, host: string) => boolean

export const resolveByDns: Resolve = (host) => lookup(host, { all: true })

/** Only http and https, and no passwords in the address. Throws `FetchFailed`. */
export function parseAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const refused = (reason: string) => new FetchFailed('refused', text.slice(0, 200), reason)
  if (url === null) throw refused('the address is not a URL')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused('only http and https addresses are fetched')
  if (url.username !== '' || url.password !== '') throw refused('an address with a name or password is not fetched')
  return url
}

/** Addresses of a URL's host, every one of them judged. Throws `FetchFailed`. */
export async function judged(url: URL, resolve: Resolve, allowed: Allowed): Promise<readonly Resolved[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  let found: readonly Resolved[]
  try {
    found = family > 0 ? [{ address: host, family }] : await resolve(host)
  } catch {
    throw new FetchFailed('network', url.origin, `the name ${host} cannot be resolved`)
  }
  // One private address among them is enough: which one would be connected to is not ours to choose.
  if (found.length === 0 || !found.every(({ address }) => allowed(address, host)))
    throw new FetchFailed('refused', url.origin, `${host} is not an address on the public internet`)
  return found
}
