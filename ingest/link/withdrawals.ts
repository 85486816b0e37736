/** A reply that takes something back ("I just deleted that whole part") concedes, whatever its other sentences do. */
import type { LinkContext } from '../../graph/context.ts'
import type { Response } from '../../graph/model.ts'
import { REPLY_KINDS } from '../edits/reply-kinds.ts'
import { numbered } from '../extract/numbered.ts'
import { type Found, type OwnSentence, overruled, ruleResponse } from './rule-response.ts'

const CONFIDENCE = 0.85
const RULE = 'note/withdrawal'

/**
 * Adds the concession of the first withdrawal note of a reply, or turns the response of its sentence into one. A main
 * response of another act keeps it: it speaks for the document as a whole. One that concedes already is shown by this
 * sentence: a document takes something back once. Where the parent was never read, the ends stay open.
 */
export function withWithdrawals({ subject }: LinkContext, responses: readonly Response[]): readonly Response[] {
  const { document } = subject
  if (!REPLY_KINDS.has(document.kind) || document.language !== 'en') return responses
  const sentence = withdrawing(subject)
  if (sentence === null) return responses
  const found = (evidence: string | null): Found => ({
    act: 'concession',
    confidence: CONFIDENCE,
    rule: RULE,
    evidence,
  })
  const main = responses.find((response) => response.main)
  const known = responses.find(({ claim }) => claim === sentence.claim)
  if (main?.act === 'concession') {
    if (main === known) return responses
    const to = known?.to.document === main.to.document ? known.to : main.to
    const shown = ruleResponse(document.id, sentence, found(sentence.exact), to)
    return [{ ...shown, main: true }, ...responses.filter((response) => response !== main && response !== known)]
  }
  if (known === undefined)
    return [...responses, ruleResponse(document.id, sentence, found(sentence.exact), { document: document.parent })]
  if (known.main || known.act === 'concession' || known.confidence >= CONFIDENCE) return responses
  return responses.map((response) => (response === known ? overruled(known, found(sentence.exact)) : response))
}

/** The first sentence of the first withdrawal note. */
function withdrawing({ notes, sentences }: LinkContext['subject']): OwnSentence | null {
  const note = notes.find(({ kind }) => kind === 'withdrawal')
  if (note === undefined) return null
  const found = numbered(sentences, ({ exact }) => exact).find(
    ({ revision, start, end, change }) =>
      revision === note.revision && change !== 'struck' && start < note.span.end && note.span.start < end,
  )
  return found ?? null
}
