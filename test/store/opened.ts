/** Gives each test a store of its own. */
import { afterEach, beforeEach } from 'vitest'
import type { Store } from '../../graph/index.ts'

export interface Opened {
  readonly store: Store
  /** Closes the store and removes it. */
  readonly close: () => Promise<void>
  /** Closes it and opens it again as it is. */
  readonly reopen: () => Promise<Store>
  /** Everything that the store keeps outside the process, where that can be read as bytes. */
  readonly bytes?: () => Promise<Buffer>
}

export type Open = () => Promise<Opened>

/** The store of the test that is running. */
export function fresh(open: Open): () => Store {
  const opened = freshOpened(open)
  return () => opened().store
}

export function freshOpened(open: Open): () => Opened {
  let opened: Opened | undefined
  beforeEach(async () => {
    opened = await open()
  })
  afterEach(async () => {
    await opened?.close()
  })
  return () => opened!
}
