/**
 * `ask`: a question in plain words becomes a structured one, or says why it cannot be. Rules only, the same each
 * time: quoted names are set apart, dates and states taken out (dates.ts, states.ts), then the first form that fits
 * (forms.ts) reads the rest. What fits no form is searched for.
 */
import type { FilterValues, Question, RowKind, Sort } from '../../graph/index.ts'
import { takeDates } from './dates.ts'
import type { Reading } from './forms.ts'
import { FORMS } from './forms.ts'
import type { KindsOf, Names } from './names.ts'
import { namesOf } from './names.ts'
import { takeStates } from './states.ts'
import { clean, LONGEST, refill, searchWords } from './text.ts'

export interface Understanding {
  /** False: the words are searched for instead, and `why` says what was in the way. */
  readonly understood: boolean
  /** Name of the form that fitted. */
  readonly form: string
  readonly why: string | null
  readonly question: Question
  /** What to list where there are no such rows. */
  readonly otherwise: RowKind | null
}

export interface Reader {
  readonly kindsOf: KindsOf
  /** What "today" and "last year" are counted from. */
  readonly now: Date
  readonly limit: number
}

const LEAD =
  /^(?:(?:please|kindly|hi|hello|hey|so|and|ok|okay|can you|could you|would you|i want to|i would like to|i'd like to|know|see|tell me|tell us|show|show me|give me|give us|list|list all|find me|find all|get|get me|me|us|what are|what is|what were|what's|which are|which were|are there|is there|were there|was there|have there been|do we have|do you have|do you know|how many|what|which|any|all|some|of the|the|every|each|known)\s+)+/iu

/** "newest objections": order words before the act. */
const ORDERS: readonly (readonly [RegExp, Sort])[] = [
  [/^(?:newest|latest|most recent|recent|new)\s+(?=\S)/i, 'newest'],
  [/^(?:oldest|first|earliest)\s+(?=\S)/i, 'oldest'],
  [/^(?:strongest|surest|clearest|most certain|most confident|best|main|top|biggest)\s+(?=\S)/i, 'confidence'],
]

/** Ways to say one thing in another's words, so that the forms need not. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:do|does|did)(?: not|n['’]t) (?:agree|concur)\b/giu, 'disagree'],
  [/\b(?:is|are|was|were)(?: not|n['’]t) convinced (?:by|of)\b/giu, 'disagree with'],
  [/\bwhat(?:['’]s| is| was) wrong (?:with|about|in)\b/giu, 'objections to'],
  [
    /\b(?:is|are|were|was) there (?:any )?(?:good )?(?:reasons?|arguments?|case) (?:not to believe|to reject|to doubt)\b/giu,
    'objections to',
  ],
  [
    /^(?:(?:who|which people) (?:is|are|was|were) )?(?:an? |the )?(?:(?:s[kc]eptics?|critics?|opponents?) of|s[kc]eptical (?:of|about)|critical of) /iu,
    'who objects to ',
  ],
  [
    /^(?:(?:who|which people) (?:is|are|was|were) )?(?:an? |the )?(?:(?:proponents?|advocates?|defenders?|fans?) of|supportive of) /iu,
    'who supports ',
  ],
  [/\bin favou?r of\b/giu, 'for'],
  [/\bpros and cons of\b/giu, 'support and objections to'],
  [
    /\bwhat(?: claims?)? (?:still )?(?:stood|was standing|stands)(?= (?:on|in|at|as of)\b)/giu,
    'standing claims as it stood',
  ],
  [/\bwhy (?:is|are|was|were) (.+?) (?:so )?(?:wrong|bad|false|mistaken|flawed|a bad idea)\b/giu, 'objections to $1'],
  [/^(objections?|criticisms?|questions?|support|concessions?|claims?) ?[:-] ?(?=\S)/iu, '$1 about '],
  [/\bhas there been (?:any )?/giu, ''],
]

const NEGATION =
  /(?<![\p{L}])(?:not|never|nobody|no one|no-one|none|neither|nor|without|except|other than|apart from|excluding|\w+n['’]t)(?![\p{L}])/iu

/** Understands a question, or gives the search that stands in for it. */
export async function understand(question: string, reader: Reader): Promise<Understanding> {
  const { text, quoted } = clean(question.slice(0, LONGEST * 4))
  if (text === '') return searched(question, 'the question is empty', reader)
  if (text.length > LONGEST) return searched(question, `the question is longer than ${LONGEST} characters`, reader)
  const names = namesOf(quoted, reader.kindsOf)

  const alone = await readName(text, names)
  if (alone) return understood('a name alone', alone, {}, reader)

  const { rest: undated, dates, impossible } = takeDates(rewrite(text), reader.now)
  if (impossible !== null) return searched(question, `"${impossible}" is no date`, reader)
  const { rest: stateless, state, targetState, whose } = takeStates(undated)
  const negation = NEGATION.exec(stateless)
  if (negation) return searched(question, `it says "${negation[0]}", which cannot be asked for`, reader)

  const ordered = takeOrder(stateless)
  for (const form of FORMS) {
    for (const body of new Set([ordered.rest, stateless])) {
      const match = form.pattern.exec(body)
      const reading = match && (await form.read(match.groups ?? {}, names))
      if (!reading) continue
      const { asOf, knownBy, ...range } = dates
      const against = whose === undefined || reading.filters.against ? {} : { against: names.name(whose) }
      const found = { ...range, ...against, ...(state && { state }), ...(targetState && { targetState }) }
      const filters = withStates(reading, found)
      const extra = { asOf: asOf ?? null, knownBy: knownBy ?? null, sort: ordered.sort }
      return understood(form.name, { ...reading, filters }, extra, reader)
    }
  }
  const words = refill(text, quoted)
  return searched(
    question,
    `no form of question fits "${words.length > 80 ? `${words.slice(0, 80)}…` : words}"`,
    reader,
  )
}

