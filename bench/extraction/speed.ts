/** Sentences a second of the fast model on one core, in processor time, beside tokenising the same sentences alone. */
import { assertionProbability } from '../../ingest/extract/assertion.ts'
import { firstReading } from '../../ingest/extract/first.ts'
import { HEADS } from '../../ingest/extract/heads.ts'
import { type FastModel, fastModel } from '../../ingest/extract/linear.ts'
import { readReply } from '../../ingest/extract/reply.ts'
import { tokens } from '../../ingest/extract/tokens.ts'
import { link } from '../../ingest/link/link.ts'
import { shared } from '../edits/data.ts'
import type { Table } from '../load/report.ts'
import { examples } from '../train/contexts.ts'
import { arbital, type GoldThread, ownVaried } from '../train/gold.ts'

const ROUNDS = 7
/** Sentences that one round reads at least, so that what a round costs beside reading does not count. */
const LEAST = 60_000
const HEAD_COUNTS = [1, 4, HEADS.length]

interface Text {
  readonly name: string
  readonly threads: readonly GoldThread[]
}

/** One row a text and way of reading it. */
export function readingTable(say: (line: string) => void): Table {
  return {
    name: 'reading',
    about:
      'Sentences a second on one core by the processor time of the process (median of rounds): tokens alone, the first reading of a text by some and by all heads, ' +
      'what analysis asks of each sentence, and replies in their threads, to acts and targets.',
    rows: texts().flatMap((text) => {
      say(`reading: ${text.name}`)
      return rowsOf(text)
    }),
  }
}

function texts(): readonly Text[] {
  const written = { name: 'written for training', threads: ownVaried() }
  if (shared('gold/dev.jsonl') === null) return [written]
  return [written, { name: 'Arbital pages and comments', threads: arbital('dev') }]
}

function rowsOf({ name, threads }: Text): Table['rows'] {
  const documents = threads.flatMap((thread) => [
    thread.sentences,
    ...thread.comments.map(({ sentences }) => sentences),
  ])
  const model = fastModel()
  const ways: readonly (readonly [way: string, read: () => number])[] = [
    ['tokens alone (floor)', () => each(documents, (sentences) => sentences.map(tokens))],
    ...HEAD_COUNTS.map((count): readonly [string, () => number] => {
      const some = headsOf(model, count)
      return [
        `first reading, ${count} ${count === 1 ? 'head' : 'heads'}`,
        () => each(documents, (sentences) => firstReading(some, sentences, true)),
      ]
    }),
    ['asserting, as analysis reads', () => each(documents, asserting)],
  ]
  const measured = ways.map(([way, read]) => ({ way, rate: rateOf(() => repeated(read)) }))
  // Contexts remember what was read of them, so each round has its own; making them is not counted.
  const contexts = () => threads.flatMap((thread) => examples(thread, () => 0.5).map(({ context }) => context))
  const inThreads = [
    ['replies in their threads', readReply] as const,
    ['replies linked, with all rules', link] as const,
  ].map(([way, read]) => ({
    way,
    rate: rateOf(() => {
      const all = contexts()
      return timed(() => {
        for (const context of all) read(context)
        return all.reduce((sum, { subject }) => sum + subject.sentences.length, 0)
      })
    }),
  }))
  const floor = measured[0]!.rate
  return [...measured, ...inThreads].map(({ way, rate }) => ({
    text: name,
    reading: way,
    'sentences a second': Math.round(rate),
    'times the floor': Number((floor / rate).toPrecision(3)),
  }))
}

function each(documents: readonly (readonly string[])[], read: (sentences: readonly string[]) => unknown): number {
  let count = 0
  for (const sentences of documents) {
    read(sentences)
    count += sentences.length
  }
  return count
}

function asserting(sentences: readonly string[]): void {
  for (const [index, text] of sentences.entries())
    assertionProbability({
      ...{ text, index, count: sentences.length, kind: 'paragraph', documentKind: 'comment' },
      ...{ previous: sentences[index - 1] ?? null, next: sentences[index + 1] ?? null },
    })
}

/** The model with its first heads alone. */
function headsOf({ file, table }: FastModel, count: number): FastModel {
  const all = file.heads.length
  const kept = Float64Array.from(
    { length: (table.length / all) * count },
    (_, at) => table[Math.floor(at / count) * all + (at % count)]!,
  )
  return { file: { ...file, heads: file.heads.slice(0, count) }, table: kept }
}

interface Timed {
  readonly sentences: number
  readonly seconds: number
}

function repeated(read: () => number): Timed {
  return timed(() => {
    let sentences = 0
    while (sentences < LEAST) sentences += read()
    return sentences
  })
}

function timed(work: () => number): Timed {
  const begun = process.cpuUsage()
  const sentences = work()
  const { user, system } = process.cpuUsage(begun)
  return { sentences, seconds: (user + system) / 1e6 }
}

/** Median rate of the rounds after a first one that warms up. */
function rateOf(round: () => Timed): number {
  round()
  const rates = Array.from({ length: ROUNDS }, () => {
    const { sentences, seconds } = round()
    return sentences / seconds
  })
  return rates.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!
}

if (import.meta.main) console.table(readingTable(console.error).rows)
