/**
 * Statements of stance toward a concept that need no reply to carry them: "I am (and have always been) a skeptic of
 * IDA". A row of the table is a pattern whose rest of sentence must begin with the concept's name. Only what the author
 * says in their own name counts: negated, reported, hypothetical and past stances are passed over.
 */
import type { Act, Span } from '../../graph/model.ts'
import { findForm } from './find-form.ts'

export interface Stance {
  readonly act: Act
  /** The concept's name as written, and where. */
  readonly concept: string
  readonly form: string
  readonly span: Span
  readonly confidence: number
  readonly rule: string
  /** The words that the rule went by. */
  readonly evidence: string
}

interface StanceRule {
  readonly name: string
  readonly act: Act
  readonly confidence: number
  /** Where the concept stands: right after the cue (within a few words), or right before it. */
  readonly concept: 'after' | 'before'
  readonly cue: RegExp
}

/** "I", "we" with what may stand between them and the verb: adverbs, a parenthesis. */
const FIRST = String.raw`\b(?:I|we)(?:['’](?:m|re|ve|d|ll))?`
const ADVERBS = String.raw`(?:\s+(?:am|are|have|been|being|was|do|would|really|very|quite|rather|pretty|still|also|always|remain|remained|strongly|personally|generally|deeply|fairly|somewhat|too|so|now|just|certainly|definitely|mostly|continue|to|be|think))*(?:\s*\([^()]{1,60}\))?(?:\s+(?:been|very|quite|rather|pretty|deeply|generally|fairly|somewhat|strongly|extremely|highly))*`
const OF = String.raw`\s+(?:the\s+(?:whole\s+)?(?:idea|claim|notion|concept|case|plan|approach|project|agenda|program(?:me)?|feasibility|usefulness|value|viability|argument|arguments)\s+(?:of|for|behind|that)\s+)?`

const first = (rest: string): RegExp => new RegExp(`${FIRST}${ADVERBS}\\s+${rest}`, 'giu')

export const STANCE_RULES: readonly StanceRule[] = [
  {
    name: 'skeptic-of',
    act: 'objection',
    confidence: 0.9,
    concept: 'after',
    cue: first(String.raw`(?:(?:an?|one\s+of\s+the)\s+)?(?:\w+\s+){0,2}(?:s[kc]eptic|critic|opponent)s?\s+of`),
  },
  {
    name: 'skeptical-of',
    act: 'objection',
    confidence: 0.9,
    concept: 'after',
    cue: first(
      String.raw`(?:s[kc]eptical|doubtful|dubious|wary|suspicious|unconvinced|pessimistic|critical|worried|against|opposed)\s*(?:of|about|by|to|that|regarding)?`,
    ),
  },
  {
    name: 'object-to',
    act: 'objection',
    confidence: 0.9,
    concept: 'after',
    cue: first(
      String.raw`(?:object\s+to|oppose|reject|disagree\s+(?:with|about)|doubt\b|dispute|dislike|take\s+issue\s+with|don['’]t\s+(?:buy|trust|like|believe\s+in|endorse|accept|see\s+how|think|expect|believe)|do\s+not\s+(?:buy|trust|like|believe\s+in|endorse|accept|see\s+how|think|expect|believe)|have\s+(?:(?:my|our|serious|grave|strong|major|several|some|many)\s+){0,2}(?:doubts|reservations|objections|concerns|misgivings|qualms)\s+(?:about|to|with|regarding))(?:\s+(?:that|in))?`,
    ),
  },
  {
    name: 'problem-with',
    act: 'objection',
    confidence: 0.75,
    concept: 'after',
    cue: /\b(?:my|the|a|one|another|the main|the biggest|the core|a (?:serious|major|key|big|fundamental))\s+(?:\w+\s+)?(?:problem|trouble|objection|issue|difficulty|worry|concern|complaint|flaw|weakness|criticism)\s+(?:with|to|in|about|of)\b/giu,
  },
  {
    name: 'fails',
    act: 'objection',
    confidence: 0.7,
    concept: 'before',
    cue: /^\s*(?:itself\s+)?(?:(?:is|are|seems?|looks?|sounds?|remains?|strikes? me as)\s+(?:\w+ly\s+|to me\s+|like\s+|an?\s+|quite\s+|very\s+|just\s+|to be\s+)*(?:flawed|wrong|misguided|confused|hopeless|doomed|unworkable|infeasible|implausible|incoherent|unsound|untenable|dangerous|mistaken|a mistake|a bad idea|bad idea|dead end|unconvincing|unsafe|unlikely to (?:work|help|succeed|scale))|(?:(?:will|would|does|do|can|could)\s+(?:not|never)|(?:wo|would|does|do|ca|could)n['’]t)\s+(?:\w+ly\s+)?(?:work|scale|help|succeed|suffice|solve|hold)|(?:is|are)(?:\s+(?:not|never)|n['’]t)\s+(?:ever\s+)?(?:(?:going|likely|able)\s+to\s+(?:work|scale|help|succeed|suffice|solve|hold)|a\s+(?:good|promising|workable|serious)\s+\w+|promising|sound|workable)|(?:will\s+)?fails?\b|cannot\s+(?:work|scale|succeed|solve))/iu,
  },
  {
    name: 'support-of',
    act: 'support',
    confidence: 0.85,
    concept: 'after',
    cue: first(
      String.raw`(?:endorse|support|favou?r|believe\s+in|agree\s+with|(?:an?\s+)?(?:big\s+|huge\s+|strong\s+)?(?:fan|proponent|supporter|advocate|defender)\s+of|(?:in\s+favou?r|supportive|optimistic|excited|enthusiastic|bullish|hopeful)\s*(?:of|about|on)?)`,
    ),
  },
  {
    name: 'promising',
    act: 'support',
    confidence: 0.65,
    concept: 'before',
    cue: /^\s*(?:is|are|seems?|looks?|remains?|strikes? me as)\s+(?:\w+ly\s+|to me\s+|like\s+|an?\s+|quite\s+|very\s+|the\s+(?:most|best)\s+)*(?:promising|sound|correct|right|plausible|convincing|compelling|valuable|a good idea|great idea|the right (?:way|approach|idea))/iu,
  },
]

