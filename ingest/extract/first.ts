/** First reading: every sentence of a text by itself, with its neighbours, before the thread is looked at. */
import { memo } from '../memo.ts'
import { type Cued, cued, FeatureList, features } from './features.ts'
import { HEADS, type Head, type HeadScores } from './heads.ts'
import { type FastModel, scoreHeads, sigmoid } from './linear.ts'

export interface FirstReading {
  readonly cued: readonly Cued[]
  readonly scores: readonly HeadScores[]
}

const list = new FeatureList()
const row = new Float64Array(HEADS.length)

/** Reads sentences that stand in this order in one text. */
export function firstReading(model: FastModel, sentences: readonly string[], reply: boolean): FirstReading {
  const read = sentences.map(cued)
  const scores = read.map((own, index) => {
    const input = {
      text: own.text,
      kind: 'paragraph' as const,
      previous: sentences[index - 1] ?? null,
      next: sentences[index + 1] ?? null,
      index,
      count: sentences.length,
      reply,
    }
    features(list, input, own, read[index - 1] ?? null, read[index + 1] ?? null)
    scoreHeads(model, list, row)
    return Object.fromEntries(model.file.heads.map((head, at) => [head, row[at]!])) as unknown as HeadScores
  })
  return { cued: read, scores }
}

type Columns = Readonly<Record<Head, readonly number[]>>
const scoreColumns = memo<FirstReading, Columns>()
const chanceColumns = memo<FirstReading, Columns>()

/** The sentences' scores by head, worked out once. */
export function scoresOf(reading: FirstReading): Columns {
  return scoreColumns.of(reading, '', () => columns((head) => reading.scores.map((scores) => scores[head])))
}

/** The sentences' chances by head, uncalibrated, worked out once. */
export function chancesOf(reading: FirstReading): Columns {
  return chanceColumns.of(reading, '', () => columns((head) => reading.scores.map((scores) => sigmoid(scores[head]))))
}

function columns(of: (head: Head) => readonly number[]): Columns {
  return Object.fromEntries(HEADS.map((head) => [head, of(head)])) as unknown as Columns
}
