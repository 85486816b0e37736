/**
 * Prompted edits on the judged Arbital comments: the model is fitted on all pages but some and asked about those, in
 * ten folds; `--fit` fits it on all and writes the weights that ship.
 */
import { writeFileSync } from 'node:fs'
import { candidates, FEATURES, said } from '../../ingest/edits/prompted-features.ts'
import { type Case, cases } from './contexts.ts'
import { print, type Row, share } from './data.ts'

const FOLDS = 10
/** Strength of the pull toward the prior weights. */
const RIDGE = 1
const STEPS = 1500
/** What Arbital hardly shows and other sources do: its weight is the prior's unless the data speak. */
const PRIOR: Readonly<Record<string, number>> = { note: 1.5, 'reply-promises': 0.5 }
/** As in ingest/edits/prompted.ts. */
const PICKED = -0.3

interface Example {
  readonly page: string
  readonly prompted: boolean
  /** Features of each candidate edit, the index of the right one (-1: not among them). */
  readonly edits: readonly (readonly number[])[]
  readonly right: number
  /** Judged without a revision: the edit is in none. */
  readonly unseen: boolean
}

export async function promptedRows(): Promise<Row[]> {
  const judged = await cases()
  if (judged === null) return []
  const examples = judged.flatMap(example)
  const sums = { tp: 0, fp: 0, fn: 0, right: 0 }
  const pages = [...new Set(examples.map(({ page }) => page))].sort()
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = (one: Example) => (pages.indexOf(one.page) * 7) % FOLDS === fold
    const weights = learn(examples.filter((one) => !held(one)))
    for (const one of examples.filter(held)) count(one, ask(weights, one), sums)
  }
  const { tp, fp, fn, right } = sums
  return [
    share('prompted edits: precision (cross-validated by page)', tp, tp + fp, (tp + fn) / examples.length),
    share('prompted edits: recall', tp, tp + fn, 1),
    { name: 'prompted edits: F1', value: (2 * tp) / (2 * tp + fp + fn), n: examples.length },
    share('prompted edits: right revision', right, tp),
  ]
}

function example({ judged, context, responses }: Case): Example[] {
  const about = said(context, responses)
  if (judged.prompted === 'unsure') return []
  const edits = candidates(about)
  const revision = `arbital:${judged.document}@${judged.revision}`
  return [
    {
      page: context.subject.document.root ?? context.subject.document.id,
      prompted: judged.prompted,
      edits: edits.map((edit) => FEATURES.map(({ value }) => value(about, edit))),
      right: judged.prompted ? edits.findIndex(({ edit }) => edit.revision === revision) : -1,
      unseen: judged.prompted && judged.revision === null,
    },
  ]
}

/** Conditional logit over the edits and "none", by gradient ascent (Adam). Prompted comments without a known edit teach nothing. */
function learn(examples: readonly Example[]): number[] {
  const prior = FEATURES.map(({ name }) => PRIOR[name] ?? 0)
  const weights = [...prior]
  const mean = prior.map(() => 0)
  const square = prior.map(() => 0)
  const taught = examples.filter(({ edits, prompted, right }) => edits.length > 0 && (!prompted || right !== -1))
  for (let step = 1; step <= STEPS; step++) {
    const slope = weights.map((weight, k) => -RIDGE * (weight - prior[k]!))
    for (const { edits, right } of taught) {
      const chances = softmax(weights, edits, 0)
      edits.forEach((values, n) => {
        const error = (n === right ? 1 : 0) - chances[n]!
        values.forEach((value, k) => {
          slope[k]! += error * value
        })
      })
    }
    slope.forEach((one, k) => {
      mean[k] = 0.9 * mean[k]! + 0.1 * one
      square[k] = 0.999 * square[k]! + 0.001 * one * one
      const size = Math.sqrt(square[k]! / (1 - 0.999 ** step)) + 1e-8
      weights[k]! += (0.03 * (mean[k]! / (1 - 0.9 ** step))) / size
    })
  }
  return weights
}

/** Chance of each edit against the others and none. */
function softmax(weights: readonly number[], edits: readonly (readonly number[])[], shift: number): number[] {
  const scores = edits.map((values) => shift + values.reduce((sum, value, k) => sum + value * weights[k]!, 0))
  const top = Math.max(0, ...scores)
  const sum = Math.exp(-top) + scores.reduce((total, one) => total + Math.exp(one - top), 0)
  return scores.map((one) => Math.exp(one - top) / sum)
}

function ask(weights: readonly number[], { edits }: Example): { sure: boolean; best: number } {
  const chances = softmax(weights, edits, PICKED)
  return { sure: chances.reduce((a, b) => a + b, 0) >= 0.5, best: chances.indexOf(Math.max(...chances)) }
}

function count(
  { prompted, right, unseen }: Example,
  { sure, best }: { sure: boolean; best: number },
  sums: { tp: number; fp: number; fn: number; right: number },
): void {
  if (sure && prompted) sums.tp++
  else if (sure) sums.fp++
  else if (prompted) sums.fn++
  if (sure && prompted && (best === right || unseen)) sums.right++
}

async function writeWeights(): Promise<void> {
  const weights = learn(((await cases()) ?? []).flatMap(example))
  const rounded = Object.fromEntries(FEATURES.map(({ name }, k) => [name, Number(weights[k]!.toFixed(3))]))
  writeFileSync(
    new URL('../../ingest/edits/prompted-weights.json', import.meta.url),
    `${JSON.stringify(rounded, null, 2)}\n`,
  )
}

if (import.meta.main) {
  if (process.argv.includes('--fit')) await writeWeights()
  print(await promptedRows())
}
