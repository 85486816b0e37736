/** The forum that the weights never saw: one issue thread of ArguLens' dev part, labelled here (bench/train/issues/4865.jsonl). */
import { fastModel } from '../../ingest/extract/linear.ts'
import { type Row, shared } from '../edits/data.ts'
import { issueThreads } from '../train/issues.ts'
import { trivialOf, withIntervals } from '../train/measure.ts'
import { seeAll } from '../train/run.ts'

/** The figures of dev for that thread, fast model; empty where the corpus is missing. */
export function issueRows(): Row[] {
  if (shared('corpora/pack/dev/claim_argulens.jsonl') === null) return []
  const seen = seeAll(fastModel(), issueThreads('dev'))
  const trivial = trivialOf(seen.map(({ example }) => example))
  return Object.entries(withIntervals(seen)).map(([name, figure]) => ({
    ...{ name: `issue thread dev: ${name}`, ...figure },
    ...{ n: seen.length, trivial: trivial[name]! },
  }))
}
