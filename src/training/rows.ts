/**
 * What people said of readings as rows to train on: each judged sentence with its neighbours, what it is by the latest
 * word, what the machine took it for, and the passage that it answers. One row a subject, in order of ids.
 */
import type { Act, JudgementRow, ResponseRow, RevisionView, Store, Verdict } from '../../graph/index.ts'
import { discussionOf, judgedResponse, latestJudgements } from './judged.ts'

/** A sentence as it stands among those of its text. */
interface Sentence {
  readonly text: string
  readonly previous: string | null
  readonly next: string | null
  /** Its place among the sentences of the text, from 0, and how many there are. */
  readonly index: number
  readonly count: number
}

interface Label extends Sentence {
  readonly id: string
  readonly verdict: Verdict
  readonly by: string
  readonly at: string
  readonly document: string
  /** Rows of one discussion belong on one side of a split. */
  readonly group: string
}

export interface ActLabel extends Label {
  readonly type: 'act'
  /** What it does; null: not what the machine took it for, and nobody says what else. */
  readonly act: Act | null
  /** What it does not. */
  readonly not: Act | null
  /** What it answers, where that is known to be right. */
  readonly answers: {
    readonly document: string | null
    readonly claim: string | null
    readonly text: string | null
  } | null
  readonly read: { readonly act: Act; readonly confidence: number; readonly answers: string | null }
  readonly rule: string
  readonly model: string
}

export interface ClaimLabel extends Label {
  readonly type: 'claim'
  readonly asserts: boolean
  readonly probability: number
}

export type TrainingRow = ActLabel | ClaimLabel

const NOW = { asOf: null, knownBy: null } as const

/** Rows of everything that was judged. Words that a source deleted since are in none. */
export async function* trainingRows(store: Store): AsyncGenerator<TrainingRow> {
  for (const judgement of await latestJudgements(store)) {
    const row = await (judgement.kind === 'claim' ? claimLabel(store, judgement) : actLabel(store, judgement))
    if (row !== null && row.text !== '') yield row
  }
}

async function actLabel(store: Store, said: JudgementRow): Promise<ActLabel | null> {
  const judged = await judgedResponse(store, said)
  if (judged === null) return null
  const { row, reading, act, not } = judged
  const { to, rule, model } = row
  return {
    type: 'act',
    ...(await labelOf(store, said, row, row.start)),
    ...{ act, not },
    answers: act === null ? null : { document: to.document?.id ?? null, claim: to.claim, text: to.exact },
    read: { act: reading.act, confidence: reading.confidence, answers: reading.to.exact },
    ...{ rule, model },
  }
}

async function claimLabel(store: Store, said: JudgementRow): Promise<ClaimLabel | null> {
  const row = await store.row('claim', said.subject, NOW)
  const stood = row?.history.findLast(({ start }) => start !== null)
  if (row === null || stood === undefined || stood.start === null) return null
  const place = { ...row, exact: stood.exact ?? '', revision: stood.revision }
  const label = await labelOf(store, said, place, stood.start)
  return { type: 'claim', ...label, asserts: said.verdict !== 'rejected', probability: row.probability }
}

type Place = Pick<ResponseRow, 'exact' | 'document' | 'revision'>

async function labelOf(store: Store, said: JudgementRow, place: Place, start: number): Promise<Label> {
  const { id, revision, document } = { ...place, id: said.subject, document: place.document.id }
  const view = await store.view(revision)
  return {
    ...{ id, verdict: said.verdict, by: said.by, at: said.at, document, group: await discussionOf(store, document) },
    ...amongOthers(view, start, place.exact),
  }
}

/** A response without a sentence of its own (a document as a whole) stands alone. */
function amongOthers(view: RevisionView | null, start: number, exact: string): Sentence {
  const sentences = view?.sentences ?? []
  const index = sentences.findIndex((sentence) => sentence.start === start)
  if (view === null || index < 0) return { text: exact, previous: null, next: null, index: 0, count: 1 }
  const words = (at: number): string | null => {
    const span = sentences[at]
    return span === undefined ? null : view.text.slice(span.start, span.end)
  }
  return { text: exact, previous: words(index - 1), next: words(index + 1), index, count: sentences.length }
}
