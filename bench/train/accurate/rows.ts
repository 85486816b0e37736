/**
 * Writes what the encoder is trained on, a window a line: `npx node bench/train/accurate/rows.ts VOCABULARY OUT.jsonl`.
 * The same text as the fast model's (bench/train/run.ts); dev rows are marked and never trained on.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { digest } from '../../../graph/ids.ts'
import { ACTS } from '../../../graph/model.ts'
import { answeredText, windowsOf } from '../../../ingest/accurate/inputs.ts'
import { openVocabulary, type Vocabulary } from '../../../ingest/accurate/wordpiece.ts'
import { readAnswers } from '../../../ingest/extract/answers.ts'
import { SENTENCE_ACTS } from '../../../ingest/extract/heads.ts'
import { fastModel } from '../../../ingest/extract/linear.ts'
import { readThread } from '../../../ingest/extract/thread.ts'
import { type Example, examples } from '../contexts.ts'
import { arbital, type GoldThread } from '../gold.ts'
import { trainingThreads } from '../run.ts'
import { actsOf, numberOf } from '../sentences.ts'
import { foldOf, isOther, SETTINGS, weightOf } from '../settings.ts'

export interface EncoderRow {
  readonly part: 'train' | 'dev'
  readonly fold: number
  /** Comment, and index of the window's first sentence. */
  readonly comment: string
  readonly first: number
  readonly corpus: string
  /** Whether the corpus's base rates are its own. */
  readonly other: boolean
  readonly weight: number
  readonly ids: readonly number[]
  readonly answered: readonly [from: number, to: number]
  readonly sentences: readonly (readonly [from: number, to: number])[]
  readonly claims: readonly number[]
  /** One row a sentence, one column an act; empty where acts are not labelled. */
  readonly acts: readonly (readonly number[])[]
  /** Main act of the whole, shared among its windows; -1: not labelled. */
  readonly act: number
  readonly share: number
}

/** The windows of one comment, as the accurate model would read it. */
export function rowsOf(vocabulary: Vocabulary, example: Example, part: EncoderRow['part']): EncoderRow[] {
  const model = fastModel()
  const { comment, thread, context } = example
  const read = readThread(model, context)
  const answered = readAnswers(model.file.models.answers!, read)[0]?.candidate ?? null
  const own = context.subject.sentences
  const windows = windowsOf(
    vocabulary,
    answeredText(read, answered),
    own.map(({ exact }) => exact),
  )
  return windows.map((window) => {
    const inside = own.slice(window.first, window.first + window.sentences.length)
    return {
      ...{ part, fold: foldOf(thread.page), comment: comment.id, first: window.first, corpus: thread.corpus },
      ...{ other: isOther(thread.corpus), weight: weightOf(SETTINGS, thread.corpus), ids: window.ids },
      answered: [window.answered.from, window.answered.to],
      sentences: window.sentences.map(({ from, to }) => [from, to] as const),
      claims: inside.map(({ claim }) => Number(comment.claims.includes(numberOf(claim)))),
      acts: inside.map(({ claim }) => SENTENCE_ACTS.map((act) => Number(actsOf(example, claim).has(act)))),
      act: ACTS.indexOf(comment.act),
      share: 1 / windows.length,
    }
  })
}

function main(): void {
  const [vocabularyFile, out] = process.argv.slice(2)
  if (vocabularyFile === undefined || out === undefined) {
    console.error('usage: npx node bench/train/accurate/rows.ts VOCABULARY OUT.jsonl')
    process.exitCode = 2
    return
  }
  const vocabulary = openVocabulary(readFileSync(vocabularyFile, 'utf8'))
  const of = (threads: readonly GoldThread[], part: EncoderRow['part']): EncoderRow[] =>
    threads.flatMap((thread) => examples(thread, () => 0.5, 'siblings').flatMap((one) => rowsOf(vocabulary, one, part)))
  const rows = [...of(trainingThreads(), 'train'), ...of(arbital('dev'), 'dev')]
  const lines = rows.map((row) => JSON.stringify(row))
  writeFileSync(out, `${lines.join('\n')}\n`)
  const trained = lines.filter((_, at) => rows[at]!.part === 'train')
  console.log(
    `${trained.length} windows to train on, digest ${digest(...trained)}; ${rows.length - trained.length} of dev`,
  )
}

if (process.argv[1] === new URL(import.meta.url).pathname) main()
