/** The stores that are measured: fresh ones, on this machine, removed at the end. */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { neo4jServer } from '../../test/support/neo4j/server.ts'
import { VERSIONS } from '../../test/support/neo4j/versions.ts'

export interface Maker {
  /** Address of an empty store by this name. */
  fresh(name: string): Promise<string>
  /** Bytes on disk, where that can be told. */
  size(address: string): number | null
  close(): Promise<void>
}

/** Stores by name, or why one cannot be measured here. */
export async function makerOf(kind: string, folder: string): Promise<Maker | { readonly skipped: string }> {
  if (kind === 'sqlite') return sqlite(folder)
  if (kind === 'neo4j') return neo4j()
  return { skipped: 'no such kind of store is known' }
}

function sqlite(folder: string): Maker {
  const fileOf = (address: string) => address.slice('sqlite:'.length)
  const filesOf = (path: string) => ['', '-wal', '-shm'].map((ending) => path + ending)
  return {
    async fresh(name) {
      const path = join(folder, `${name}.db`)
      for (const file of filesOf(path)) rmSync(file, { force: true })
      return `sqlite:${path}`
    },
    size: (address) =>
      filesOf(fileOf(address)).reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0),
    async close() {
      for (const file of readdirSync(folder)) if (/\.db(?:-wal|-shm)?$/.test(file)) rmSync(join(folder, file))
    },
  }
}

async function neo4j(): Promise<Maker | { readonly skipped: string }> {
  const found = await neo4jServer(VERSIONS.at(-1)!)
  if ('skipped' in found) return found
  let used = false
  return {
    async fresh() {
      // A community server has one database: one store a run.
      if (used) throw new Error('a Neo4j server holds one store: measure one scale at a time')
      used = true
      return found.uri
    },
    size: () => null,
    close: found.close,
  }
}
