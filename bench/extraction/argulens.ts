/** Argumentative or not, in sentences of issue threads (ArguLens) whose issues were not trained on. */
import { assertionProbability } from '../../ingest/extract/assertion.ts'
import { jsonLines, type Row, shared } from '../edits/data.ts'
import { f1 } from '../train/measure.ts'

interface Labelled {
  readonly text: string
  readonly label: string
}

type Pair = readonly [gold: boolean, predicted: boolean]

/** Macro-F1 of the assertion head beside that of "everything argues"; empty where the corpus is missing. */
export function argulensRows(split: 'train' | 'dev' = 'dev'): Row[] {
  const file = shared(`corpora/pack/${split}/claim_argulens.jsonl`)
  if (file === null) return []
  const rows = jsonLines<Labelled>(file).map(({ text, label }) => ({ text, argues: label !== 'non-argumentative' }))
  const single = { kind: 'paragraph', previous: null, next: null, index: 1, count: 4, documentKind: 'comment' } as const
  const pairs = rows.map(({ text, argues }): Pair => [argues, assertionProbability({ text, ...single }) >= 0.5])
  const all = rows.map(({ argues }): Pair => [argues, true])
  return [
    {
      name: `ArguLens ${split}: argumentative or not, macro-F1`,
      value: bothSides(pairs),
      n: rows.length,
      trivial: bothSides(all),
    },
  ]
}

function bothSides(pairs: readonly Pair[]): number {
  return (f1(pairs) + f1(pairs.map(([gold, predicted]) => [!gold, !predicted]))) / 2
}
