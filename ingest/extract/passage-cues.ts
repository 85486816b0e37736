/** Cues of the passages that may be answered: what is claimed strongly draws answers. */
import { type Cued, cued } from './features.ts'
import type { Candidate } from './thread.ts'

/** "This", "your claim": what is meant was said just before, rather than repeated. */
export const POINTING =
  /^\W*(?:but |and |so |also |well,? |no,? |yes,? |i (?:do not|don['’]t) (?:think|believe|see) )?(?:this|that|it|these|those)\b|\b(?:this|that|your) (?:claim|argument|point|statement|reasoning|assumption|conclusion|premise|part|sentence|idea|objection)\b/i
export const PASSAGE_CUES = [
  'universal',
  'hedge',
  'modal',
  'negator',
  'cause',
  'contrast',
  'example',
  'self',
  'good',
  'bad',
  'reported',
  'thanks',
  'info',
] as const
const cuesOfCandidate = new WeakMap<Candidate, readonly Cued[]>()

/** Tokens and cues of a candidate's passages; found once. */
export function cuesOf(candidate: Candidate): readonly Cued[] {
  const known = cuesOfCandidate.get(candidate)
  if (known) return known
  const made = candidate.reading?.cued ?? candidate.passages.map(({ text }) => cued(text))
  cuesOfCandidate.set(candidate, made)
  return made
}
