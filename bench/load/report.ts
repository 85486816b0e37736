/** What a run found, as Markdown for people and JSON for programs. */
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { VERSION } from '../../src/version.ts'

export type Cell = string | number | null

/** One table: the same columns in each row, in order. */
export interface Table {
  readonly name: string
  /** What was done, in a sentence or two. */
  readonly about: string
  readonly rows: readonly Readonly<Record<string, Cell>>[]
}

export interface Report {
  readonly at: string
  readonly options: Readonly<Record<string, Cell>>
  readonly machine: Readonly<Record<string, Cell>>
  readonly tables: readonly Table[]
  /** What was not measured, and why. */
  readonly skipped: readonly string[]
}

export function machine(): Report['machine'] {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    'memory (GiB)': Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    'load at the start': loadavg()[0]!.toFixed(1),
    claimthread: VERSION,
    node: process.versions.node,
    sqlite: process.versions.sqlite ?? 'unknown',
  }
}

const row = (cells: readonly Cell[]): string => `| ${cells.map((cell) => cell ?? '-').join(' | ')} |`

export function markdown({ at, options, machine: found, tables, skipped }: Report): string {
  const pairs = (values: Readonly<Record<string, Cell>>) =>
    Object.entries(values).map(([name, value]) => `${name} ${value}`)
  const body = tables.flatMap(({ name, about, rows }) => {
    const columns = Object.keys(rows[0] ?? {})
    return [
      '',
      `## ${name}`,
      about,
      '',
      row(columns),
      row(columns.map(() => '---')),
      ...rows.map((one) => row(Object.values(one))),
    ]
  })
  return [
    `# Bench of ${at}`,
    `${pairs(options).join(', ')}. ${pairs(found).join(', ')}.`,
    'Times are milliseconds unless a column says else. Figures of a shared machine: compare within one run only.',
    ...body,
    ...(skipped.length === 0 ? [] : ['', '## Not measured', ...skipped.map((line) => `- ${line}`)]),
    '',
  ].join('\n')
}
