/** The Neo4j versions that the store is held to, each with the Java that runs it. */
export interface Version {
  /** As in its Maven coordinates and as its Docker tag. */
  readonly version: string
  readonly java: readonly number[]
}

/** The long-term support line, and the newest calendar release. */
export const LTS: Version = { version: '5.26.30', java: [17, 21] }
export const NEWEST: Version = { version: '2026.08.1', java: [25] }
export const VERSIONS: readonly Version[] = [LTS, NEWEST]
