/** Cues of the passages that may be answered: what is claimed strongly draws answers. */
import { cued, hasCue } from './features.ts'
import type { Passage } from './passage.ts'
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

const known = new WeakMap<readonly Passage[], readonly (readonly boolean[])[]>()

/** Which of PASSAGE_CUES each passage of a candidate has; found once. */
export function cuesOf({ passages, reading }: Candidate): readonly (readonly boolean[])[] {
  const found = known.get(passages)
  if (found !== undefined) return found
  const read = reading?.cued ?? passages.map(({ text }) => cued(text))
  const made = read.map((one) => PASSAGE_CUES.map((cue) => hasCue(one, cue)))
  known.set(passages, made)
  return made
}
