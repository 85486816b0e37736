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

/** Opens a store and closes it after use. `make`: one that is not there may be made. */
export async function withStore<T>(address: string, make: boolean, use: (store: Store) => Promise<T>): Promise<T> {
  if (!make && !storeExists(address)) {
    throw new Failure(`There is no store at ${address}. Make one with: claimthread ingest PATH --store ${address}`)
  }
  const store = await opened(address)
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

async function opened(address: string): Promise<Store> {
  try {
    return await openStore(address)
  } catch (error) {
    if (error instanceof Unusable) throw new Failure(error.message)
    throw error
  }
}
