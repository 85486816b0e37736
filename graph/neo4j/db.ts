/**
 * A connection to Neo4j: managed transactions that the driver retries, read and write; what was written is read
 * afterwards, on whichever member of a cluster (bookmarks).
 */
import neo4j, { type Driver, type ManagedTransaction, type Session } from 'neo4j-driver'
import type { Address } from './address.ts'
import { fault } from './faults.ts'
import { Plans } from './plans.ts'
import { type Cypher, toCypher } from './values.ts'

export interface DbOptions {
  /** Never writes. */
  readonly readOnly: boolean
  /** How long a transaction may take, in milliseconds; the server ends one that takes longer. */
  readonly timeout: number
}

/** How long a connection may take to be made, and to become free, in milliseconds. */
const CONNECT = 10_000
const ACQUIRE = 60_000
/** How long a transaction that met another one is tried again, in milliseconds. */
const RETRY = 120_000
/** Records that are fetched at a time. */
const FETCH = 1_000

/**
 * The statement with its rows inside a map, where the planner does not see how many there are. Else it makes a plan for
 * each order of magnitude, and for a hundred rows in an empty store one that reads a whole index for each row.
 */
const ofAnyLength = (cypher: string): string => cypher.replace('$rows', '$given.rows')

export type Params = { readonly [name: string]: Cypher }

/** A transaction, or what stands for one. */
export class Tx {
  readonly #tx: ManagedTransaction
  readonly #plans: Plans

  constructor(tx: ManagedTransaction, plans: Plans) {
    this.#tx = tx
    this.#plans = plans
  }

  async all<T>(cypher: string, params: Params = {}): Promise<T[]> {
    const { records } = await this.#tx.run(this.#plans.sent(cypher), toCypher(params))
    return records.map((record) => record.toObject() as T)
  }

  async get<T>(cypher: string, params: Params = {}): Promise<T | undefined> {
    return (await this.all<T>(cypher, params))[0]
  }

  async run(cypher: string, params: Params = {}): Promise<void> {
    await this.#tx.run(this.#plans.sent(cypher), toCypher(params))
  }

  /** Runs a statement once for all rows, as `$rows`; not at all without rows. */
  async each(rows: readonly Cypher[], cypher: string, params: Params = {}): Promise<void> {
    if (rows.length > 0) await this.run(ofAnyLength(cypher), { ...params, given: { rows } })
  }

  /** As `each`, with what the statement gives. */
  async from<T>(rows: readonly Cypher[], cypher: string, params: Params = {}): Promise<T[]> {
    return rows.length === 0 ? [] : this.all<T>(ofAnyLength(cypher), { ...params, given: { rows } })
  }
}

export class Db {
  readonly address: Address
  readonly #driver: Driver
  readonly #bookmarks = neo4j.bookmarkManager()
  readonly #options: DbOptions
  readonly #plans = new Plans()

  constructor(address: Address, options: DbOptions) {
    this.address = address
    this.#options = options
    const auth = address.user === '' ? undefined : neo4j.auth.basic(address.user, address.password)
    try {
      this.#driver = neo4j.driver(address.url, auth, {
        disableLosslessIntegers: true,
        connectionTimeout: CONNECT,
        connectionAcquisitionTimeout: ACQUIRE,
        maxTransactionRetryTime: RETRY,
        fetchSize: FETCH,
        telemetryDisabled: true,
        userAgent: 'claimthread',
      })
    } catch (error) {
      throw fault(address, error)
    }
  }

  /** Makes the connection. Throws `Unusable` with what to check. */
  async connect(): Promise<void> {
    await this.#told(async () => {
      await this.#driver.verifyConnectivity(this.#place())
      await this.read((tx) => tx.run('RETURN 1'))
    })
  }

  async read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#told(() =>
      this.#within((session) => session.executeRead((tx) => work(new Tx(tx, this.#plans)), this.#limits())),
    )
  }

  /** Runs `work` whole or not at all; the driver runs it again where it met another transaction. */
  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#told(() =>
      this.#within((session) => session.executeWrite((tx) => work(new Tx(tx, this.#plans)), this.#limits())),
    )
  }

  /** Runs `work` in transactions of its own while one that began with `hold` stands, however long that takes. */
  async alone(work: () => Promise<void>, hold: (tx: Tx) => Promise<void>): Promise<void> {
    await this.#told(() =>
      this.#within((session) =>
        session.executeWrite(
          async (tx) => {
            await hold(new Tx(tx, this.#plans))
            await work()
          },
          { timeout: 0 },
        ),
      ),
    )
  }

  /** Runs a statement that makes transactions of its own, however long that takes; planned for the store as it is now. */
  async inTransactions(cypher: string, params: Params = {}): Promise<void> {
    await this.alongside(`CYPHER replan=force ${cypher}`, params)
  }

  /** Runs a statement that the server does on its own, as building an index, however long that takes. */
  async alongside(cypher: string, params: Params = {}): Promise<void> {
    await this.#told(() => this.#within((session) => session.run(cypher, toCypher(params) as object, { timeout: 0 })))
  }

  async close(): Promise<void> {
    await this.#driver.close()
  }

  async #told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw fault(this.address, error)
    }
  }

  async #within<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#session()
    try {
      return await work(session)
    } finally {
      await session.close()
    }
  }

  #session(): Session {
    const mode = this.#options.readOnly ? neo4j.session.READ : neo4j.session.WRITE
    return this.#driver.session({ ...this.#place(), bookmarkManager: this.#bookmarks, defaultAccessMode: mode })
  }

  #place(): { database?: string } {
    return this.address.database === null ? {} : { database: this.address.database }
  }

  #limits(): { timeout: number } {
    return { timeout: this.#options.timeout }
  }
}
