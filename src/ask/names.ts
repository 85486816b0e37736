/** Names in a question: which stretch of words is a person, which a topic, when only the store knows the names. */
import type { FilterValues, TargetRef } from '../../graph/index.ts'
import { nameOf } from './text.ts'

/** What a name is known as in the store, its leading sense first; empty when it is not known. */
export type KindsOf = (name: string) => Promise<readonly TargetRef['kind'][]>

export interface Names {
  /** A stretch of the question as a name, quotation marks and articles dropped. */
  name(text: string): string
  /** Its leading sense; null when it is not known. */
  kind(text: string): Promise<TargetRef['kind'] | null>
  /** Whether a person has that name, whatever else has it: who asks or objects is somebody. */
  isPerson(text: string): Promise<boolean>
}

/** Names of one question; each is looked up once. */
export function namesOf(quoted: readonly string[], kindsOf: KindsOf): Names {
  const seen = new Map<string, ReturnType<KindsOf>>()
  function kinds(text: string): ReturnType<KindsOf> {
    const name = nameOf(text, quoted)
    if (name === '' || name.length > 200) return Promise.resolve([])
    const known = seen.get(name) ?? kindsOf(name)
    seen.set(name, known)
    return known
  }
  return {
    name: (text) => nameOf(text, quoted),
    kind: async (text) => (await kinds(text))[0] ?? null,
    isPerson: async (text) => (await kinds(text)).includes('author'),
  }
}

const BY = /^(?:(?:made|raised|written|posted|voiced|given|asked|put forward|brought up|coming) )?(?:by|from)$/i
const LEAD = `(?:(?:made|raised|written|posted|voiced|given|asked|put forward|brought up|coming) )?(?:by|from)|(?:aimed |directed |made |raised |brought |levelled |leveled |voiced |addressed )?(?:to|towards?|against|about|at|over|on)|of|regarding|concerning|for|with|in|target(?:s|ing|ed)?`
const SPLIT = new RegExp(String.raw`\s+(?=(?:${LEAD})\s+\S)`, 'iu')
const HEAD = new RegExp(String.raw`^(${LEAD})\s+`, 'iu')
const FILLER =
  /^(?:that|which|who|are|is|were|was|there|have|has|had|been|being|do|does|did|you|we|people|anyone|anybody|someone|made|raised|asked|posed|voiced|suggested|requested|proposed|exist|exists|known|currently|still|ever|so far|stored)\s+(?=\S)/iu

interface Segment {
  readonly lead: string
  readonly text: string
}

/** More connectives than this are one name: the ways to cut grow with each. */
const MOST_CUTS = 6

function pieces(tail: string): Segment[] {
  const parts = tail.split(SPLIT)
  const bounded =
    parts.length > MOST_CUTS ? [...parts.slice(0, MOST_CUTS - 1), parts.slice(MOST_CUTS - 1).join(' ')] : parts
  return bounded.map((part) => {
    const lead = HEAD.exec(part)
    return lead ? { lead: lead[1]!.toLowerCase(), text: part.slice(lead[0].length) } : { lead: '', text: part }
  })
}

/** Every way to join neighbouring pieces again: "learning from feedback" may be one name or two. */
function ways(parts: readonly Segment[]): Segment[][] {
  const [first, ...rest] = parts
  if (first === undefined) return []
  if (rest.length === 0) return [[first]]
  return ways(rest).flatMap((way) => {
    const [next, ...others] = way
    const joined = { lead: first.lead, text: `${first.text} ${next!.lead} ${next!.text}` }
    return [
      [first, ...way],
      [joined, ...others],
    ]
  })
}

const CAPITAL = /^[\p{Lu}\p{N}\uE000]/u

/** How well a cut fits what is known: known names in fitting places count, each cut costs a little. */
async function fitness(way: readonly Segment[], names: Names): Promise<number> {
  let score = 0
  for (const { lead, text } of way) {
    const kind = await names.kind(text)
    const by = BY.test(lead)
    if (kind !== null) score += !by || (await names.isPerson(text)) ? 2 : -1
    else if (by) score += CAPITAL.test(text) ? 1 : -1
    score -= 0.5
  }
  return score
}

type Roles = Pick<FilterValues, 'target' | 'author' | 'against' | 'q'>

/** Nouns whose "of" names what is acted on; "objections of Alice" are Alice's own. */
const ACTS_ON =
  /^(?:critici|critique|rebuttal|attack|support|defen|endorse|approval|clarif|problem|issue|flaw|weakness|mistake|error|fault|doubt|skeptic|sceptic|correction)/i

/**
 * Reads what follows an act: "to IDA by Alice", "from Bob about reward hacking", "against Carol's".
 * A person that is acted on is `against`; a second topic is free text.
 */
export async function rolesOf(tail: string, names: Names, noun = ''): Promise<Roles> {
  let text = tail.trim()
  while (FILLER.test(text)) text = text.replace(FILLER, '')
  if (text === '' || FILLER.test(`${text} x`)) return {}
  const scored = await Promise.all(ways(pieces(text)).map(async (way) => ({ way, score: await fitness(way, names) })))
  scored.sort((a, b) => b.score - a.score || b.way.length - a.way.length)
  let roles: Roles = {}
  for (const { lead, text: words } of scored[0]?.way ?? []) {
    const name = names.name(await ownerOf(words, names))
    if (name === '' || NOBODY.test(name)) continue
    const person = (await names.kind(name)) === 'author'
    const own = BY.test(lead) || (lead === 'of' && person && !ACTS_ON.test(noun))
    if (own && roles.author === undefined) roles = { ...roles, author: name }
    else if (person && roles.against === undefined) roles = { ...roles, against: name }
    else if (roles.target === undefined) roles = { ...roles, target: name }
    else roles = { ...roles, q: roles.q === undefined ? name : `${roles.q} ${name}` }
  }
  return roles
}

/** Words that stand for nobody and nothing in particular. */
const NOBODY =
  /^(?:any(?:thing|one|body)|some(?:thing|one|body)|every(?:thing|one|body)|people|others?|who|whom|what|it|them|this|that|these|those|(?:the )?most|all)$/iu

const OWNED = /^(.+?)['’]s? (?:claims?|posts?|views?|arguments?|position|ideas?|comments?|points?|words)$/iu

/** "Alice's claims" are Alice, unless something has that name. */
async function ownerOf(text: string, names: Names): Promise<string> {
  const owner = OWNED.exec(text)?.[1]
  if (owner === undefined || (await names.kind(text)) !== null) return text
  return (await names.kind(owner)) === null ? text : owner
}
