/** The Neo4j store on the long-term support line. */
import { LTS } from '../support/neo4j/versions.ts'
import { onNeo4j } from './neo4j.ts'

await onNeo4j(LTS)
