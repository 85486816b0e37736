/** What plainly says which passages a sentence is aimed at: quotations, an anchor, "your second point". */
import { namedSentence, ordinalIn } from './explicit.ts'
import type { Passage } from './passage.ts'
import type { QuotedPassage } from './quotes.ts'
import type { Candidate, OwnSentence, Thread } from './thread.ts'

export interface Aims {
  readonly above: QuotedPassage | null
  readonly anchor: QuotedPassage | null
  readonly inline: readonly QuotedPassage[]
  readonly reference: number
}

/** What of a sentence points into a candidate. */
export function aimsOf(thread: Thread, own: OwnSentence, candidate: Candidate): Aims {
  const { id } = candidate.context.document
  const here = thread.quoted.filter((passage) => passage.document === id)
  return {
    above: own.above?.document === id ? own.above : null,
    anchor: here.find(({ rule }) => rule === 'anchor') ?? null,
    inline: here.filter(
      ({ quote }) =>
        quote.kind === 'inline' &&
        quote.revision === own.sentence.revision &&
        quote.span !== null &&
        quote.span.start >= own.sentence.start &&
        quote.span.end <= own.sentence.end,
    ),
    reference: referredTo(own, candidate),
  }
}

/** Place of the passage that the sentence names by number, or -1. */
function referredTo({ sentence }: OwnSentence, { passages }: Candidate): number {
  const ordinal = ordinalIn(sentence.exact)
  if (ordinal === null) return -1
  // Titles are not counted: "your second sentence" is the second of the body.
  const titles = passages.filter(({ title }) => title).length
  const body = passages.slice(titles)
  const breaks = body.flatMap(({ opens }, at) => (opens ? [at] : []))
  const referred = namedSentence(
    ordinal,
    body.map(({ text }) => text),
    breaks,
  )
  return referred < 0 ? -1 : referred + titles
}

/** Whether a passage is what is quoted, or most of it. */
export function standsIn(passage: Passage | undefined, quoted: QuotedPassage | null, candidate: Candidate): boolean {
  if (!passage || !quoted || quoted.document !== candidate.context.document.id) return false
  if (quoted.revision.id !== candidate.context.seen.id)
    return quoted.revision.text.slice(quoted.start, quoted.end).includes(passage.text)
  const shared = Math.min(passage.sentence.end, quoted.end) - Math.max(passage.sentence.start, quoted.start)
  return shared > 0 && shared >= 0.3 * Math.min(passage.text.length, quoted.end - quoted.start)
}
