/** Addresses of Neo4j: `neo4j://user:password@host:7687/database`, with `+s` for TLS, `bolt` for a single server. */
import { Unusable } from '../store.ts'

const SCHEMES = ['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc']

export interface Address {
  /** What the driver connects to. */
  readonly url: string
  readonly user: string
  readonly password: string
  /** Null: the server's default database. */
  readonly database: string | null
  /** For messages: without the password. */
  readonly shown: string
}

export function isNeo4j(address: string): boolean {
  return SCHEMES.includes(address.slice(0, Math.max(0, address.indexOf('://'))))
}

/** Reads an address. Throws `Unusable`, which never names the password. */
export function readAddress(address: string): Address {
  const safe = address.replace(/\/\/.*@/s, '//')
  if (!isNeo4j(address)) throw new Unusable(safe, `an address begins with one of ${SCHEMES.join('://, ')}://`)
  const url = URL.parse(address.replace(/^[a-z0-9+]+:/, 'http:'))
  if (url === null || url.hostname === '')
    throw new Unusable(safe, 'an address is neo4j://user:password@host:7687/database')
  const scheme = address.slice(0, address.indexOf(':'))
  const host = `${url.hostname}:${url.port === '' ? portOf(address) : url.port}`
  const database = decodeURIComponent(url.pathname.replace(/^\/+|\/+$/g, ''))
  const user = decodeURIComponent(url.username)
  return {
    url: `${scheme}://${host}${url.search}`,
    user,
    password: decodeURIComponent(url.password),
    database: database === '' ? null : database,
    shown: `${scheme}://${user === '' ? '' : `${user}@`}${host}${database === '' ? '' : `/${database}`}`,
  }
}

/** Port 80 is http's own and left out of a parsed URL. */
function portOf(address: string): string {
  return /:80(?:[/?]|$)/.test(address) ? '80' : '7687'
}
