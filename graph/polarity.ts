/** Whether a rewording turned a sentence into its contrary: "will be" to "will not be", "always" to "never". */
import { words } from './words.ts'

const NEGATORS = new Set(
  'not no never cannot none nothing nobody nowhere neither nor without hardly barely scarcely rarely seldom'.split(' '),
)

/** Words and their contraries; other forms of them (increases, increased, increasing) are found by their stems. */
const CONTRARIES = [
  ['always', 'never', 'rarely', 'seldom'],
  ['more', 'less', 'fewer'],
  ['most', 'least'],
  ['many', 'few'],
  ['all', 'none'],
  ['everything', 'nothing'],
  ['everyone', 'nobody'],
  ['everybody', 'nobody'],
  ['increase', 'decrease', 'reduce'],
  ['rise', 'fall'],
  ['grow', 'shrink'],
  ['high', 'low'],
  ['higher', 'lower'],
  ['large', 'small'],
  ['larger', 'smaller'],
  ['greater', 'smaller', 'lesser'],
  ['above', 'below'],
  ['maximum', 'minimum'],
  ['maximize', 'minimize'],
  ['before', 'after'],
  ['with', 'without'],
  ['for', 'against'],
  ['true', 'false'],
  ['right', 'wrong'],
  ['correct', 'wrong'],
  ['good', 'bad'],
  ['better', 'worse'],
  ['best', 'worst'],
  ['easy', 'hard', 'difficult'],
  ['easier', 'harder'],
  ['strong', 'weak'],
  ['safe', 'dangerous'],
  ['fast', 'slow'],
  ['early', 'late'],
  ['accept', 'reject'],
  ['support', 'oppose'],
  ['allow', 'forbid', 'prevent'],
  ['cause', 'prevent'],
  ['include', 'exclude'],
  ['succeed', 'fail'],
  ['win', 'lose'],
  ['gain', 'lose'],
  ['help', 'hurt'],
  ['positive', 'negative'],
  ['optimistic', 'pessimistic'],
  ['convex', 'concave'],
  ['optional', 'mandatory'],
  ['present', 'absent'],
] as const

/** Prefixes that make a word its contrary: likely, unlikely; agree, disagree. */
const PREFIXES = ['un', 'in', 'im', 'il', 'ir', 'dis', 'non', 'mis']

const contraries = new Map<string, Set<string>>()
for (const row of CONTRARIES)
  for (const word of row.slice(1)) {
    relate(stem(row[0]), stem(word))
    relate(stem(word), stem(row[0]))
  }

function relate(a: string, b: string): void {
  const known = contraries.get(a) ?? new Set()
  contraries.set(a, known.add(b))
}

/** A word without its common endings, so that "increases" and "increased" meet. */
function stem(word: string): string {
  return word.length < 5 ? word : word.replace(/(?:ing|ed|es|s|ly|e)$/, '')
}

/** Beyond this many changed words a sentence was written anew, and its count of negations says nothing. */
const WRITTEN_ANEW = 60

/**
 * True when the words that went and the words that came differ by an odd number of negations and contraries.
 * Words that stand on both sides count for nothing, so a negation that only moved changes nothing.
 */
export function polarityChanged(before: string, after: string): boolean {
  const [old, now] = [words(before), words(after)]
  const gone = surplus(old, now)
  const come = surplus(now, old)
  if (gone.length + come.length > WRITTEN_ANEW) return false
  let turns = 0
  for (const word of [...gone]) {
    const at = come.findIndex((other) => contrary(word, other))
    if (at === -1) continue
    turns++
    come.splice(at, 1)
    gone.splice(gone.indexOf(word), 1)
  }
  const negations = [...gone, ...come].filter((word) => NEGATORS.has(word) || word.endsWith("n't")).length
  return (turns + negations) % 2 === 1
}

/** Words of `a` beyond those that `b` has too, repeats counted. */
function surplus(a: readonly string[], b: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const word of b) counts.set(word, (counts.get(word) ?? 0) + 1)
  return a.filter((word) => {
    const left = counts.get(word) ?? 0
    counts.set(word, left - 1)
    return left <= 0
  })
}

function contrary(a: string, b: string): boolean {
  return (
    contraries.get(stem(a))?.has(stem(b)) === true ||
    PREFIXES.some((prefix) => prefixed(prefix, a, b) || prefixed(prefix, b, a))
  )
}

function prefixed(prefix: string, long: string, short: string): boolean {
  return short.length > 3 && long.length === prefix.length + short.length && long === prefix + short
}
