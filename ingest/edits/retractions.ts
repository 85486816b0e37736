/** What edit notes leave asserted: nothing of a text that its author took back, and no old version shown beside a new one. */
import type { EditNote, Span } from '../../graph/model.ts'
import type { Sentence } from '../text/plain.ts'

type Note = Pick<EditNote, 'kind' | 'text' | 'span'>

const ADDED = /^[\s*_([{>~"“-]*(?:edit|eta\b|e\.t\.a|updat|added|addend|note added|late)/i

/** A note that begins as an addition: "Edit: …", "ETA: …". */
export function isAdded(text: string): boolean {
  return ADDED.test(text)
}

/** Nothing but the mark: "[Retracted]". */
const MARK = /^[\s*_([]*(?:retract(?:ed|ion)|withdrawn)[\s*_)\].:!]*$/i
const WHOLE =
  '(?:this|that|it all|all of (?:this|it)|everything(?: (?:above|here))?|(?:this|the|my) (?:whole |entire |above |last )?(?:comment|reply|answer|post|objection|criticism|argument|point|page|article)|the above)'
const END = String.raw`(?=\s*(?:[.,;:!)\]—–]|$|and\b|sorry\b|completely\b|entirely\b|now\b))`
const ADVERBS = '(?:now |hereby |fully |completely |simply |just |probably |totally |clearly |plainly )*'
/** The whole of what was said, in any text. */
const EXPLICIT: readonly RegExp[] = [
  new RegExp(
    String.raw`\bI ${ADVERBS}(?:retract|withdraw|take back|no longer (?:endorse|stand by|believe)) ${WHOLE}${END}`,
    'i',
  ),
  /\bI (?:now )?take (?:this|that|it)(?: all)? back\b/i,
  new RegExp(String.raw`\b(?:please )?(?:ignore|disregard) ${WHOLE}${END}`, 'i'),
]
/** The whole of a reply: it made one point. */
const OF_A_REPLY: readonly RegExp[] = [
  /\bnever\s?mind\b/i,
  new RegExp(
    String.raw`(?<!\b(?:if|unless|whether|when|because|that|how|where|why|think|say|said|but) )\bI(?:[’']m| am| was) ${ADVERBS}(?:wrong|mistaken|incorrect)(?: here)?${END}`,
    'i',
  ),
  /\bI (?:had )?(?:misread|misunderstood)\b/i,
]

/** Whether a note takes back the whole text that it stands in ("Edit: never mind", "ETA: I retract this"). */
export function retracts({ kind, text }: Note, reply: boolean): boolean {
  if (kind === 'withdrawal' && MARK.test(text)) return true
  if (!isAdded(text)) return false
  return [...EXPLICIT, ...(reply ? OF_A_REPLY : [])].some((pattern) => pattern.test(text))
}

const LABEL = /^[^:—–\n]*[:—–]?[\s*_>"“]*/

/**
 * Sentences as their revision's notes leave them. Those outside the notes of a text that was taken back are struck; an
 * old version shown beside the new one is a quotation of the author's former words, and what calls the new one new is
 * no part of it.
 */
export function asserted(sentences: readonly Sentence[], notes: readonly Note[], reply: boolean): readonly Sentence[] {
  const takenBack = notes.some((note) => retracts(note, reply))
  const former = notes.filter(({ kind }) => kind === 'old-version')
  const labels = notes.filter(({ kind }) => kind === 'new-version').map(labelOf)
  if (!takenBack && former.length + labels.length === 0) return sentences
  return sentences.map((sentence) => {
    if (sentence.quoteDepth > 0) return sentence
    if (within(sentence, former)) return { ...sentence, quoteDepth: 1 }
    const label = labels.find((one) => one.start < sentence.end && sentence.start < one.end)
    if (label !== undefined)
      return label.end < sentence.end ? { ...sentence, start: label.end } : { ...sentence, quoteDepth: 1 }
    return takenBack && !within(sentence, notes) ? { ...sentence, struck: true } : sentence
  })
}

function labelOf({ span, text }: Note): Span {
  return { start: span.start, end: span.start + LABEL.exec(text)![0].length }
}

function within(sentence: Span, notes: readonly Note[]): boolean {
  return notes.some(({ span }) => sentence.start < span.end && span.start < sentence.end)
}
