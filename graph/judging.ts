/**
 * What a person's word does to the machine's reading of a response. A confirmed or corrected response is as sure as can
 * be; what the machine read is kept beside it (`judged`). Each word opens a version of the response, so that *known by*
 * an earlier day shows what was known then.
 */
import type { Act, Iso, Response, Target, Verdict } from './model.ts'

/** The latest judgement of a response, with the end that a correction names as it is to be stored. */
export interface Word {
  readonly verdict: Verdict
  readonly act: Act | null
  readonly to: Target | null
}

/** The response as the machine read it. */
function asRead(response: Response): Response {
  const { judged, ...rest } = response
  if (judged === undefined) return rest
  const { act, to, confidence } = judged
  return { ...rest, act, to, confidence }
}

/** The response as it is known after a person's latest word on it; as it is given where there is none. */
export function asJudged(response: Response, word: Word | null): Response {
  if (word === null) return response
  const read = asRead(response)
  const { verdict } = word
  const judged = { verdict, act: read.act, to: read.to, confidence: read.confidence }
  if (verdict === 'rejected') return { ...read, judged }
  return { ...read, act: word.act ?? read.act, to: word.to ?? read.to, confidence: 1, judged }
}

/** A document as a whole, as the end of a response. */
export function wholeDocument(document: string): Target {
  return { document, claim: null, concept: null, response: null, revision: null, start: null, end: null, exact: null }
}

/** Of places in order of revision, the last that could be seen at a time; the first where all came later. */
export function seenAt<P extends { readonly at: Iso | null }>(places: readonly P[], at: Iso | null): P | null {
  const seen = places.filter((place) => at === null || place.at === null || place.at <= at)
  return seen.at(-1) ?? places[0] ?? null
}
