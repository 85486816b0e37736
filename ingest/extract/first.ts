/** First reading: every sentence of a text by itself, with its neighbours, before the thread is looked at. */
import { type Cued, cued, FeatureList, features } from './features.ts'
import { HEADS, type HeadScores } from './heads.ts'
import { type FastModel, scoreHeads } from './linear.ts'

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
