/** A reply that takes something back ("I just deleted that whole part") concedes, whatever its other sentences do. */
import type { LinkContext } from '../../graph/context.ts'
import { responseId } from '../../graph/ids.ts'
import type { Response } from '../../graph/model.ts'
import { wordKey } from '../../graph/words.ts'

const CONFIDENCE = 0.85
const RULE = 'note/withdrawal'
const MODEL = 'rules@1'
/** Kinds of documents that answer something, even where that was never read. */
const REPLY_KINDS: ReadonlySet<string> = new Set(['comment', 'answer', 'status'])

/**
 * Adds the concession of the first withdrawal note of a reply, or turns the response of its sentence into one. A main
 * response keeps its act: it speaks for the document as a whole. Where the parent was never read, the ends stay open.
 */
export function withWithdrawals({ subject }: LinkContext, responses: readonly Response[]): readonly Response[] {
  const { document, notes, sentences } = subject
  if (!REPLY_KINDS.has(document.kind) || document.language !== 'en') return responses
  const note = notes.find(({ kind }) => kind === 'withdrawal')
  const at = sentences.findIndex(
    ({ revision, start, end, change }) =>
      note !== undefined &&
      revision === note.revision &&
      change !== 'struck' &&
      start < note.span.end &&
      note.span.start < end,
  )
  const sentence = sentences[at]
  if (sentence === undefined) return responses
  const known = responses.find(({ claim }) => claim === sentence.claim)
  if (known !== undefined) {
    if (known.main || known.act === 'concession' || known.confidence >= CONFIDENCE) return responses
    const conceding = {
      ...known,
      act: 'concession' as const,
      confidence: CONFIDENCE,
      rule: RULE,
      model: MODEL,
      evidence: sentence.exact,
    }
    return responses.map((response) => (response === known ? conceding : response))
  }
  const key = wordKey(sentence.exact)
  const nth = sentences.slice(0, at).filter(({ exact }) => wordKey(exact) === key).length
  const { claim, revision, start, end, exact, author } = sentence
  const none = { claim: null, concept: null, response: null, revision: null, start: null, end: null, exact: null }
  const added: Response = {
    id: responseId(document.id, exact, nth),
    act: 'concession',
    document: document.id,
    ...{ claim, revision, start, end, exact, author, at: sentence.at },
    to: { ...none, document: document.parent },
    ...{ confidence: CONFIDENCE, rule: RULE, model: MODEL, evidence: note?.text ?? null, main: false },
  }
  return [...responses, added]
}
