/**
 * Measures speed and memory: `npm run bench -- [--scale 10k|100k|1m] [--stores sqlite,neo4j] [--only SECTION,…]`.
 * Results go to bench/results/ as Markdown and JSON. Nothing is asserted: figures are compared within one run.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { rereadTable } from './edits/reread.ts'
import { trackingTable } from './edits/wikiwho.ts'
import { readingTable } from './extraction/speed.ts'
import { machine, markdown, type Report, type Table } from './load/report.ts'
import { type Bench, loadStores, SECTIONS } from './load/sections.ts'
import { makerOf } from './load/stores.ts'

const SCALES: Readonly<Record<string, number>> = { '10k': 10_000, '100k': 100_000, '1m': 1_000_000 }
/** Growth is told against this scale. */
const BASE = 10_000
const say = (line: string): void => console.error(line)

/** The sections that need no store. */
const STORELESS: Readonly<Record<string, () => readonly Table[]>> = {
  reading: () => [readingTable(say)],
  tracking: () => [trackingTable(say), rereadTable()],
}
const RESULTS = new URL('./results/', import.meta.url)

function options(): { readonly scale: number; readonly stores: readonly string[]; readonly only: readonly string[] } {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', default: '10k' },
      stores: { type: 'string', default: 'sqlite' },
      only: { type: 'string' },
    },
  })
  const scale = SCALES[values.scale]
  if (scale === undefined) throw new Error(`--scale is one of ${Object.keys(SCALES).join(', ')}`)
  const names = [...SECTIONS.map(({ name }) => name), ...Object.keys(STORELESS)]
  const only = values.only?.split(',') ?? names
  if (!only.every((name) => names.includes(name)))
    throw new Error(`--only is of ${names.join(', ')}, with commas between`)
  return { scale, stores: values.stores.split(','), only }
}

async function measure(
  kind: string,
  scale: number,
  only: readonly string[],
  skipped: string[],
): Promise<readonly Table[]> {
  const sections = SECTIONS.filter(({ kinds, name }) => kinds.includes(kind) && only.includes(name))
  if (sections.length === 0) return []
  const folder = mkdtempSync(join(tmpdir(), 'claimthread-bench-'))
  const maker = await makerOf(kind, folder)
  if ('skipped' in maker) {
    skipped.push(`${kind}: ${maker.skipped}`)
    rmSync(folder, { recursive: true })
    return []
  }
  const skip = (line: string): void => void skipped.push(`${kind}: ${line}`)
  const bench: Bench = { kind, maker, folder, scale, stores: [], skip, say }
  const tables: Table[] = []
  // What one section cannot do must not lose what the others gave.
  const tried = async (name: string, work: () => Promise<readonly Table[]>): Promise<boolean> => {
    try {
      tables.push(...(await work()))
      return true
    } catch (error) {
      skip(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      return false
    }
  }
  try {
    // A Neo4j server holds one store: growth needs two, so it is told of SQLite.
    const scales = kind === 'sqlite' ? [...new Set([BASE, scale])] : [scale]
    const loads = sections.some(({ asks }) => asks)
    if (loads && !(await tried('load', async () => [await loadStores(bench, scales)]))) return tables
    for (const section of sections) await tried(section.name, () => section.run(bench))
  } finally {
    await maker.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return tables
}

const { scale, stores, only } = options()
const skipped: string[] = []
const at = new Date().toISOString()
const found = machine()
const tables: Table[] = []
for (const [section, measured] of Object.entries(STORELESS)) if (only.includes(section)) tables.push(...measured())
for (const kind of stores) tables.push(...(await measure(kind, scale, only, skipped)))
const report: Report = {
  ...{ at, options: { scale, stores: stores.join(' '), only: only.join(' ') }, machine: found, tables, skipped },
}
mkdirSync(RESULTS, { recursive: true })
const name = `${at.slice(0, 19).replaceAll(':', '')}-${scale}`
writeFileSync(new URL(`${name}.json`, RESULTS), `${JSON.stringify(report, null, 2)}\n`)
writeFileSync(new URL(`${name}.md`, RESULTS), markdown(report))
console.log(markdown(report))
