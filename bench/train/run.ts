/**
 * Trains the fast model and writes ingest/extract/weights/: `npx node bench/train/run.ts [--dry]`.
 * Only text whose licence lets the weights ship is read: gold/train, gold/talk-train, ArguLens with labels of ours (bench/train/issues),
 * bench/train/own.
 * dev.jsonl is measured on and never trained on. Nothing is random: the same rows give the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { digest } from '../../graph/ids.ts'
import { HEADS } from '../../ingest/extract/heads.ts'
import { type FastModel, type ModelFile, useModel } from '../../ingest/extract/linear.ts'
import { examples } from './contexts.ts'
import { arbital, type GoldThread, ownVaried, talk } from './gold.ts'
import { issueThreads } from './issues.ts'
import { figures, type Seen, see, trivialOf, withIntervals } from './measure.ts'
import { claimsBy } from './sentences.ts'
import { foldOf } from './settings.ts'
import { train } from './stages.ts'

const VERSION = 'fast@2'
const WEIGHTS = new URL('../../ingest/extract/weights/', import.meta.url)
const LARGEST = 32_767

/** Every labelled thread that weights may be made of. */
export function trainingThreads(): GoldThread[] {
  return [...arbital('train'), ...talk(), ...issueThreads('train'), ...ownVaried()]
}

/** The table in whole numbers, and the model as it will be read back. */
function quantised({ file, table }: FastModel): { bytes: Buffer; model: FastModel } {
  const count = HEADS.length
  const tops = HEADS.map((_, head) => {
    let top = 1e-9
    for (let at = head; at < table.length; at += count) top = Math.max(top, Math.abs(table[at]!))
    return top
  })
  const steps = tops.map((top) => Number((top / LARGEST).toPrecision(6)))
  const bytes = Buffer.alloc(table.length * 2)
  const rounded = new Float64Array(table.length)
  for (let at = 0; at < table.length; at++) {
    const step = steps[at % count]!
    const whole = Math.max(-LARGEST, Math.min(LARGEST, Math.round(table[at]! / step)))
    bytes.writeInt16LE(whole, at * 2)
    rounded[at] = whole * step
  }
  return { bytes, model: { file: { ...file, steps }, table: rounded } }
}

/** Reads every comment of the threads with the model. */
export function seeAll(model: FastModel, threads: readonly GoldThread[]): Seen[] {
  useModel(model)
  return threads.flatMap((thread) => {
    const chance = claimsBy(model, model.file.calibration.claim!, thread)
    return examples(thread, chance).map((one) =>
      see(
        one,
        one.sentences.map(({ key }) => chance(one.comment.id, key)),
      ),
    )
  })
}

function print(title: string, seen: readonly Seen[]): void {
  const base = trivialOf(seen.map(({ example }) => example))
  console.log(`\n${title}: ${seen.length} comments`)
  for (const [name, { value, low, high }] of Object.entries(withIntervals(seen)))
    console.log(
      `${name.padEnd(20)} ${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]  trivial ${base[name]!.toFixed(3)}`,
    )
}

function main(): void {
  const options = process.argv.slice(2)
  if (options.some((option) => option !== '--dry')) {
    console.error('usage: npx node bench/train/run.ts [--dry]   (--dry: measure only, write no weights)')
    process.exitCode = 2
    return
  }
  const threads = trainingThreads()
  const trained = train(threads)
  const { bytes, model } = quantised(trained.model)
  const dev = seeAll(model, arbital('dev'))
  print('dev', dev)
  print('dev, issue threads', seeAll(model, issueThreads('dev')))
  const unseen = trained.folds.flatMap((fold, index) =>
    seeAll(
      fold,
      threads.filter(({ page }) => foldOf(page) === index),
    ),
  )
  for (const corpus of ['train', 'talk', 'issues', 'own']) {
    const rows = unseen.filter(({ example }) => example.thread.corpus.startsWith(corpus))
    if (rows.length > 0) print(`${corpus}, by folds`, rows)
  }
  const counts: Record<string, number> = {}
  for (const { corpus, comments } of threads) {
    const name = corpus.split(' ')[0]!
    counts[name] = (counts[name] ?? 0) + comments.length
  }
  const file: ModelFile = {
    ...model.file,
    version: VERSION,
    trainedOn: { digest: digest(JSON.stringify(threads)), seed: 0, rows: counts },
    figures: Object.fromEntries(Object.entries(figures(dev)).map(([name, value]) => [name, Number(value.toFixed(4))])),
  }
  if (options.includes('--dry')) return
  mkdirSync(WEIGHTS, { recursive: true })
  writeFileSync(new URL('fast.json', WEIGHTS), `${JSON.stringify(file)}\n`)
  writeFileSync(new URL('fast.bin', WEIGHTS), bytes)
}

if (process.argv[1] === new URL(import.meta.url).pathname) main()
