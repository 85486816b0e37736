/** Fetches the jars of every Neo4j version that this machine can run: `node test/support/neo4j/fetch.ts`. */
import { jars } from './jars.ts'
import { findJava } from './java.ts'
import { VERSIONS } from './versions.ts'

for (const { version, java } of VERSIONS) {
  const found = findJava(java) === null ? { missing: `no JDK ${java.join(' or ')}` } : jars(version)
  console.error(
    'missing' in found ? `neo4j ${version}: ${found.missing}; its tests skip` : `neo4j ${version}: jars at hand`,
  )
}
