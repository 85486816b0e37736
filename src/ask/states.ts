/** States in a question: "unanswered objections", "that the author conceded", "which made the author change the claim". */
import type { ResponseState, TargetState } from '../../graph/index.ts'

interface StateWord {
  readonly states: readonly ResponseState[]
  /** What the negation asks for: "not answered", "not withdrawn". */
  readonly not: readonly ResponseState[]
  /** Words that mean it wherever they stand. */
  readonly phrase: string
  /** Words that mean it only as "are open" or "open objections": a topic may hold them too. */
  readonly word?: string
}

const AUTHOR = `(?:the |its |their |his |her )?(?:author|authors|writer|editor|poster|him|her|them|target|claimant)`
/** A word of a name, not one of the phrases around it. */
const OTHER = '(?!(?:to|an?|any|some|the|it)\\b)\\p{L}+'
const NOBODY = `(?:nobody|no one|no-one|none|no author)`
const MODIFIED = String.raw`(?:chang|edit|revis|rewrit|reword|correct|fix|delet|remov|amend|updat|withdr)\w*`

/** What each state is called. The order is that of the search: longer and surer phrases first. */
const STATES: readonly StateWord[] = [
  {
    states: ['met_by_edit'],
    not: ['open', 'answered', 'conceded', 'withdrawn'],
    phrase: [
      `(?:met(?: with)?|fixed|resolved|addressed|answered|settled) (?:by )?an? (?:edit|revision|change)`,
      `(?:made|got|forced|caused|led|pushed|prompted|moved|brought|convinced|persuaded|make|cause|lead|prompt|get) (?:${AUTHOR}|(?<whose>${OTHER}(?: ${OTHER})??)) (?:to )?${MODIFIED}(?: (?:the|his|her|their|its|that|a|any) (?:claims?|posts?|texts?|mind|pages?|words?|wording|sentences?|passages?|documents?|essays?|articles?))?`,
      String.raw`(?:prompted|led to|leads? to|caused|resulted in|triggered|provoked|produced) (?:an? |any |some )?(?:edits?|changes?|revisions?|corrections?|rewordings?)(?: (?:in|to|of) (?:the|a|its) \w+)?`,
      `(?:after|because of|due to|in response to) which (?:the |its )?(?:author|claim|text|post|page|passage)s? (?:was |were |had been )?${MODIFIED}`,
      'met[_ -]by[_ -](?:an )?edit',
    ].join('|'),
  },
  {
    states: ['conceded'],
    not: ['open', 'answered', 'met_by_edit', 'withdrawn'],
    phrase: [
      String.raw`(?:did |has |have |had )?(?:${AUTHOR} )(?:has |have |had |ever )*(?:conceded?|concedes|grant(?:ed|s)?|admit(?:ted)?|accept(?:ed)?|acknowledged?)(?: to)?(?! to \S)`,
      `(?:conceded|granted|accepted|admitted|acknowledged) by ${AUTHOR}`,
      'led to an? concession|got an? concession',
    ].join('|'),
    word: 'conceded|granted|accepted|admitted',
  },
  {
    states: ['open'],
    not: ['answered', 'conceded', 'met_by_edit', 'withdrawn'],
    phrase: [
      `(?:that |which |but )?${NOBODY} (?:has |have |had |ever |yet |really )*(?:answered|addressed|replied to|responded to|rebutted|reacted to)(?: yet| so far| to)?`,
      '(?:has|have|had|got|gets?|received) (?:yet )?(?:no|not any|never an?) (?:answers?|repl(?:y|ies)|responses?|reactions?)(?: yet)?',
      'without (?:an? |any )?(?:answers?|repl(?:y|ies)|responses?|reactions?)',
      'that still stands? unanswered',
      '(?:still |yet |as yet )?(?:un-?answered|un-?addressed|un-?resolved|un-?rebutted|un-?met)(?: yet| so far)?',
    ].join('|'),
    word: 'open|outstanding|pending',
  },
  {
    states: ['answered'],
    not: ['open'],
    phrase: [
      '(?:that |which )(?:somebody|someone|anybody|anyone|people) (?:has |have )?(?:already )?(?:answered|addressed|replied to|rebutted)',
      '(?:has|have|had|got|received) (?:been )?(?:an |some )?(?:answers?)(?: already)?(?! to)',
      'with (?:an )?answers?(?! to)',
    ].join('|'),
    word: 'answered|addressed|rebutted|replied to|responded to',
  },
  {
    states: ['withdrawn'],
    not: ['open', 'answered', 'conceded', 'met_by_edit'],
    phrase: 'taken back|struck out|struck through',
    word: 'withdrawn|retracted|struck',
  },
]