function rewrite(text: string): string {
  return REWRITES.reduce((said, [pattern, plain]) => said.replace(pattern, plain), text)
}

/** A question that is nothing but a known name, which no rule may cut: "Learning from Human Feedback". */
async function readName(text: string, names: Names): Promise<Reading | null> {
  return FORMS.at(-1)!.read({ name: text }, names)
}

function takeOrder(text: string): { readonly rest: string; readonly sort: Sort } {
  const rest = text.replace(LEAD, '').replace(/^\d{1,3} (?=\S)/, '')
  for (const [pattern, sort] of ORDERS) {
    if (pattern.test(rest)) return { rest: rest.replace(pattern, '').replace(LEAD, ''), sort }
  }
  return { rest, sort: 'newest' }
}

/** States are the responses' own; a claim that was "withdrawn" is so by its own state. */
function withStates({ kind, filters }: Reading, found: FilterValues): FilterValues {
  if (kind === 'response') return { ...filters, ...found, ...(filters.state && { state: filters.state }) }
  const { state, targetState, against: _, ...range } = found
  if (kind !== 'claim') return { ...filters, ...range }
  if (state?.includes('withdrawn')) return { ...filters, ...range, claimState: 'withdrawn' }
  if (targetState?.includes('gone')) return { ...filters, ...range, claimState: 'withdrawn' }
  if (targetState?.includes('standing')) return { ...filters, ...range, claimState: 'standing' }
  return { ...filters, ...range }
}

function understood(form: string, reading: Reading, extra: Partial<Question>, { limit }: Reader): Understanding {
  const { otherwise = null, ...asked } = reading
  const question: Question = { sort: 'newest', asOf: null, knownBy: null, ...extra, ...asked, limit, cursor: null }
  return { understood: true, form, why: null, question, otherwise }
}

/** The search that stands in for a question that was not understood. */
export function searched(question: string, why: string, { limit }: Pick<Reader, 'limit'>): Understanding {
  const q = searchWords(question).join(' ')
  const plain = { kind: 'hit', sort: 'newest', limit, cursor: null, asOf: null, knownBy: null } as const
  return {
    understood: false,
    form: 'a search',
    why,
    otherwise: null,
    question: { ...plain, filters: q === '' ? {} : { q } },
  }
}
