/**
 * The forms of question that are understood, as a table: the first whose pattern fits and whose reading is not null
 * is taken. Dates and states have been taken out before (dates.ts, states.ts); `lead` words too.
 */
import type { Act, FilterValues, RowKind } from '../../graph/index.ts'
import type { ActWords } from './acts.ts'
import { ACT_WORDS, ANY_NOUN, ANY_VERB } from './acts.ts'
import type { Names } from './names.ts'
import { rolesOf } from './names.ts'

/** What a question asks for, before its dates and states are added. */
export interface Reading {
  readonly kind: RowKind
  readonly filters: FilterValues
  /** What to list where there are no such rows. */
  readonly otherwise?: RowKind
}

export interface Form {
  readonly name: string
  /** As a person would write it; a test asks each. */
  readonly example: string
  readonly pattern: RegExp
  read(groups: { readonly [name: string]: string | undefined }, names: Names): Promise<Reading | null>
}

const NOUNS = ACT_WORDS.map(({ noun }) => noun).join('|')
const VERBS = ACT_WORDS.map(({ verb }) => verb).join('|')
const pattern = (source: string): RegExp => new RegExp(`^${source}$`, 'iu')

/** Acts that words like "objections and questions" or "argues against" name; none for "responses". `tail` is what follows. */
function actsOf(text: string, part: 'noun' | 'verb', tail = ''): Act[] {
  const named = (entry: ActWords): boolean => {
    const match = new RegExp(`(?<![\\p{L}])(?:${entry[part]})(?![\\p{L}])`, 'iu').exec(text + tail)
    return match !== null && match.index < text.length
  }
  return ACT_WORDS.filter(named).map(({ act }) => act)
}

function responses(acts: readonly Act[], filters: FilterValues): Reading {
  return { kind: 'response', filters: acts.length === 0 ? filters : { ...filters, act: acts } }
}

const SAY = `(?:claim|say|think|believe|assert|hold|state|write|argue|maintain|said|claimed|written|argued|asserted|post|posted|make|made|have to say)`
const ON = `(?:about|on|of|regarding|concerning)`
const ANYONE = /^(?:people|anyone|anybody|everyone|everybody|they|we|others?|readers?|commenters?)$/i
const CHANGED: Readonly<Record<string, FilterValues['change']>> = {
  reworded: ['reworded'],
  rephrased: ['reworded'],
  rewritten: ['reworded'],
  changed: ['reworded'],
  edited: ['reworded'],
  moved: ['moved'],
  restored: ['restored'],
  struck: ['struck'],
  introduced: ['introduced'],
  added: ['introduced'],
}
const CHANGE = Object.keys(CHANGED).join('|')

