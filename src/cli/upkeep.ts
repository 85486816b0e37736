/** `reindex`, `doctor`, `eval` */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Store } from '../../graph/index.ts'
import { SOURCES } from '../../ingest/index.ts'
import { storeExists } from '../config.ts'
import { Failure, UsageError } from '../errors.ts'
import { clientFor, hostsOf } from '../fetch/client.ts'
import { analyserOf } from '../ingestion/reading.ts'
import { reindex } from '../ingestion/reindex.ts'
import { type Env, readerOf, storedModel, tierOf, weightsOf } from '../models.ts'
import { didYouMean } from '../nearest.ts'
import { now } from '../time.ts'
import { VERSION } from '../version.ts'
import { addressOption, shown, withStore } from './open.ts'
import { openProgress } from './progress.ts'
import { sayFaults, summary } from './report-text.ts'
import type { Terminal } from './terminal.ts'
import { EXIT } from './terminal.ts'
import type { Options, Verb } from './verb.ts'
import { JSON_OPTION, STORE } from './verb.ts'

export const REINDEX: Verb = {
  options: [STORE, JSON_OPTION],
  async run(_, options, terminal) {
    const view = openProgress(terminal)
    const report = await withStore(addressOption(options, terminal), 'update', (store) =>
      reindex({
        ...{ store, observedAt: now(), signal: terminal.signal, onProgress: view.show },
        ...{ env: terminal.env, say: terminal.say },
      }),
    ).finally(view.close)
    sayFaults(report, terminal)
    terminal.answer(report, () => summary(report))
    if (report.stopped) return EXIT.interrupted
    return report.badCount > 0 ? EXIT.failed : EXIT.done
  },
}

interface Finding {
  readonly what: string
  readonly state: 'ok' | 'missing' | 'wrong'
  readonly said: string
}

/** Programs that some input needs, and what for. */
const PROGRAMS: readonly (readonly [name: string, use: string])[] = [
  ['xz', 'to read .xz files'],
  ['git', 'to read the history of text in git'],
]

function program([name, use]: readonly [string, string]): Finding {
  try {
    const said = execFileSync(name, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return { what: name, state: 'ok', said: said.split('\n')[0]!.trim() }
  } catch {
    return { what: name, state: 'missing', said: `not found; it is needed ${use}` }
  }
}

async function storeFinding(address: string, env: Env): Promise<Finding[]> {
  if (!storeExists(address)) return [{ what: 'store', state: 'missing', said: `none yet at ${shown(address)}` }]
  try {
    return await withStore(address, 'read', async (store) => {
      const { documents, responses, tasks } = await store.counts()
      const findings: Finding[] = [
        { what: 'store', state: 'ok', said: `${store.address}: ${documents} documents, ${responses} responses` },
      ]
      findings.push(await modelFinding(store, env))
      if (tasks > 0)
        findings.push({ what: 'tasks', state: 'ok', said: `${tasks} left; the next ingest or serve finishes them` })
      if (await isStale(store))
        findings.push({
          what: 'analyser',
          state: 'wrong',
          said: 'some documents were read by another version or model: run reindex',
        })
      return findings
    })
  } catch (error) {
    return [{ what: 'store', state: 'wrong', said: error instanceof Error ? error.message : String(error) }]
  }
}

/** Whether something in the store was read by another than what reads for it now; not known where that cannot be used. */
async function isStale(store: Store): Promise<boolean> {
  const weights = await weightsOf(store).catch(() => undefined)
  return weights !== undefined && (await store.stale(analyserOf(weights), null, 1)).length > 0
}

/** Whether what reads replies can be used. */
async function modelFinding(store: Store, env: Env): Promise<Finding> {
  const model = await storedModel(store)
  try {
    await weightsOf(store)
    await tierOf(model ?? 'fast')
    readerOf(model ?? 'fast', env, AbortSignal.abort(), () => {})?.close()
    return { what: 'model', state: 'ok', said: model ?? 'none yet: the first ingest fixes it' }
  } catch (error) {
    return { what: 'model', state: 'wrong', said: `${model}: ${(error as Error).message}` }
  }
}

/** Fetches one small page of a source, and says what of it is not as its reader expects. */
async function sourceFindings(name: string, address: string | undefined, terminal: Terminal): Promise<Finding[]> {
  const source = SOURCES.find((one) => one.name === name)
  const checked = SOURCES.filter(({ check }) => check !== undefined).map((one) => one.name)
  if (source === undefined)
    throw new UsageError(`there is no source "${name}".${didYouMean(name, checked)} See docs/sources.md.`)
  if (source.check === undefined)
    throw new UsageError(
      `${name} is read from files: there is nothing to ask. These can be asked: ${checked.join(', ')}.`,
    )
  const { env, signal } = terminal
  const inside = address === undefined ? [] : hostsOf([address])
  return [...(await source.check(address, clientFor({ env, signal, inside, requests: 10 })))]
}

async function machineFindings(options: Options, terminal: Terminal): Promise<Finding[]> {
  return [
    { what: 'claimthread', state: 'ok', said: VERSION },
    { what: 'node', state: 'ok', said: `${process.version}, SQLite ${process.versions.sqlite ?? 'unknown'}` },
    ...PROGRAMS.map(program),
    ...(await storeFinding(addressOption(options, terminal), terminal.env)),
  ]
}

export const DOCTOR: Verb = {
  options: [STORE, JSON_OPTION],
  async run([name, address], options, terminal) {
    const findings =
      typeof name === 'string'
        ? await sourceFindings(name, typeof address === 'string' ? address : undefined, terminal)
        : await machineFindings(options, terminal)
    terminal.answer({ findings }, () =>
      findings.map(({ what, state, said }) => `${state.padEnd(8)}${what.padEnd(12)} ${said}`).join('\n'),
    )
    return findings.some(({ state }) => state === 'wrong') ? EXIT.failed : EXIT.done
  },
}

export const EVAL: Verb = {
  options: [],
  async run([args]) {
    const bench = new URL('../../bench/eval.ts', import.meta.url)
    if (!existsSync(bench)) {
      throw new Failure('The evaluation is not part of the package: clone the repository and run npm run eval there.')
    }
    const { run } = (await import(bench.href)) as { run(args: readonly string[]): Promise<number> }
    return run([args ?? []].flat())
  },
}
