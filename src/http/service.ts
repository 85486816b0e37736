/** What every handler may use. */
import type { Store } from '../../graph/index.ts'
import type { Jobs } from './jobs.ts'
import type { Metrics } from './metrics.ts'
import type { Token } from './tokens.ts'
import type { Writer } from './writer.ts'

export interface Service {
  /** Reads; indexed and bounded questions only. */
  readonly store: Store
  /** Address that other threads open the store by. It may hold a password: never shown. */
  readonly address: string
  readonly tokens: readonly Token[]
  readonly jobs: Jobs
  readonly writer: Writer
  readonly metrics: Metrics
  /** Largest body or page that is ingested, in bytes. */
  readonly maxBody: number
  /** Whether an IP address may be fetched from. */
  readonly allowed: (address: string) => boolean
  /** Folder for bodies until they are ingested. */
  readonly scratch: string
  readonly log: (message: string) => void
  /** True once the server has been told to stop. */
  stopping(): boolean
}
