/** What is wrong when the server cannot be used, as what to check. */
import { Neo4jError } from 'neo4j-driver'
import { Unusable } from '../store.ts'
import type { Address } from './address.ts'

interface Fault {
  readonly when: (code: string, message: string) => boolean
  readonly says: (address: Address) => string
}

/** In order: the first that fits. */
const FAULTS: readonly Fault[] = [
  {
    when: (code) => /Security\.(Unauthorized|CredentialsExpired|TokenExpired|AuthenticationRateLimit)/.test(code),
    says: ({ user }) =>
      user === ''
        ? 'the server asks for a user and a password: write them before the host, neo4j://user:password@host'
        : `the server refuses user "${user}" with this password: check the credentials`,
  },
  {
    when: (code) => /Security\.(Forbidden|AuthorizationExpired)/.test(code),
    says: ({ user }) => `user "${user}" may not do this: give it the roles to write and to make indexes`,
  },
  {
    when: (code) => /Database\.(DatabaseNotFound|DatabaseUnavailable)|DatabaseNotFound/.test(code),
    says: ({ database }) =>
      `it has no database "${database ?? 'neo4j'}", or that is not started: check the database's name`,
  },
  {
    when: (_, message) => /certificate|self.signed|tls|ssl|handshake/i.test(message),
    says: ({ url }) =>
      `the secured connection failed: ${/\+s/.test(url) ? 'is TLS on at the server, and its certificate one that this machine trusts (neo4j+ssc:// trusts any)?' : 'does the server ask for TLS (neo4j+s://)?'}`,
  },
  {
    when: (_, message) => /routing|discover/i.test(message),
    says: ({ url }) =>
      `no member of a cluster answers at ${url}: check the address, or use bolt:// for a single server`,
  },
  {
    when: (code) => code === 'ServiceUnavailable' || code === 'SessionExpired',
    says: ({ url }) => `nothing answers at ${url}: is the server started, and are host and port right?`,
  },
]

/** The error in words where it says that the server cannot be used; other errors as they are. */
export function fault(address: Address, error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error
  const found = FAULTS.find(({ when }) => when(error.code ?? '', `${error.message} ${String(error.cause ?? '')}`))
  return found === undefined ? error : new Unusable(address.shown, found.says(address))
}
