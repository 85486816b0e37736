/** What the Neo4j store must do on a server of one version. */
import { afterAll, describe, it } from 'vitest'
import { openNeo4j } from '../../graph/index.ts'
import { emptyStore } from '../support/neo4j/fresh.ts'
import { neo4jServer } from '../support/neo4j/server.ts'
import type { Version } from '../support/neo4j/versions.ts'
import { cases } from './cases.ts'

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
}