/** A cue under one of these before it is not the author's present stance. */
const NOT_OWN =
  /\b(?:if|unless|whether|suppose|supposing|imagine|had|(?:used|seem) to|would have|might|may|nobody|no one|no-one|none|few|who|says?|said|claims?|claimed|argues?|argued|thinks?|believes?|believed|according to|asks?|asked|why)\b[^.;:]*$/iu
/** "I am not (…) a skeptic of": the pattern's own words are negated. "don't buy" is not, it is the cue. */
const NEGATED = /\b(?:not|never|no longer|hardly|isn['’]t|aren['’]t|wasn['’]t|neither|without)\b/iu
const NEGATIVE_CUE = /\b(?:don['’]t|do not)\s+(?:buy|trust|like|believe|endorse|accept|see|think|expect)/iu
const PAST = /\b(?:was|were|used to be)\b/iu
/** "I don't think IDA works" objects; "I don't think IDA is doomed" does not. */
const THINK = /(?:think|believe|expect|see how)(?:\s+that)?$/iu
/** "I doubt IDA works" objects; "I doubt IDA is doomed" does not. */
const DOUBT = /\bdoubt(?:\s+that)?$/iu
const POSITIVE_REST =
  /^\s*(?:\w+ly\s+)?(?:works?|helps?|succeeds?|scales?|solves?|is|are|can|could|will|would|has|holds?|makes?|gets?|offers?|provides?|gives?|does)\b/iu
const NEGATIVE_WORD = /\b(?:flawed|wrong|doomed|hopeless|bad|fails?|mistaken|confused|useless|dangerous|impossible)\b/iu
/** How far after the cue the concept may begin: an article, a word or two. */
const REACH =
  /^[\s"“‘'(]*(?:(?:the|an?|this|that|any|all|such|of|for|whole|entire|standard|current|proposed|idea of)\s+){0,3}["“‘'(]*$/iu

/** Stances of one sentence toward the names (normal forms) that it mentions. At most one a name. */
export function stances(sentence: string, forms: readonly string[]): readonly Stance[] {
  const found: Stance[] = []
  for (const form of [...new Set(forms)].sort((a, b) => b.length - a.length)) {
    const span = findForm(sentence, form)
    if (span === null || found.some((other) => span.start < other.span.end && other.span.start < span.end)) continue
    for (const rule of STANCE_RULES) {
      const evidence = rule.concept === 'after' ? cueBefore(rule, sentence, span) : cueAfter(rule, sentence, span)
      if (evidence === null) continue
      const { act, confidence, name } = rule
      found.push({
        act,
        concept: sentence.slice(span.start, span.end),
        form,
        span,
        confidence,
        rule: `stance/${name}`,
        evidence,
      })
      break
    }
  }
  return found
}

function cueBefore(rule: StanceRule, sentence: string, span: Span): string | null {
  for (const match of sentence.slice(0, span.start).matchAll(rule.cue)) {
    const between = sentence.slice(match.index + match[0].length, span.start).replace(new RegExp(`^${OF}`, 'iu'), ' ')
    if (!REACH.test(between)) continue
    if (NOT_OWN.test(sentence.slice(0, match.index))) return null
    const own = match[0].replace(/\([^()]*\)/g, '')
    if (PAST.test(own) || (NEGATED.test(own) && !NEGATIVE_CUE.test(own))) return null
    if (DOUBT.test(own.trim()) && NEGATIVE_WORD.test(sentence.slice(span.end))) return null
    if (THINK.test(own.trim())) {
      const rest = sentence.slice(span.end)
      if (!POSITIVE_REST.test(rest) || NEGATIVE_WORD.test(rest)) return null
    }
    return match[0].trim()
  }
  return null
}

function cueAfter(rule: StanceRule, sentence: string, span: Span): string | null {
  const before = sentence.slice(0, span.start)
  const opening =
    /^[\s"“‘'(]*(?:(?:but|and|so|also|however|yet|still|thus|overall|in short|clearly|I think|I believe|I suspect|I claim|it seems to me|in my (?:view|opinion)|to me|imo)[,:]?\s+(?:that\s+)?)*(?:the|an?|this|that)?\s*["“‘'(]*$/iu
  if (!opening.test(before) || sentence.trimEnd().endsWith('?')) return null
  const match = rule.cue.exec(sentence.slice(span.end).replace(/^["”’']+/, ''))
  if (match === null || (rule.act === 'support' && NEGATED.test(match[0]))) return null
  return match[0].trim()
}
