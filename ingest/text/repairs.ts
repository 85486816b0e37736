/** Stops that end no sentence: a table of named rules, each looking at one gap. */

/** A place where a sentence may end. Offsets are within the block's words. */
export interface Gap {
  readonly words: string
  /** Where the sentence so far begins. */
  readonly start: number
  /** The stop with what closes after it: `."`, or a line break. */
  readonly stop: string
  readonly at: number
  readonly end: number
  /** Where the next word, bracket or quotation mark begins. */
  readonly after: number
  /** The block has no capital letter at all, so that small letters say nothing. */
  readonly casual: boolean
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Never the end of a sentence. */
const ALWAYS = set(
  'e.g i.e eg ie vs v cf viz resp approx ca dr mr mrs ms prof st gen col lt sgt capt rev hon sen rep gov pres supt ' +
    'op ibid loc repr trans ed eds esp incl excl w.r.t wrt aka a.k.a messrs mt ft',
)
/** Not before a number. */
const BEFORE_NUMBER = set(
  'no nos fig figs eq eqs eqn sec ch chap vol p pp para art nr thm lem def prop cor ex pt pg ver v ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec',
)
/** The end of a sentence only where the next word begins like one. */
const SOMETIMES = set(
  'etc al inc ltd co corp jr sr u.s u.k e.u u.n a.m p.m ph.d m.d b.a m.a b.sc m.sc i.i.d w.l.o.g et.al misc dept est univ assn bros',
)
/** Words that begin sentences far more often than names. */
const STARTERS = set(
  'the this that these those it its he she they we you i a an if but and or so in on at for from to as when while ' +
    'although though because since then there here what why how who where which however therefore thus hence also ' +
    'another each every all some many most more no not yes my your our their his her one maybe perhaps even just now',
)

const stopOf = ({ stop }: Gap): string => stop[0]!
const isLine = (gap: Gap): boolean => stopOf(gap) === '\n'
const isCell = (gap: Gap): boolean => stopOf(gap) === '\t'
const isDot = (gap: Gap): boolean => stopOf(gap) === '.' && !gap.stop.startsWith('..')
const nextIs = (gap: Gap, pattern: RegExp): boolean => pattern.test(gap.words.slice(gap.after, gap.after + 40))
const LOWER = /^["'“‘«([{*_]*\p{Ll}/u
/** A bracket after a full stop begins a sentence, whatever letter follows. */
const LOWER_UNBRACKETED = /^["'“‘«*_]*\p{Ll}/u

/** The token that the stop ends, lower case, without opening signs: "e.g", "dr", "u.s". */
function tokenBefore({ words, start, at }: Gap): string {
  let from = at
  while (from > start && at - from < 24 && !/[\s"“‘([{*_/—–]/.test(words[from - 1]!)) from--
  return words.slice(from, at)
}

/** The word after the gap, lower case. */
function wordAfter(gap: Gap): string {
  return (/^["'“‘«([{*_]*([\p{L}\p{N}]+)/u.exec(gap.words.slice(gap.after, gap.after + 40))?.[1] ?? '').toLowerCase()
}

/** Length of the line that ends at a line break. */
function lineBefore({ words, at }: Gap): string {
  return words.slice(words.lastIndexOf('\n', at - 1) + 1, at).trimEnd()
}

/** Length from which a line without a stop is taken to be wrapped. */
const WRAPPED = 60

export const REPAIRS: readonly (readonly [string, (gap: Gap) => boolean])[] = [
  // A line break inside a paragraph ends a sentence unless the line was only wrapped.
  [
    'wrapped line',
    (gap) =>
      isLine(gap) &&
      !/[.!?…:;][^\p{L}\p{N}]*$/u.test(lineBefore(gap)) &&
      (nextIs(gap, LOWER) || (lineBefore(gap).length >= WRAPPED && !nextIs(gap, /^(?:[-*•]|\(?\w{1,3}[.)])\s/))),
  ],
  ['abbreviation', (gap) => isDot(gap) && gap.stop.length === 1 && ALWAYS.has(tokenBefore(gap).toLowerCase())],
  [
    'before a number',
    (gap) => isDot(gap) && nextIs(gap, /^[(#]?\d/) && BEFORE_NUMBER.has(tokenBefore(gap).toLowerCase()),
  ],
  [
    'abbreviation inside',
    (gap) =>
      isDot(gap) &&
      SOMETIMES.has(tokenBefore(gap).toLowerCase()) &&
      (nextIs(gap, LOWER) || (!STARTERS.has(wordAfter(gap)) && !nextIs(gap, /^["“([]/))),
  ],
  ['initial', isInitial],
  [
    'numbering',
    (gap) =>
      isDot(gap) &&
      gap.stop.length === 1 &&
      gap.at - gap.start < 10 &&
      /^[([]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[)\]]?$/.test(gap.words.slice(gap.start, gap.at).trim()),
  ],
  [
    'small letter',
    (gap) =>
      !isLine(gap) &&
      !isCell(gap) &&
      !gap.casual &&
      stopOf(gap) !== '?' &&
      stopOf(gap) !== '!' &&
      nextIs(gap, isDot(gap) ? LOWER_UNBRACKETED : LOWER),
  ],
  // "Really?" he asked.
  ['asked inside', (gap) => /^[?!]/.test(gap.stop) && /["'”’»)\]]/.test(gap.stop) && nextIs(gap, LOWER)],
  ['small letter after ?', (gap) => /^[?!]/.test(gap.stop) && !gap.casual && nextIs(gap, LOWER)],
  [
    'left out',
    (gap) => /^(?:\.{3}|…)[\])]/.test(gap.stop) && /[[(]\s*$/.test(gap.words.slice(Math.max(0, gap.at - 2), gap.at)),
  ],
  // A stop that the sentence goes on after: ". , and"
  ['goes on', (gap) => !isLine(gap) && !isCell(gap) && nextIs(gap, /^[,;:)\]–—]/) && !nextIs(gap, /^[:;]-?[)(DP]/)],
]

/** Words after which a single capital letter is the initial of a name rather than a variable. */
const BEFORE_NAME = set('by of with to from as and per see like thanks says both')
const VARIABLES = set('A B C M N P Q U X Y Z')

/** "John J. Smith" and "by J. Smith", but not "of agent B. Then". */
function isInitial(gap: Gap): boolean {
  if (!isDot(gap) || gap.stop.length > 1) return false
  const token = tokenBefore(gap)
  if (!/^(?:\p{Lu}\.)*\p{Lu}$/u.test(token) || (token === 'I' && !nextIs(gap, /^\p{Lu}\.\s/u))) return false
  if (!nextIs(gap, /^\p{Lu}/u) || STARTERS.has(wordAfter(gap))) return false
  const before = /([\p{L}.]+)[^\p{L}]*$/u.exec(
    gap.words.slice(Math.max(gap.start, gap.at - token.length - 40), gap.at - token.length),
  )?.[1]
  if (before === undefined || /^\p{Lu}/u.test(before)) return true
  return BEFORE_NAME.has(before.toLowerCase()) && !VARIABLES.has(token)
}