const PASSAGE = `(?:whose |where (?:the|its) |against |of |to )?(?:the |its |a |their )?(?:targets?|claims?|passages?|target text|text|words|wording)`
const TARGETS: readonly (readonly [TargetState, string])[] = [
  [
    'standing',
    `${PASSAGE} (?:that |which )?(?:is |are |does |do )?(?:still )?(?:stands?|standing|there|unchanged)(?: now| today)?`,
  ],
  [
    'gone',
    `${PASSAGE} (?:that |which )?(?:is|are|was|were|has been|have been) (?:now |since )?(?:gone|deleted|removed|cut)`,
  ],
  [
    'reworded',
    `${PASSAGE} (?:that |which )?(?:is|are|was|were|has been|have been) (?:now |since )?(?:reworded|rewritten|rephrased|changed|edited)`,
  ],
]

const EDGE = String.raw`(?<![\p{L}\p{N}])`
const END = String.raw`(?![\p{L}\p{N}])`
const BE = `(?:(?:that|which|who|and|but) )?(?:(?:is|are|was|were|be|been|being|has|have|had|got|get|remain|remains|remained|stay|stays|stayed|stand|stands|stood|went|go|still|yet|already|now|ever|so far) )*`
const NOT = String.raw`((?:(?:not|never|no longer|\w+n['’]t) (?:(?:yet|been|being|ever|already|be|really) )*)*)`
const NOUN = `(?:objections?|criticisms?|critiques?|counter-?arguments?|questions?|requests?|edit[ _]requests?|responses?|replies|comments?|arguments?|supports?|concessions?)`

function patternsOf({ phrase, word }: StateWord): RegExp[] {
  const found = [new RegExp(`${EDGE}${BE}${NOT}(?:${BE})(?:${phrase})${END}`, 'iu')]
  if (word === undefined) return found
  const be = `(?:(?:that|which|and|but) )?(?:(?:is|are|was|were|been|being|has|have|had|remain|remains|remained|stay|stays|stayed|went|got) )+(?:(?:still|yet|already|now|ever|so far) )*`
  found.push(
    new RegExp(`${EDGE}${be}${NOT}(?:(?:been|being|still|already) )*(?:${word})(?: yet| so far| already)?${END}`, 'iu'),
  )
  found.push(new RegExp(`${EDGE}${NOT}(?:still |yet |already )*(?:${word}) (?=${NOUN}${END})`, 'iu'))
  found.push(new RegExp(`${EDGE}((?:(?:not|never) )+)(?:${word})${END}`, 'iu'))
  return found
}
const PATTERNS = STATES.map((state) => ({ state, patterns: patternsOf(state) }))
const TARGET_PATTERNS = TARGETS.map(([state, phrase]) => ({
  state,
  pattern: new RegExp(`${EDGE}${phrase}${END}`, 'iu'),
}))

export interface States {
  readonly rest: string
  readonly state?: readonly ResponseState[]
  readonly targetState?: readonly TargetState[]
  /** Whose text the edit was made to: "made Alice change her post". */
  readonly whose?: string
}

/** Takes the states out of a question. Two negations cancel: "not unanswered" asks for those that are not open. */
export function takeStates(text: string): States {
  let rest = text
  let state: readonly ResponseState[] | undefined
  let targetState: readonly TargetState[] | undefined
  let whose: string | undefined
  for (const { state: named, pattern } of TARGET_PATTERNS) {
    if (!pattern.test(rest)) continue
    rest = rest.replace(pattern, ' ')
    targetState = [named]
    break
  }
  for (const { state: named, patterns } of PATTERNS) {
    const match = patterns.map((pattern) => pattern.exec(rest)).find((found) => found !== null)
    if (!match) continue
    const negations = match[1]?.match(/not|never|no longer|n['’]t/giu)?.length ?? 0
    state = [...(state ?? []), ...(negations % 2 === 1 ? named.not : named.states)]
    whose = match.groups?.whose ?? whose
    rest = rest.replace(match[0], ' ')
  }
  return {
    rest: rest.replace(/\s+/g, ' ').trim(),
    ...(state === undefined ? {} : { state: [...new Set(state)] }),
    ...(targetState === undefined ? {} : { targetState }),
    ...(whose === undefined ? {} : { whose }),
  }
}
