/** Opens a store by its address: `sqlite:FILE`, or `neo4j://user:password@host:7687/database`. */
import { isNeo4j } from './neo4j/address.ts'
import { openNeo4j } from './neo4j/store.ts'
import { openSqlite } from './sqlite/store.ts'
import { type Store, Unusable } from './store.ts'

export interface OpenOptions {
  /** Never writes: for readers beside a writer. The store must be there. */
  readonly readOnly?: boolean
  /** A store into which a copy was broken off will do: to go on with it. */
  readonly unfinished?: boolean
}

/** Throws `Unusable` when the address names no kind of store that is known, or a store that cannot be used. */
export async function openStore(address: string, options: OpenOptions = {}): Promise<Store> {
  const [kind, rest] = [address.slice(0, address.indexOf(':')), address.slice(address.indexOf(':') + 1)]
  if (kind === 'sqlite' && rest !== '') return openSqlite(rest, options)
  if (isNeo4j(address)) return openNeo4j(address, options)
  throw new Unusable(
    address.replace(/\/\/.*@/s, '//'),
    'no such kind of store is known: use sqlite:FILE or neo4j://user:password@host:7687/database',
  )
}
