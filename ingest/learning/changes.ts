/** What retraining adds to the weights that ship: kept by itself, so that the shipped ones can be had back. */
import { hash } from 'node:crypto'
import { FEATURES } from '../extract/features.ts'
import { SENTENCE_ACTS, type SentenceAct } from '../extract/heads.ts'
import type { FastModel, NamedModel } from '../extract/linear.ts'

/** Feature numbers, and what is added to the weight of each. */
export interface HeadChange {
  readonly ids: readonly number[]
  readonly added: readonly number[]
}

export interface Changes {
  readonly heads: Readonly<Partial<Record<SentenceAct, HeadChange>>>
  readonly models: Readonly<Partial<Record<'document' | 'sentence', NamedModel>>>
}

export const NO_CHANGES: Changes = { heads: {}, models: {} }

/** The model with the changes added; `version` is what its readings are named by. */
export function changed({ file, table }: FastModel, { heads, models }: Changes, version = file.version): FastModel {
  const next = table.slice()
  for (const act of SENTENCE_ACTS) {
    const { ids = [], added = [] } = heads[act] ?? {}
    const head = file.heads.indexOf(act)
    for (const [at, id] of ids.entries()) if (id < FEATURES) next[id * file.heads.length + head]! += added[at]!
  }
  const sums = Object.entries(models).map(([name, added]) => [name, sum(file.models[name]!, added)])
  return { file: { ...file, version, models: { ...file.models, ...Object.fromEntries(sums) } }, table: next }
}

/** Both models' weights together; the classes are those of the first, in its order. */
function sum({ classes, weights }: NamedModel, added: NamedModel): NamedModel {
  const names = new Set([...Object.keys(weights), ...Object.keys(added.weights)])
  const place = classes.map((one) => added.classes.indexOf(one))
  return {
    classes,
    weights: Object.fromEntries(
      [...names].map((name) => [
        name,
        classes.map((_, at) => (weights[name]?.[at] ?? 0) + (added.weights[name]?.[place[at]!] ?? 0)),
      ]),
    ),
  }
}

/** Tells one model's weights from another's: changes mean something over the model alone that they were made over. */
export function printOf({ file, table }: FastModel): string {
  return hash('sha256', Buffer.concat([Buffer.from(JSON.stringify(file)), Buffer.from(table.buffer)])).slice(0, 20)
}
