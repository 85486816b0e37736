/**
 * Measures an export against gold/dev.jsonl by ../shared/tools/score.py itself, beside what no skill would score:
 * `npx node bench/train/evaluate.ts EXPORT.jsonl`.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { examples } from './contexts.ts'
import { arbital, SHARED } from './gold.ts'
import { trivialOf } from './measure.ts'

export interface Measured {
  readonly value: number
  /** Rows that it was measured on. */
  readonly n: number
  /** 95 % bootstrap interval over comments. */
  readonly low: number
  readonly high: number
  /** The commonest act, every sentence, the parent: what no skill scores on the same rows. */
  readonly trivial: number
}

/** Figures of an export by name. Throws when python3 or ../shared is missing. */
export function evaluate(exportPath: string): Readonly<Record<string, Measured>> {
  const script = fileURLToPath(new URL('tools/score.py', SHARED))
  const gold = fileURLToPath(new URL('gold/dev.jsonl', SHARED))
  const printed = execFileSync('python3', [script, exportPath, gold, '--json'], { encoding: 'utf8' })
  const scored = JSON.parse(printed) as Record<string, Omit<Measured, 'trivial'>>
  const trivial = trivialOf(arbital('dev').flatMap((thread) => examples(thread, () => 0.5)))
  return Object.fromEntries(
    Object.entries(scored).map(([name, figure]) => [
      name,
      { ...figure, trivial: Number((trivial[name] ?? 0).toFixed(3)) },
    ]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = process.argv[2]
  if (path === undefined) {
    console.error('usage: npx node bench/train/evaluate.ts EXPORT.jsonl')
    process.exitCode = 2
  } else {
    for (const [name, { value, low, high, n, trivial }] of Object.entries(evaluate(path)))
      console.log(
        `${name.padEnd(20)} ${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]  n=${n}  trivial ${trivial.toFixed(3)}`,
      )
  }
}
