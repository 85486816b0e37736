/** Stores on a Neo4j server, each as if it were the first: what was there is taken away. */
import neo4j, { type Driver } from 'neo4j-driver'
import { openNeo4j, type Store } from '../../../graph/index.ts'

/** Marks a database as one that tests may empty. */
const OURS = 'ClaimthreadTest'

/** Empties the server's database. Throws where it holds what no test has put there. */
export async function wipe(uri: string): Promise<void> {
  const driver = connect(uri)
  try {
    const { records } = await driver.executeQuery(
      `RETURN EXISTS { (:${OURS}) } AS ours, EXISTS { MATCH (n) RETURN n LIMIT 1 } AS used`,
    )
    if (records[0]?.get('used') === true && records[0]?.get('ours') !== true)
      throw new Error('the database of NEO4J_URI holds something: tests empty it, so give them an empty one')
    const session = driver.session()
    await session.run(
      `MATCH (n) WHERE NOT n:Store AND NOT n:${OURS} CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`,
    )
    await session.run(`MERGE (:${OURS})`)
    await session.run('MATCH (s:Store) SET s.names = 0, s.mark = 0, s.rows = 0 REMOVE s.filling')
    await session.close()
  } finally {
    await driver.close()
  }
}

/** A store with nothing in it. */
export async function emptyStore(uri: string): Promise<Store> {
  await wipe(uri)
  return openNeo4j(uri)
}

export function connect(uri: string): Driver {
  const { protocol, username, password, host } = new URL(uri)
  const auth =
    username === '' ? undefined : neo4j.auth.basic(decodeURIComponent(username), decodeURIComponent(password))
  return neo4j.driver(`${protocol}//${host}`, auth, { disableLosslessIntegers: true, telemetryDisabled: true })
}
