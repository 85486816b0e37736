/** Neo4j's jars, fetched once by Maven and kept outside the tracked files. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const cache = process.env.CLAIMTHREAD_CACHE ?? join(root, '.cache')

const pom = (version: string): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>claimthread.test</groupId><artifactId>neo4j-jars</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>${version}</version></dependency>
  </dependencies>
</project>
`

/** Folder of the jars of a version, fetched where they are missing; or why they are not to be had. */
export function jars(version: string): { readonly folder: string } | { readonly missing: string } {
  const folder = join(cache, 'neo4j', version, 'lib')
  if (existsSync(folder)) return { folder }
  if (spawnSync('mvn', ['-v']).status !== 0) return { missing: 'no Maven (mvn) to fetch its jars with' }
  mkdirSync(dirname(folder), { recursive: true })
  // Fetched beside and renamed when whole: two runs at once, or one that was ended, leave no half folder.
  const work = mkdtempSync(join(dirname(folder), 'fetch-'))
  try {
    writeFileSync(join(work, 'pom.xml'), pom(version))
    const { status, stdout } = spawnSync('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], {
      cwd: work,
      encoding: 'utf8',
    })
    if (status !== 0) return { missing: `Maven did not fetch its jars: ${stdout.trim().split('\n')[0] ?? ''}` }
    if (!existsSync(folder)) renameSync(join(work, 'lib'), folder)
    return { folder }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
