/** The definitions of ../shared/tools/score.py over readings of labelled examples, without a store. */
import type { LinkContext } from '../../graph/context.ts'
import type { Response } from '../../graph/model.ts'
import { CLAIM_THRESHOLD, RESPONSE_THRESHOLD } from '../../graph/views.ts'
import { readReply } from '../../ingest/extract/reply.ts'
import { responsesOf } from '../../ingest/extract/responses.ts'
import { bounds, resamples } from '../../ingest/learning/resamples.ts'
import type { Example } from './contexts.ts'

/** What was seen of one comment. */
export interface Seen {
  readonly example: Example
  readonly act: readonly [gold: string, predicted: string]
  readonly answers: boolean | null
  readonly claim: readonly (readonly [gold: boolean, predicted: boolean])[]
  readonly span: readonly (readonly [gold: boolean, predicted: boolean])[]
  readonly target: readonly boolean[]
  /** What is shown: the main response and those above the threshold. */
  readonly responses: readonly Response[]
  /** All that was read, and the chance that each sentence asserts. */
  readonly all: readonly Response[]
  readonly claims: readonly number[]
}

export type Figures = Readonly<Record<string, number>>

/** Reads one example with the model in use and compares. `claims`: chance that each sentence asserts. */
export function see(
  example: Example,
  claims: readonly number[],
  read: (context: LinkContext) => readonly Response[] = (context) => responsesOf(context, readReply(context)),
): Seen {
  const { comment, context, sentences } = example
  const all = read(context)
  const responses = all.filter(({ main, confidence }) => main || confidence >= RESPONSE_THRESHOLD)
  const main = responses.find((one) => one.main)
  const objections = responses.filter(({ act }) => act === 'objection')
  const attacking = new Set(objections.map(({ claim }) => claim))
  const gold = new Set(comment.responses.filter(({ act }) => act === 'objection').flatMap(({ s }) => s))
  const key = (number: number) => `${comment.id}#S${number}`
  return {
    example,
    act: [comment.act, main?.act ?? 'other'],
    answers: comment.answers ? main?.to.document === comment.answers : null,
    claim: sentences.map((one, at) => [
      comment.claims.includes(at + 1),
      one.quoted === 0 && claims[at]! >= CLAIM_THRESHOLD,
    ]),
    span: sentences.map((_, at) => [gold.has(at + 1), attacking.has(key(at + 1))]),
    target: comment.responses.flatMap(({ act, s, doc, target }) => {
      if (act !== 'objection' || doc === null || target.length === 0 || !known(context, doc)) return []
      const mine = objections.filter(({ claim }) => s.some((number) => key(number) === claim))
      const best = mine.toSorted((a, b) => b.confidence - a.confidence)[0]
      const goals = target
        .flatMap((one) => (one === 'TITLE' ? ['TITLE', 'SUBTITLE'] : [one]))
        .map((one) => `${doc}#${one}`)
      return [best?.to.claim !== null && best !== undefined && goals.includes(best.to.claim)]
    }),
    responses,
    all,
    claims,
  }
}

function known({ documents, subject }: LinkContext, id: string): boolean {
  return id === subject.document.id || documents.some(({ document }) => document.id === id)
}

export function figures(seen: readonly Seen[]): Figures {
  const acts = seen.map(({ act }) => act)
  const objections = acts.map(([gold, predicted]) => [gold === 'objection', predicted === 'objection'] as const)
  const claims = seen.flatMap(({ claim }) => claim)
  return {
    'act macro-F1': macro(acts),
    'objection F1': f1(objections),
    'objection balanced': balanced(objections),
    'claim balanced': balanced(claims),
    'answers accuracy': share(seen.flatMap(({ answers }) => (answers === null ? [] : [answers]))),
    'claim F1': f1(claims),
    'objection span F1': f1(seen.flatMap(({ span }) => span)),
    'target accuracy': share(seen.flatMap(({ target }) => target)),
  }
}

/** Figures with 95 % intervals: 300 draws of comments with replacement, seeded. */
export function withIntervals(seen: readonly Seen[]): Record<string, { value: number; low: number; high: number }> {
  const drawn = resamples(seen).map(figures)
  return Object.fromEntries(
    Object.entries(figures(seen)).map(([name, value]) => [name, { value, ...bounds(drawn.map((one) => one[name]!)) }]),
  )
}

type Pair = readonly [gold: boolean, predicted: boolean]

export function f1(pairs: readonly Pair[]): number {
  const hits = pairs.filter(([gold, predicted]) => gold && predicted).length
  const wrong = pairs.filter(([gold, predicted]) => gold !== predicted).length
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong)
}

export function macro(pairs: readonly (readonly [string, string])[]): number {
  const labels = [...new Set(pairs.map(([gold]) => gold))]
  return (
    labels.reduce(
      (sum, label) => sum + f1(pairs.map(([gold, predicted]) => [gold === label, predicted === label])),
      0,
    ) / Math.max(1, labels.length)
  )
}

function balanced(pairs: readonly Pair[]): number {
  const right = pairs.filter(([gold]) => gold)
  const left = pairs.filter(([gold]) => !gold)
  return (share(right.map(([, predicted]) => predicted)) + share(left.map(([, predicted]) => !predicted))) / 2
}

function share(values: readonly boolean[]): number {
  return values.length === 0 ? 0 : values.filter(Boolean).length / values.length
}

/** What no skill scores on the same comments: all objections, every sentence, always the parent. */
export function trivialOf(rows: readonly Example[]): Figures {
  return figures(
    rows.map((example) => {
      const { comment, sentences, context } = example
      const objected = new Set(comment.responses.filter(({ act }) => act === 'objection').flatMap(({ s }) => s))
      const parent = context.subject.document.parent
      return {
        example,
        act: [comment.act, 'objection'],
        answers: comment.answers ? comment.answers === parent : null,
        claim: sentences.map((_, at) => [comment.claims.includes(at + 1), true]),
        span: sentences.map((_, at) => [objected.has(at + 1), true]),
        target: [],
        responses: [],
        all: [],
        claims: [],
      }
    }),
  )
}
