/** The Neo4j store on the newest release. */
import { NEWEST } from '../support/neo4j/versions.ts'
import { onNeo4j } from './neo4j.ts'

await onNeo4j(NEWEST)
