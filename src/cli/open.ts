/** Opens the store that a verb works on, and says plainly why it cannot. */
import type { Store } from '../../graph/index.ts'
import { openStore, Unusable } from '../../graph/index.ts'
import { storeAddress, storeExists } from '../config.ts'
import { Failure } from '../errors.ts'
import type { Terminal } from './terminal.ts'
import type { Options } from './verb.ts'
import { textOf } from './verb.ts'

export function addressOption(options: Options, { env }: Terminal): string {
  return storeAddress(textOf(options, 'store'), env)
}

/**
 * What a verb does to the store: `write` makes it where it is not there, `fill` also takes the beginning of a copy;
 * `update` and `read` need it to be there.
 */
export type Use = 'write' | 'fill' | 'update' | 'read'

/** Opens a store and closes it after use. */
export async function withStore<T>(address: string, use: Use, run: (store: Store) => Promise<T>): Promise<T> {
  if ((use === 'update' || use === 'read') && !storeExists(address)) {
    throw new Failure(
      `There is no store at ${shown(address)}. Make one with: claimthread ingest PATH --store ${shown(address)}`,
    )
  }
  const store = await opened(address, use)
  try {
    return await run(store)
  } finally {
    await store.close()
  }
}

async function opened(address: string, use: Use): Promise<Store> {
  try {
    // What only reads is opened so; a store of an older version must first be brought up to date.
    if (use === 'read') return await openStore(address, { readOnly: true }).catch(() => openStore(address))
    return await openStore(address, { unfinished: use === 'fill' })
  } catch (error) {
    if (error instanceof Unusable) throw new Failure(error.message)
    throw error
  }
}

/** An address without the password that may stand in it. */
export function shown(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//')
}
