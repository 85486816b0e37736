/** Java on this machine: a JDK of the major version that a Neo4j version runs on. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where Linux distributions and macOS put JDKs beside the default one. */
const FOLDERS: readonly (readonly [folder: string, home: string])[] = [
  ['/usr/lib/jvm', ''],
  ['/opt/java', ''],
  ['/Library/Java/JavaVirtualMachines', 'Contents/Home'],
]

/** Path of a `java` whose major version is one of these and which has a compiler; null when there is none. */
export function findJava(majors: readonly number[]): string | null {
  return candidates().find((java) => majors.includes(majorOf(java)) && hasCompiler(java)) ?? null
}

function candidates(): readonly string[] {
  const home = process.env.JAVA_HOME
  const beside = FOLDERS.flatMap(([folder, inside]) =>
    existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, inside, 'bin', 'java')) : [],
  )
  return [
    ...(home === undefined ? [] : [join(home, 'bin', 'java')]),
    'java',
    ...beside.filter((path) => existsSync(path)),
  ]
}

function majorOf(java: string): number {
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' })
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0)
}

/** Running a source file needs the compiler, which a bare runtime lacks. */
function hasCompiler(java: string): boolean {
  return spawnSync(java, ['--list-modules'], { encoding: 'utf8' }).stdout?.includes('jdk.compiler') ?? false
}
