/** The HTTP client as the settings have it: whom it names as its user, how fast it asks, and which hosts it may reach. */
import { type Client, isPublic, openClient } from '../../ingest/index.ts'
import { UsageError } from '../errors.ts'
import { VERSION } from '../version.ts'

export interface ClientSettings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Requests at most. */
  readonly requests?: number
  /** Hosts or IP addresses inside the own network that may be reached too. */
  readonly inside: Iterable<string>
}

/**
 * A client that may reach public hosts and those that are named. Settings: CLAIMTHREAD_CONTACT (told to the servers),
 * CLAIMTHREAD_DELAY (seconds, instead of each source's own pause). Throws `UsageError`.
 */
export function clientFor({ env, signal, requests, inside }: ClientSettings): Client {
  const named = new Set(inside)
  const delay = delayOf(env.CLAIMTHREAD_DELAY)
  return openClient({
    ...{ version: VERSION, contact: env.CLAIMTHREAD_CONTACT ?? null, signal, env },
    ...(delay === null ? {} : { delayMs: delay * 1000, backoffMs: Math.min(1000, delay * 1000 + 10) }),
    ...(requests === undefined ? {} : { maxRequests: requests }),
    allowed: (address, host) => isPublic(address) || named.has(host) || named.has(address),
  })
}

/** Hosts of the addresses that a command names: who runs it may reach them wherever they are. */
export function hostsOf(addresses: readonly string[]): readonly string[] {
  return addresses.flatMap((address) =>
    URL.canParse(address) ? [new URL(address).hostname.replace(/^\[|\]$/g, '')] : [],
  )
}

/** Addresses inside the own network that a server may reach: CLAIMTHREAD_INSIDE, with commas between them. */
export function insideOf(env: ClientSettings['env']): readonly string[] {
  return (env.CLAIMTHREAD_INSIDE ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function delayOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null
  const seconds = Number(text)
  if (!(seconds >= 0)) throw new UsageError(`CLAIMTHREAD_DELAY must be a number of seconds, not "${text}".`)
  return seconds
}
