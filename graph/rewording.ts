/**
 * Whether a rewording changed what a sentence says or only its surface (wording, spelling, fluency, format): a logistic
 * regression over what went and came, fitted by `bench/edits/rewording.ts --fit` on revised student essays (ArgRewrite 2).
 */
import { REWORDING_FEATURES, type Rewording, rewordingOf } from './rewording-features.ts'
import fitted from './rewording-weights.json' with { type: 'json' }

const weights: Readonly<Record<string, number>> = fitted.weights

/** Least probability where nothing but the sense or a number changed: essays have too few such edits to learn it from. */
const PLAIN = 0.8

/**
 * Probability, 0 to 1, that the edit changed the content. Equal words (case and punctuation apart) give 0; a sentence that
 * was added or deleted as a whole gives 1. Some 0.1 to 0.2 ms for a sentence.
 */
export function contentProbability(before: string, after: string): number {
  const edit = rewordingOf(before, after)
  if (edit.gone.length + edit.come.length === 0) return 0
  if (edit.before.length === 0 || edit.after.length === 0) return 1
  const sum = REWORDING_FEATURES.reduce((total, { name, value }) => total + (weights[name] ?? 0) * value(edit), 0)
  const learned = 1 / (1 + Math.exp(-sum))
  return turnedAlone(edit) || otherNumber(edit) ? Math.max(PLAIN, learned) : learned
}

/** One word put in, taken out or exchanged made it the contrary: "will be" to "will not be". */
function turnedAlone({ turned, gone, come }: Rewording): boolean {
  return turned && gone.length <= 1 && come.length <= 1
}

/** Numbers changed and nothing beside them; "1000" and "1,000" are one number. */
function otherNumber({ gone, come }: Rewording): boolean {
  const [old, now] = [gone.join(''), come.join('')]
  return [old, now].every((digits) => /^\p{N}+$/u.test(digits)) && old !== now
}
