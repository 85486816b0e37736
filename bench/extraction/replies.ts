/**
 * Replies of forums that nothing was trained on: what the main act does to what is answered (DEBAGREEMENT), and what the
 * sentences of rebuttals and reviews do (DISAPERE). The labels may be measured on, not trained on (../shared/corpora/README.md).
 */
import type { Act } from '../../graph/model.ts'
import { RESPONSE_THRESHOLD } from '../../graph/views.ts'
import { type ReplyReading, readReply } from '../../ingest/extract/reply.ts'
import { bounds, resamples } from '../../ingest/learning/resamples.ts'
import { sentences } from '../../ingest/text/sentences.ts'
import { plainText } from '../../ingest/text/text.ts'
import { jsonLines, type Row, shared } from '../edits/data.ts'
import { examples } from '../train/contexts.ts'
import { f1, macro } from '../train/measure.ts'
import { numberOf } from '../train/sentences.ts'

interface Labelled {
  readonly id: string
  readonly parent_text: string
  readonly text: string
  readonly label: string
  readonly raw?: string
}

/** What a reply of an act is to what it answers, in the corpora's words. */
const RELATION: Readonly<Record<Act, string>> = {
  objection: 'attack',
  support: 'support',
  concession: 'support',
  question: 'neutral',
  clarification: 'neutral',
  edit_request: 'neutral',
  edit_done: 'neutral',
  other: 'neutral',
}
/** DISAPERE counts whatever grants something to the reviewer as support: answers and promised changes, too. */
const REBUTTAL: Readonly<Record<Act, string>> = { ...RELATION, clarification: 'support', edit_done: 'support' }
const CONCEDING = new Set(['rebuttal_concede-criticism', 'rebuttal_by-cr', 'rebuttal_done'])

type Named = readonly [gold: string, predicted: string]
type Pair = readonly [gold: boolean, predicted: boolean]

/** The measurements of this file whose corpora are there. */
export function replyRows(): Row[] {
  return [...relationRows(), ...rebuttalRows(), ...reviewRows()]
}

function relationRows(): Row[] {
  const pairs = corpus('reply_debagreement').map(({ parent_text, text, label }): Named => {
    return [label, RELATION[reading(splitted(parent_text), splitted(text)).act]]
  })
  return macroRow('DEBAGREEMENT dev: relation, macro-F1', pairs, 'attack')
}

function rebuttalRows(): Row[] {
  const read = documents(corpus('reply_disapere')).flatMap((rows) => {
    const post = [...new Set(rows.flatMap(({ parent_text }) => splitted(parent_text)))]
    const acts = actsOfEach(post, rows)
    return rows.map(({ label, raw }, at) => ({ label, conceding: CONCEDING.has(raw ?? ''), acts: acts[at]! }))
  })
  return [
    ...macroRow(
      'DISAPERE dev: relation of rebuttal sentences, macro-F1',
      read.map(({ label, acts }): Named => [label, REBUTTAL[acts[0] ?? 'other']]),
      'support',
    ),
    ...f1Row(
      'DISAPERE dev: concedes or changes the text, F1',
      read.map(({ conceding, acts }): Pair => [conceding, acts.includes('concession') || acts.includes('edit_done')]),
    ),
  ]
}

function reviewRows(): Row[] {
  const read = documents(corpus('acts_disapere_review')).flatMap((rows) => {
    const acts = actsOfEach(['The paper.'], rows)
    return rows.map(({ label }, at): Pair => {
      return [label === 'request', acts[at]!.includes('edit_request') || acts[at]!.includes('question')]
    })
  })
  return f1Row('DISAPERE dev: request in a review, F1', read)
}

function corpus(name: string): Labelled[] {
  const text = shared(`corpora/pack/dev/${name}.jsonl`)
  return text === null ? [] : jsonLines<Labelled>(text)
}

/** Rows of the same document, whose ids end with the sentence's number. */
function documents(rows: readonly Labelled[]): Labelled[][] {
  return Object.values(Object.groupBy(rows, ({ id }) => id.slice(0, id.lastIndexOf('-')))).map((one) => one!)
}

function splitted(body: string): string[] {
  const plain = plainText({ format: 'text', title: null, subtitle: null, body })
  return sentences(plain).map(({ start, end }) => plain.text.slice(start, end).replaceAll(/\s+/g, ' '))
}

/** Acts of each sentence of a reply above the views' threshold, likeliest first. */
function actsOfEach(post: readonly string[], rows: readonly Labelled[]): Act[][] {
  const found = rows.map((): Act[] => [])
  const own = rows.map(({ text }) => text.replaceAll(/\s+/g, ' '))
  for (const { sentence, acts } of reading(post, own).sentences) {
    const above = Object.entries(acts).filter(([, probability]) => probability >= RESPONSE_THRESHOLD)
    found[numberOf(sentence.claim) - 1] = above.toSorted((a, b) => b[1] - a[1]).map(([act]) => act as Act)
  }
  return found
}

/** Reads a reply by somebody to a post by somebody else. */
function reading(post: readonly string[], own: readonly string[]): ReplyReading {
  const comment = {
    id: 'reply',
    author: 'b',
    parent: 'post',
    sentences: own,
    claims: [],
    act: 'other',
    answers: 'post',
  } as const
  const thread = {
    page: 'post',
    title: null,
    subtitle: null,
    author: 'a',
    kind: 'post',
    sentences: post,
    corpus: 'dev',
  }
  const [example] = examples({ ...thread, comments: [{ ...comment, responses: [] }] }, () => 0.7)
  return readReply(example!.context)
}

function macroRow(name: string, pairs: readonly Named[], commonest: string): Row[] {
  if (pairs.length === 0) return []
  const trivial = macro(pairs.map(([gold]) => [gold, commonest]))
  return [{ name, value: macro(pairs), n: pairs.length, ...bounds(resamples(pairs).map(macro)), trivial }]
}

function f1Row(name: string, pairs: readonly Pair[]): Row[] {
  if (pairs.length === 0) return []
  return [
    {
      name,
      value: f1(pairs),
      n: pairs.length,
      ...bounds(resamples(pairs).map(f1)),
      trivial: f1(pairs.map(([gold]) => [gold, true])),
    },
  ]
}
