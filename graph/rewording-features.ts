/**
 * What tells whether an edit of a sentence changed what it says or only how: one row a feature, from the words that went
 * and came. Counts go in as log(1 + n), so that a sentence written anew does not drown the rest.
 */
import { type Changes, lengths } from './changes.ts'
import { diff } from './diff.ts'
import { polarityChanged } from './polarity.ts'
import { words } from './words.ts'

/** Words that carry grammar more than content. */
const FUNCTION_WORDS = new Set(
  `a an the this that these those it its they them their theirs he him his she her hers we us our ours you your yours i me my mine
  one ones who whom whose which what there here is are was were be been being am do does did done have has had having will would
  shall should can could may might must of in on at to from by with for about as into onto upon over under between among through
  during and or but nor so yet if than then also too very just only even such both either each other another some any all more most
  much many not no when while where how why because since although though however therefore thus hence moreover furthermore up out
  off own same s t get gets got make makes made go goes`.split(/\s+/),
)
/** Words that open a reason, a condition, an instance or a contrast. */
const OPENERS = new Set(
  'because since due if unless although though while whereas despite without until thus therefore so but when where which who example instance'.split(
    ' ',
  ),
)
/** Edit distance, in shares of the longer word, within which one word is another spelling or form of the other. */
const SPELLING = 0.4
/** Bounds for hostile texts: comparisons of words, and letters of a word that other forms are sought for. */
const COMPARISONS = 40_000
const LETTERS = 40

/** Both wordings and what differs, counted once for all features. */
export interface Rewording {
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly gone: readonly string[]
  readonly come: readonly string[]
  /** Content words that went or came with no other form of them on the other side. */
  readonly lost: readonly string[]
  readonly gained: readonly string[]
  /** Changed words that are forms or spellings of one another. */
  readonly respelled: number
  /** Words put in by each section of the difference, beside those taken out there. */
  readonly runs: readonly { readonly out: number; readonly in: number; readonly last: boolean }[]
  readonly turned: boolean
}

export interface RewordingFeature {
  readonly name: string
  readonly value: (edit: Rewording) => number
}

/** Counts what differs between two wordings. */
export function rewordingOf(before: string, after: string): Rewording {
  const [old, now] = [words(before), words(after)]
  const [gone, come] = [surplus(old, now), surplus(now, old)]
  const isBounded = gone.length * now.length + come.length * old.length <= COMPARISONS
  const isIn = (list: readonly string[], word: string) => isBounded && list.some((other) => sameWord(word, other))
  const lost = gone.filter((word) => isContent(word) && !isIn(now, word))
  const gained = come.filter((word) => isContent(word) && !isIn(old, word))
  const respelled = gone.filter((word) => isIn(come, word)).length
  return {
    before: old,
    after: now,
    gone,
    come,
    lost,
    gained,
    respelled,
    runs: runsOf(before, after),
    turned: polarityChanged(before, after),
  }
}

const log = (n: number): number => Math.log1p(n)
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const longest = (runs: readonly number[]): number => runs.reduce((most, run) => Math.max(most, run), 0)
const flag = (is: boolean): number => (is ? 1 : 0)
const isContent = (word: string): boolean => !FUNCTION_WORDS.has(word)
const hasDigit = (word: string): boolean => /\p{N}/u.test(word)

export const REWORDING_FEATURES: readonly RewordingFeature[] = [
  { name: 'bias', value: () => 1 },
  { name: 'same-words', value: ({ gone, come }) => flag(gone.length + come.length === 0) },
  { name: 'gained', value: ({ gained }) => log(gained.length) },
  { name: 'lost', value: ({ lost }) => log(lost.length) },
  { name: 'gained-share', value: ({ gained, after }) => share(gained.length, after.filter(isContent).length) },
  { name: 'lost-share', value: ({ lost, before }) => share(lost.length, before.filter(isContent).length) },
  { name: 'exchanged', value: ({ gained, lost }) => log(Math.min(gained.length, lost.length)) },
  { name: 'come', value: ({ come }) => log(come.length) },
  { name: 'gone', value: ({ gone }) => log(gone.length) },
  { name: 'function-only', value: ({ gained, lost }) => flag(gained.length + lost.length === 0) },
  { name: 'respelled', value: ({ respelled }) => log(respelled) },
  { name: 'longer', value: ({ before, after }) => Math.max(0, log(after.length) - log(before.length)) },
  { name: 'shorter', value: ({ before, after }) => Math.max(0, log(before.length) - log(after.length)) },
  { name: 'length', value: ({ before, after }) => log(Math.max(before.length, after.length)) },
  { name: 'put-in', value: ({ runs }) => log(longest(runs.map((run) => run.in - run.out))) },
  { name: 'taken-out', value: ({ runs }) => log(longest(runs.map((run) => run.out - run.in))) },
  { name: 'replaced', value: ({ runs }) => log(longest(runs.map((run) => Math.min(run.in, run.out)))) },
  { name: 'places', value: ({ runs }) => log(runs.length) },
  { name: 'appended', value: ({ runs }) => log(longest(runs.map((run) => (run.last ? run.in - run.out : 0)))) },
  { name: 'opener', value: ({ come }) => flag(come.some((word) => OPENERS.has(word))) },
  { name: 'number', value: ({ gone, come }) => flag([...gone, ...come].some(hasDigit)) },
  { name: 'turned', value: ({ turned }) => flag(turned) },
]

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

function runsOf(before: string, after: string): Rewording['runs'] {
  const changes: Changes = diff(before, after)
  const end = lengths(changes).before
  let at = 0
  return changes.flatMap(([length, inserted]) => {
    const out = inserted === undefined ? 0 : words(before.slice(at, at + length)).length
    at += length
    const into = inserted === undefined ? 0 : words(inserted).length
    // A full stop may be all that follows.
    return out + into === 0 ? [] : [{ out, in: into, last: end - at <= 1 }]
  })
}

/** One word in two forms or spellings: a common beginning of most of it, or few letters changed. */
function sameWord(a: string, b: string): boolean {
  if (a === b) return true
  const longer = Math.max(a.length, b.length)
  if (longer > LETTERS || Math.min(a.length, b.length) < 3 || Math.abs(a.length - b.length) > longer * SPELLING + 1)
    return false
  let head = 0
  while (head < a.length && a[head] === b[head]) head++
  if (head >= 4 && head >= Math.min(a.length, b.length) - 2) return true
  return head > 0 && distance(a, b) <= Math.min(2, longer * SPELLING * 0.6)
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
