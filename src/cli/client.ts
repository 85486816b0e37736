/** The HTTP client of a command: whom it names as its user, how fast it asks, and which hosts it may reach. */
import { type Client, isPublic, openClient } from '../../ingest/index.ts'
import { UsageError } from '../errors.ts'
import { VERSION } from '../version.ts'
import type { Terminal } from './terminal.ts'

/**
 * A client that may fetch from public hosts, and inside the own network from the hosts that the command names. Settings:
 * CLAIMTHREAD_CONTACT (told to the servers), CLAIMTHREAD_DELAY (seconds, instead of each source's own pause).
 */
export function clientOf(addresses: readonly string[], { env, signal }: Terminal, requests?: number): Client {
  const named = new Set(addresses.flatMap((address) => (URL.canParse(address) ? [hostOf(new URL(address))] : [])))
  const delay = delayOf(env.CLAIMTHREAD_DELAY)
  return openClient({
    ...{ version: VERSION, contact: env.CLAIMTHREAD_CONTACT ?? null, signal, env },
    ...(delay === null ? {} : { delayMs: delay * 1000, backoffMs: Math.min(1000, delay * 1000 + 10) }),
    ...(requests === undefined ? {} : { maxRequests: requests }),
    allowed: (address, host) => isPublic(address) || named.has(host),
  })
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

function delayOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null
  const seconds = Number(text)
  if (!(seconds >= 0)) throw new UsageError(`CLAIMTHREAD_DELAY must be a number of seconds, not "${text}".`)
  return seconds
}