export const FORMS: readonly Form[] = [
  {
    name: 'what a person says about a topic',
    example: 'what does Alice claim about IDA',
    pattern: pattern(
      `(?:(?:(?:what|which) )?(?:claims?|things?)|what)(?: else)? (?:does|do|did|has|have|had) (?<person>.+?) ${SAY}s?(?: ${ON} (?<topic>.+))?`,
    ),
    async read({ person, topic }, names) {
      const about = topic === undefined ? {} : { target: names.name(topic) }
      if (!ANYONE.test(person!)) {
        const filters = { ...about, author: names.name(person!) }
        return { kind: 'claim', filters, otherwise: topic === undefined ? 'document' : 'response' }
      }
      return topic === undefined ? null : { kind: 'claim', filters: about }
    },
  },
  {
    name: 'edits that objections caused',
    example: 'which edits were made because of objections to IDA',
    pattern: pattern(
      `(?:(?:which|what) )?(?:(?:edits?|changes?|revisions?|corrections?)|did .+? (?:change|edit|revise|correct|reword))(?: (?:were|was|have been|got))?(?: made| happened| came| done)? (?:because of|due to|after|in response to|prompted by|caused by|following) (?<what>.+)|(?:(?:which|what) )?(?:edits?|changes?|revisions?) (?:did|have) (?<cause>.+?) (?:prompt|cause|trigger|bring about|lead to)(?:e?d)?`,
    ),
    async read({ cause, what = cause }, names) {
      const noun = new RegExp(`^(?:the |an? |any |some )?(?:${NOUNS}|${ANY_NOUN})`, 'iu').exec(what!)?.[0] ?? ''
      const acts = actsOf(noun, 'noun')
      return responses(acts, { ...(await rolesOf(what!.slice(noun.length), names, noun)), state: ['met_by_edit'] })
    },
  },
  {
    name: 'what changed a person’s mind',
    example: "what changed Alice's mind about IDA",
    pattern: pattern(
      `(?:what|who|which (?:objections?|arguments?|comments?|repl(?:y|ies)|responses?))(?: (?:has|have|ever))* (?:changed (?<owner>.+?)['’]s? (?:mind|view|opinion|position)s?|(?:made|persuaded|convinced|got|led) (?<person>.+?) (?:to )?(?:change (?:(?:his|her|their|its) )?(?:mind|view|opinion|position)s?|concede|agree|give in|update|reconsider)|(?:persuaded|convinced|won over) (?<won>.+?))(?<tail>(?: (?:about|on|of|regarding|concerning) .+)?)`,
    ),
    async read({ owner, won, person = owner ?? won, tail }, names) {
      const { target } = await rolesOf(tail!, names)
      const about = target === undefined ? {} : { target }
      const against =
        ANYONE.test(person!) || /^(?:the )?authors?$/i.test(person!) ? {} : { against: names.name(person!) }
      return responses(['objection'], { ...about, ...against, state: ['conceded', 'met_by_edit'] })
    },
  },
  {
    name: 'where two people disagree',
    example: 'where do Alice and Bob disagree',
    pattern: pattern(
      `(?:(?:where|on what|about what|what|how|when)? ?(?:do|did|does) (?<one>.+?) (?:and|with) (?<two>.+?) disagree(?: (?:on|about))?|(?:the )?disagreements? between (?<three>.+?) and (?<four>.+)|(?<five>.+?) (?:vs\\.?|versus) (?<six>.+))`,
    ),
    async read({ one, two, three, four, five, six }, names) {
      const [author, against] = [names.name((one ?? three ?? five)!), names.name((two ?? four ?? six)!)]
      return { kind: 'disagreement', filters: { author, against } }
    },
  },
  {
    name: 'who disagrees with whom',
    example: 'disagreements',
    pattern: pattern(
      `(?:who (?:disagrees|objects)(?: (?:with (?:whom|who)|to (?:whom|who)|(?:the )?most))?|(?:the )?disagreements)`,
    ),
    async read() {
      return { kind: 'disagreement', filters: {} }
    },
  },
  {
    name: 'whom a person disagrees with',
    example: 'who does Alice disagree with',
    pattern: pattern('(?:with )?whom? (?:does|did|do|has) (?<person>.+?) disagree(?:d)?(?: with)?'),
    async read({ person }, names) {
      return { kind: 'disagreement', filters: { author: names.name(person!) } }
    },
  },
  {
    name: 'claims that a person took back or changed',
    example: 'which claims did Alice withdraw',
    pattern: pattern(
      '(?:(?:which|what) )?claims? (?:(?:that|which) )?(?:(?:did|has|have) )?(?<person>.+?) (?:(?<gone>withdr[ae]wn?|retract(?:ed)?|take back|taken back|took back|delete[d]?|remove[d]?)|(?:reword|change|edit|revise|rephrase|rewrite|rewrote|rewritten)(?:e?d)?)',
    ),
    async read({ person, gone }, names) {
      if (!(await names.isPerson(person!))) return null
      const author = names.name(person!)
      return gone === undefined
        ? { kind: 'claim', filters: { author, change: ['reworded'] } }
        : { kind: 'claim', filters: { author, claimState: 'withdrawn' } }
    },
  },
  {
    name: 'who does something toward a person or topic',
    example: 'who disagrees with Alice',
    pattern: pattern(
      `(?:who(?: else)?|(?:(?:which|what) )?(?:people|authors?|users?|persons?)(?: (?:who|that))?) (?:(?:has|have|had|would|does|do|did|all) )?(?<verb>${VERBS}) (?<tail>.+)`,
    ),
    async read({ verb, tail }, names) {
      const acts = actsOf(verb!, 'verb').slice(0, 1)
      const roles = await rolesOf(tail!, names)
      const whole = roles.against !== undefined && roles.target === undefined && acts[0] === 'objection'
      return whole ? { kind: 'disagreement', filters: { against: roles.against! } } : responses(acts, roles)
    },
  },
  {
    name: 'what a person does something toward',
    example: 'what does Bob object to',
    pattern: pattern(
      `(?:what|whom?|(?:which|what) (?:claims?|posts?|topics?|documents?)) (?:does|do|did|has|have) (?<person>.+?) (?<verb>${VERBS})`,
    ),
    async read({ person, verb }, names) {
      return responses(actsOf(verb!, 'verb').slice(0, 1), { author: names.name(person!) })
    },
  },
  {
    name: 'whether a person does something toward a topic',
    example: 'did Bob object to IDA',
    pattern: pattern(
      `(?:(?:why|how|where|when) )?(?:does|do|did|has|have) (?<person>.+?) (?:ever )?(?<verb>${VERBS}|${ANY_VERB}) (?<tail>.+)`,
    ),
    async read({ person, verb, tail }, names) {
      const acts = actsOf(verb!, 'verb').slice(0, 1)
      const roles = await rolesOf(tail!, names)
      return responses(acts, ANYONE.test(person!) ? roles : { ...roles, author: names.name(person!) })
    },
  },
  {
    name: 'acts that a person made',
    example: 'which questions did Alice ask about IDA',
    pattern: pattern(
      `(?<noun>${NOUNS}|${ANY_NOUN}) (?:that |which )?(?:(?:does|do|did|has|have) )?(?<person>.+?) (?:(?:has|have|had|ever) )*(?:ask|raise|make|made|have|had|voice|write|wrote|written|post|give|gave|given|bring up|brought up|put|offer|express)(?:e?d|s)?(?<tail>(?: .+)?)`,
    ),
    async read({ noun, person, tail }, names) {
      if (!(await names.isPerson(person!))) return null
      return responses(actsOf(noun!, 'noun'), { ...(await rolesOf(tail!, names)), author: names.name(person!) })
    },
  },
  {
    name: 'acts toward a topic or person',
    example: 'objections to IDA by Bob',
    pattern: pattern(`(?<noun>(?:${NOUNS})(?:(?:,| and| or|, and|, or) (?:${NOUNS}|${ANY_NOUN}))*)(?<tail>(?: .+)?)`),
    async read({ noun, tail }, names) {
      return responses(actsOf(noun!, 'noun', tail), await rolesOf(tail!, names, noun))
    },
  },
  {
    name: 'a person’s acts',
    example: "Bob's objections to IDA",
    pattern: pattern(
      `(?<person>[^?]+?)(?:['’]s?) (?<noun>${NOUNS}|${ANY_NOUN}|claims?|assertions?|posts?|documents?)(?<tail>(?: .+)?)`,
    ),
    async read({ person, noun, tail }, names) {
      const { author: _, ...roles } = await rolesOf(tail!, names, noun)
      if (ANYONE.test(person!)) return responses(actsOf(noun!, 'noun'), roles)
      const author = names.name(person!)
      if (/^(?:claim|assertion)/i.test(noun!)) return { kind: 'claim', filters: { ...roles, author } }
      if (/^(?:post|document)/i.test(noun!)) return { kind: 'document', filters: { ...roles, author } }
      return responses(actsOf(noun!, 'noun'), { ...roles, author })
    },
  },
  {
    name: 'what does something toward a topic',
    example: 'what speaks against IDA',
    pattern: pattern(
      `(?:everything |anything |all )?(?:that |which |what |who )?(?:(?:comments?|posts?|repl(?:y|ies)|documents?|responses?|answers?|claims?|sentences?|arguments?|things?|evidence|reasons?) )?(?:that |which |who )?(?:(?:has|have|had|does|do|did|would|people|can be|could be|is|are) )*(?<verb>${VERBS}) (?<tail>.+)`,
    ),
    async read({ verb, tail }, names) {
      return responses(actsOf(verb!, 'verb').slice(0, 1), await rolesOf(tail!, names))
    },
  },
  {
    name: 'responses of every kind',
    example: 'replies to Alice',
    pattern: pattern(
      `(?:(?<noun>${ANY_NOUN})|(?:who|how (?:do|does|did)(?: people| anyone| others| readers)?|what) ?(?:${ANY_VERB}))(?<tail>(?: .+)?)`,
    ),
    async read({ tail }, names) {
      return responses([], await rolesOf(tail!, names))
    },
  },
  {
    name: 'claims and what became of them',
    example: 'claims about IDA that were reworded',
    pattern: pattern(
      `(?:(?<before>${CHANGE}|standing|withdrawn) )?(?:claims?|assertions?|statements?|propositions?)(?<tail>(?: .+?)?)(?: (?:that |which )?(?:(?:were|was|are|is|got|have been|has been|still) )*(?<after>${CHANGE}|stand|standing))?`,
    ),
    async read({ before, after, tail }, names) {
      const word = (before ?? after ?? '').toLowerCase()
      const roles = await rolesOf(tail!, names)
      const standing = word.startsWith('stand') ? { claimState: 'standing' as const } : {}
      const withdrawn = word === 'withdrawn' ? { claimState: 'withdrawn' as const } : {}
      const change = CHANGED[word] === undefined ? {} : { change: CHANGED[word] }
      return { kind: 'claim', filters: { ...roles, ...standing, ...withdrawn, ...change } }
    },
  },
  {
    name: 'documents by a person or about a topic',
    example: 'posts by Alice',
    pattern: pattern(
      `(?:posts?|documents?|pages?|articles?|threads?|essays?|discussions?|everything|anything)(?<tail> .+)?`,
    ),
    async read({ tail }, names) {
      const { against, ...roles } = await rolesOf(tail ?? '', names)
      return { kind: 'document', filters: against === undefined ? roles : { ...roles, target: against } }
    },
  },
  {
    name: 'what is said about a topic',
    example: 'who writes about IDA',
    pattern: pattern(
      `(?:who|(?:which |what )?(?:people|authors?|users?)|what|anything|everything) ?(?:is |was |has been |have |has |did |does )?(?:writes?|wrote|written|talks?|talked|said|says|known|mentions?|speaks?|mentioned|discuss(?:es|ed)?)(?: anything)?(?: ${ON})? (?<topic>.+)`,
    ),
    async read({ topic }, names) {
      return { kind: 'claim', filters: await rolesOf(`about ${topic}`, names) }
    },
  },
  {
    name: 'a search',
    example: 'search for honest outcomes',
    pattern: pattern(`(?:search(?: for)?|look (?:for|up)|grep|find)(?: all| sentences| passages)* (?<words>.+)`),
    async read({ words }, names) {
      return { kind: 'hit', filters: { q: names.name(words!) } }
    },
  },
  {
    name: 'a topic and an act',
    example: 'IDA objections',
    pattern: pattern(`(?<topic>.+?) (?<noun>${NOUNS}|${ANY_NOUN})`),
    async read({ topic, noun }, names) {
      const kind = await names.kind(topic!)
      if (kind === null) return null
      return responses(actsOf(noun!, 'noun'), { [kind === 'author' ? 'author' : 'target']: names.name(topic!) })
    },
  },
  {
    name: 'a person on a topic',
    example: 'Alice on IDA',
    pattern: pattern('(?<person>.+?) (?:on|about|regarding|concerning) (?<topic>.+)'),
    async read({ person, topic }, names) {
      if (!(await names.isPerson(person!))) return null
      const filters = { author: names.name(person!), target: names.name(topic!) }
      return { kind: 'claim', filters, otherwise: 'response' }
    },
  },
  {
    name: 'a name alone',
    example: 'IDA',
    pattern: pattern(
      `(?:(?:what|who) (?:is|are|was|were|about|does)|define|explain|tell me (?:more |everything )?about|the meaning of|about)? ?(?<name>.+?)(?: means?| stands? for)?`,
    ),
    async read({ name }, names) {
      const kind = await names.kind(name!)
      if (kind === null) return null
      if (kind === 'author') return { kind: 'claim', filters: { author: names.name(name!) } }
      return { kind: 'response', filters: { target: names.name(name!) } }
    },
  },
]
