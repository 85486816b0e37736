/**
 * Checks a language model's answer against the text: no span, no edge. What is left is numbers alone (which sentence,
 * from where to where, aimed at which), so that it may be kept without keeping anybody's words.
 */
import { z } from 'zod'
import { ACTS, type Span } from '../../graph/model.ts'
import { fold } from '../extract/fold.ts'
import { SENTENCE_ACTS } from '../extract/heads.ts'
import type { Material, ShownDocument, ShownSentence } from './material.ts'
import { ANSWER } from './prompt.ts'

const place = z.number().int().nonnegative()
const MARK = z.object({
  /** Index of the sentence among those shown of the reply, and the quoted words in it. */
  sentence: place,
  start: place,
  end: place,
  /** Index of the document answered, and of the sentence in it (null: the document as a whole). */
  document: place,
  target: place.nullable(),
  confidence: z.number(),
})

/** A checked answer. */
export const MARKS = z.object({
  main: MARK.omit({ target: true }).extend({ act: z.enum(ACTS), sentence: place.nullable() }),
  responses: z.array(MARK.extend({ act: z.enum(SENTENCE_ACTS) })),
  /** Responses whose words do not stand in the text. */
  dropped: place,
})
export type Marks = z.output<typeof MARKS>

/** Thrown when an answer cannot be used; the message says why, also to the model. */
export class BadAnswer extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'BadAnswer'
  }
}

/** The checked marks of an answer. Throws `BadAnswer` when it is no JSON of the schema, or its main act stands nowhere. */
export function marksOf(material: Material, answer: string): Marks {
  const parsed = ANSWER.safeParse(jsonIn(answer))
  if (!parsed.success) throw new BadAnswer(`the answer is not of the schema: ${firstIssue(parsed.error)}`)
  const { act, answers, quote, confidence, responses } = parsed.data
  const document = documentAt(material, answers)
  if (document < 0) throw new BadAnswer(`"${answers.slice(0, 40)}" is no document: answers must be a label like D1`)
  const found = act === 'other' && quote.trim() === '' ? null : foundIn(material.own, null, quote)
  if (found === null && act !== 'other')
    throw new BadAnswer('the quote that shows the main act does not stand in one sentence of the reply')
  const kept = responses.flatMap((one) => {
    const from = foundIn(material.own, one.sentence, one.quote)
    const to = targetOf(material, one.target, one.target_quote)
    if (from === null || to === null) return []
    return [{ act: one.act, sentence: from.index, ...from.span, ...to, confidence: one.confidence }]
  })
  return {
    main: {
      act,
      sentence: found?.index ?? null,
      start: found?.span.start ?? 0,
      end: found?.span.end ?? 0,
      document,
      confidence,
    },
    responses: kept,
    dropped: responses.length - kept.length,
  }
}

/** The JSON object in an answer: some models put it between fences, or words before it. */
function jsonIn(answer: string): unknown {
  const from = answer.indexOf('{')
  const to = answer.lastIndexOf('}')
  if (from < 0 || to < from) throw new BadAnswer('the answer holds no JSON object')
  try {
    return JSON.parse(answer.slice(from, to + 1))
  } catch {
    throw new BadAnswer('the answer is not JSON')
  }
}

function firstIssue({ issues }: z.ZodError): string {
  const { path, message } = issues[0]!
  return `${path.length === 0 ? '' : `${path.join('.')}: `}${message}`
}

interface Found {
  readonly index: number
  readonly span: Span
}

/** Where a quote stands: in the sentence that is named, else in the only one that has it. */
function foundIn(sentences: readonly ShownSentence[], label: string | null, quote: string): Found | null {
  const all = sentences.flatMap(({ text }, index) => {
    const span = spanOf(text, quote)
    return span === null ? [] : [{ index, span }]
  })
  const named = all.find(({ index }) => sentences[index]!.label === label)
  if (named !== undefined) return named
  return all.length === 1 || (label === null && all.length > 0) ? all[0]! : null
}

/** The words of a quote in a sentence; white space, case, quotation marks, dashes and emphasis do not matter. */
function spanOf(text: string, quote: string): Span | null {
  const needle = fold(quote).text.trim()
  if (!/[\p{L}\p{N}]/u.test(needle)) return null
  const hay = fold(text)
  const at = hay.text.indexOf(needle)
  return at < 0 ? null : { start: hay.at[at]!, end: hay.at[at + needle.length - 1]! + 1 }
}

function documentAt({ documents }: Material, label: string): number {
  return documents.findIndex((one) => one.label === label.split('.')[0]!.trim())
}

function targetOf(
  material: Material,
  label: string,
  quote: string,
): { document: number; target: number | null } | null {
  const document = documentAt(material, label)
  const shown: ShownDocument | undefined = material.documents[document]
  if (shown === undefined) return null
  if (!label.includes('.') && quote.trim() === '') return { document, target: null }
  const found = foundIn(shown.passages, label.trim(), quote)
  return found === null ? null : { document, target: found.index }
}
