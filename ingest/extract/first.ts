/** First reading: every sentence of a text by itself, with its neighbours, before the thread is looked at. */
import { memo } from '../memo.ts'
import { type Cued, cued, FeatureList, features, type SentenceInput } from './features.ts'
import { HEADS, type Head, type HeadScores } from './heads.ts'
import { type FastModel, scoreHeads, sigmoid } from './linear.ts'
import { type Performative, performed } from './performatives.ts'

export interface FirstReading {
  readonly cued: readonly Cued[]
  readonly scores: readonly HeadScores[]
}

const list = new FeatureList()
const row = new Float64Array(HEADS.length)

/** A sentence of a text as its features are made of it. */
export function inputAt(sentences: readonly string[], index: number, reply: boolean): SentenceInput {
  return {
    text: sentences[index]!,
    kind: 'paragraph',
    previous: sentences[index - 1] ?? null,
    next: sentences[index + 1] ?? null,
    index,
    count: sentences.length,
    reply,
  }
}

/** Features of one sentence of a text, by number. */
export function featuresAt(
  sentences: readonly string[],
  index: number,
  reply: boolean,
): Pick<FeatureList, 'ids' | 'values'> {
  const input = inputAt(sentences, index, reply)
  const near = (text: string | null): Cued | null => (text === null ? null : cued(text))
  features(list, input, cued(input.text), near(input.previous), near(input.next))
  return { ids: list.ids.slice(0, list.length), values: list.values.slice(0, list.length) }
}

/** Reads sentences that stand in this order in one text. */
export function firstReading(model: FastModel, sentences: readonly string[], reply: boolean): FirstReading {
  const read = sentences.map(cued)
  const scores = read.map((own, index) => {
    features(list, inputAt(sentences, index, reply), own, read[index - 1] ?? null, read[index + 1] ?? null)
    scoreHeads(model, list, row)
    const named: Record<string, number> = {}
    for (const [at, head] of model.file.heads.entries()) named[head] = row[at]!
    return named as HeadScores
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

const performatives = memo<FirstReading, readonly ReadonlySet<Performative>[]>()

/** What each sentence says that it does, worked out once. */
export function performedOf(reading: FirstReading): readonly ReadonlySet<Performative>[] {
  return performatives.of(reading, '', () => reading.cued.map(({ text }) => performed(text)))
}

function columns(of: (head: Head) => readonly number[]): Columns {
  return Object.fromEntries(HEADS.map((head) => [head, of(head)])) as unknown as Columns
}
