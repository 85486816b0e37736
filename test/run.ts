/**
 * `npm test`: lint and types, then every vitest project that this machine can run, then one plain closing line
 * `N passed, N failed, N skipped` from vitest's JSON result. Arguments go to vitest (`npm test -- test/unit`).
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = (name: string): string => join(root, 'node_modules', '.bin', name)
const run = (command: string, args: readonly string[]): number =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status ?? 1

interface Result {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly success: boolean
}

const CHECKS: readonly (readonly [string, readonly string[]])[] = [
  ['biome', ['check', '--error-on-warnings', '.']],
  ['tsc', ['-p', 'tsconfig.json']],
]

const failedChecks =
  process.argv.length > 2 ? [] : CHECKS.filter(([name, args]) => run(bin(name), args) !== 0).map(([name]) => name)
for (const name of failedChecks) console.error(`check failed: ${name}`)

const folder = mkdtempSync(join(tmpdir(), 'claimthread-test-'))
const output = join(folder, 'result.json')
const status = run(bin('vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${output}`,
  ...process.argv.slice(2),
])
let result: Result | null = null
try {
  result = JSON.parse(readFileSync(output, 'utf8')) as Result
} catch {
  console.error('vitest left no result: it ended before its tests did')
}
rmSync(folder, { recursive: true, force: true })

// A suite that cannot be loaded fails no test of its own: it counts as one failure, as each failed check does.
const broken = result !== null && (result.success ? 0 : Math.max(0, result.numFailedTests === 0 ? 1 : 0))
const failed = (result?.numFailedTests ?? 1) + Number(broken) + failedChecks.length
const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0)
console.log(`${result?.numPassedTests ?? 0} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(status !== 0 || failed > 0 ? 1 : 0)
