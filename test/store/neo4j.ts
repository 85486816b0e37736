/** What the Neo4j store must do on a server of one version. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { copy, openNeo4j, openSqlite, type Store } from '../../graph/index.ts'
import { emptyStore } from '../support/neo4j/fresh.ts'
import { neo4jServer } from '../support/neo4j/server.ts'
import { LTS, type Version } from '../support/neo4j/versions.ts'
import { cases } from './cases.ts'
import { sameAnswers, sameExports, searchOverlap } from './differential.ts'
import { exported } from './drain.ts'
import { fillingOn } from './neo4j-filling.ts'
import { plansOn } from './neo4j-plans.ts'
import { fourGiveWhatOneGives, ingestInto, writeForum } from './shards.ts'

/** A server asks the disk at every commit, and compiles each new query: cases take longer than in SQLite. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 })

/** Runs every case that the store is held to; skips them with a line where there is no such server. */
export async function onNeo4j(version: Version): Promise<void> {
  const name = `Neo4j ${version.version}`
  const server = await neo4jServer(version)
  if ('skipped' in server) {
    console.warn(`${name}: skipped, ${server.skipped}`)
    describe(name, () => it.skip(`keeps what every store keeps (${server.skipped})`, () => {}))
    return
  }
  const { uri, close } = server
  afterAll(close)
  cases(name, async () => {
    let store = await emptyStore(uri)
    return {
      store,
      close: () => store.close(),
      reopen: async () => {
        await store.close()
        store = await openNeo4j(uri)
        return store
      },
    }
  })
  plansOn(name, uri)
  // Two inputs, one a version: both on both would ask two thousand questions and tell nothing more.
  if (version === LTS && existsSync(DEMO)) sameAsSqlite(`${name}, Arbital`, uri, async () => DEMO)
  else sameAsSqlite(`${name}, a generated forum`, uri, (folder) => writeForum(folder, 400))
  movesUp(name, uri)
  fillingOn(name, uri)
  inShards(name, uri)
}

const here = dirname(fileURLToPath(import.meta.url))
const DEMO = join(here, '../../../shared/data/arbital/demo.jsonl.xz')

/** The same input in SQLite and in Neo4j gives the same answers. */
function sameAsSqlite(name: string, uri: string, input: (folder: string) => Promise<string>): void {
  describe(name, () => {
    let folder: string
    let stores: readonly [sqlite: Store, neo4j: Store]
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'claimthread-same-'))
      stores = [openSqlite(join(folder, 'same.db')), await emptyStore(uri)]
      const address = await input(folder)
      for (const store of stores) await ingestInto(store, address)
    })
    afterAll(async () => {
      for (const store of stores ?? []) await store.close()
      await rm(folder, { recursive: true, force: true })
    })
    it('exports the same bytes', async () => sameExports(...stores))
    it('answers five hundred questions alike, row by row', async () => {
      expect(await sameAnswers(...stores, 7)).toBeGreaterThan(200)
    })
    it('finds the same first hundred sentences, but for a tenth', async () => {
      expect(await searchOverlap(...stores)).toBeGreaterThanOrEqual(0.9)
    })
    it('counts the same', async () => expect(await stores[1].counts()).toEqual(await stores[0].counts()))
  })
}

function movesUp(name: string, uri: string): void {
  it(`${name}: a SQLite store moves up, and back, unchanged`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'claimthread-up-'))
    const [below, back] = [openSqlite(join(folder, 'below.db')), openSqlite(join(folder, 'back.db'))]
    const above = await emptyStore(uri)
    await ingestInto(below, await writeForum(folder, 60))
    const up = await copy(below, above)
    const down = await copy(above, back)
    expect(down.digest).toBe(up.digest)
    expect(await exported(back, { withClocks: true })).toEqual(await exported(below, { withClocks: true }))
    for (const store of [below, above, back]) await store.close()
    await rm(folder, { recursive: true })
  })
}

function inShards(name: string, uri: string): void {
  it(`${name}: four ingesters at once give the graph that one gives`, async () => {
    const fresh = async (): Promise<string> => {
      await (await emptyStore(uri)).close()
      return uri
    }
    await fourGiveWhatOneGives(fresh, 80)
  })
}
