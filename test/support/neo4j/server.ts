/**
 * A real Neo4j for tests: the server named by `NEO4J_URI`, else one in Docker, else one started from Maven's jars by
 * the Java on this machine. Whoever starts one stops it; one that was started here also stops when the tests die.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import neo4j from 'neo4j-driver'
import { jars } from './jars.ts'
import { findJava } from './java.ts'
import type { Version } from './versions.ts'

export interface Running {
  /** Address as the store takes it. */
  readonly uri: string
  readonly close: () => Promise<void>
}

export type Found = Running | { readonly skipped: string }

const here = dirname(fileURLToPath(import.meta.url))
/** How long a server may take to answer, in milliseconds. */
const PATIENCE = 180_000

/** A server of this version, or why there is none here. */
export async function neo4jServer(asked: Version): Promise<Found> {
  const given = process.env.NEO4J_URI
  if (given !== undefined) return given === '' ? { skipped: 'NEO4J_URI is empty' } : ofVersion(given, asked)
  if (spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 20_000 }).status === 0) return inDocker(asked)
  return fromJars(asked)
}

/** The server of `NEO4J_URI`, for the version line that it is of. */
async function ofVersion(uri: string, { version }: Version): Promise<Found> {
  const running = await versionOf(uri)
  const line = (of: string): string => of.split('.')[0] ?? ''
  const same = line(running) === line(version) || (Number(line(running)) > 2000 && Number(line(version)) > 2000)
  if (!same) return { skipped: `NEO4J_URI is a server of version ${running}, not ${version}` }
  return { uri, close: async () => {} }
}

// ---- Docker -----------------------------------------------------------------------------------------------------

async function inDocker({ version }: Version): Promise<Found> {
  const port = await freePort()
  const name = `claimthread-test-${process.pid}-${port}`
  const image = `neo4j:${version}`
  const run = ['run', '--rm', '-d', '--name', name, '-p', `127.0.0.1:${port}:7687`, '-e', 'NEO4J_AUTH=none', image]
  const { status, stderr } = spawnSync('docker', run, { encoding: 'utf8' })
  if (status !== 0) return { skipped: `Docker did not start ${image}: ${stderr.trim().split('\n').at(-1) ?? ''}` }
  // Outlives this process, to take the container down with it.
  const watch = `while kill -0 ${process.pid} 2>/dev/null; do sleep 1; done; docker rm -f ${name}`
  const watcher = spawn('sh', ['-c', watch], { detached: true, stdio: 'ignore' })
  watcher.unref()
  const uri = `bolt://127.0.0.1:${port}`
  const close = async (): Promise<void> => {
    spawnSync('docker', ['rm', '-f', name], { stdio: 'ignore' })
    watcher.kill()
  }
  try {
    await answering(uri, () => null)
  } catch (error) {
    await close()
    throw error
  }
  return { uri, close }
}

// ---- jars -------------------------------------------------------------------------------------------------------

/** Doors that Neo4j needs to be opened in Java's own modules. */
const FLAGS = [
  ...['java.nio', 'java.io', 'sun.nio.ch'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
  '-Dio.netty.tryReflectionSetAccessible=true',
  '-Xmx2g',
]

const configuration = (port: number): string => `
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:${port}
server.memory.pagecache.size=512m
db.tx_log.rotation.retention_policy=keep_none
dbms.usage_report.enabled=false
`

async function fromJars({ version, java }: Version): Promise<Found> {
  const program = findJava(java)
  if (program === null) return { skipped: `no NEO4J_URI, no Docker, and no JDK ${java.join(' or ')}` }
  const found = jars(version)
  if ('missing' in found) return { skipped: `no NEO4J_URI, no Docker, and ${found.missing}` }
  const home = mkdtempSync(join(tmpdir(), `claimthread-neo4j-${version}-`))
  const port = await freePort()
  writeFileSync(join(home, 'neo4j.conf'), configuration(port))
  const server = spawn(program, [...FLAGS, '-cp', `${found.folder}/*`, join(here, 'Server.java'), home], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const said: string[] = []
  server.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  server.stdout.resume()
  const uri = `bolt://127.0.0.1:${port}`
  const close = async (): Promise<void> => {
    await stopped(server)
    rmSync(home, { recursive: true, force: true })
  }
  try {
    await answering(uri, () => (server.exitCode === null ? null : `it ended: ${said.join('').trim()}`))
  } catch (error) {
    await close()
    throw error
  }
  return { uri, close }
}

/** Closing its input ends the server; one that stays is killed. */
async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  server.stdin?.end()
  const timer = setTimeout(() => server.kill('SIGKILL'), 30_000)
  await ended
  clearTimeout(timer)
}

// ---- both -------------------------------------------------------------------------------------------------------

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Waits until the server answers a query. */
async function answering(uri: string, ended: () => string | null): Promise<void> {
  const deadline = Date.now() + PATIENCE
  for (;;) {
    try {
      await versionOf(uri)
      return
    } catch (error) {
      const reason = ended()
      if (reason !== null) throw new Error(`Neo4j did not start: ${reason}`)
      if (Date.now() > deadline) throw new Error(`Neo4j did not answer at ${uri}`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

async function versionOf(uri: string): Promise<string> {
  const { protocol, username, password, host } = new URL(uri)
  const auth =
    username === '' ? undefined : neo4j.auth.basic(decodeURIComponent(username), decodeURIComponent(password))
  const driver = neo4j.driver(`${protocol}//${host}`, auth, { connectionTimeout: 2_000, telemetryDisabled: true })
  try {
    const { records } = await driver.executeQuery('CALL dbms.components() YIELD versions RETURN versions[0] AS version')
    return String(records[0]?.get('version'))
  } finally {
    await driver.close()
  }
}
