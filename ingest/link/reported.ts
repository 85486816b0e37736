/**
 * Reported and denied objections are not the author's: in "Alice claims that IDA fails, but I think it works" only what
 * follows the "but" is. A sentence whose own part holds nothing against anything does not object, however much the
 * report does.
 */
import type { LinkContext } from '../../graph/context.ts'
import type { Response } from '../../graph/model.ts'

/** Below every view's threshold: askable with `min-confidence`, shown to nobody else. */
const CAP = 0.3
const RULE = 'reported-speech'

/** A third party, a verb of saying, what is said, and after "but" what the author says. First and second person report nobody. */
const REPORT =
  /^[\s"“*_(]*(?!(?:I|we|you)\b)(?:\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){0,2}|he|she|they|some|some people|many|many people|people|critics|skeptics|others|the (?:author|critics?|skeptics?)s?)(?: (?:also|often|sometimes|still|once|has|have|had|would|might|may)){0,2} (?:claim|say|said|argue|think|thought|believe|assert|object|worrie|worry|complain|maintain|suggest|insist|write|wrote)(?:s|d|ed|es)? (?:that )?(?<said>.+)$/iu
const OWN_PART = /[,;:—–-]?\s*\b(?:but|yet|however|although|though)\b[,]?\s*(?<own>.*)$/iu
const AGAINST =
  /\b(?:not|never|no|nobody|nothing|cannot|wrong|false|fails?|failed|mistaken|unclear|doubt|disagree|problem|flaw(?:ed)?|bad|worse|harmful|impossible|unlikely|too|overlooks?|ignores?|misses?|lacks?|without|unless|depends?)\b|n['’]t\b/iu
const FOR = /\b(?:works?|agree|right|true|holds?|good|fine|correct|sound|succeeds?|helps?|promising|convincing)\b/iu

/** An objection denied: "I am not a skeptic of IDA", "I don't object". */
const DENIAL =
  /\b(?:I|we)(?:['’](?:m|re|ve)| am| are| have| was| were)? (?:not|never)(?: been)?(?: an?)?(?: really| at all)? (?:s[kc]eptic(?:al)?|critic(?:al)?|opponents?|opposed|against|object(?:ing)?|doubt(?:ful|ing)?|disagree(?:ing)?|disput(?:e|ing))\b|\b(?:I|we) (?:do not|don['’]t|did not|didn['’]t) (?:object|oppose|disagree|doubt|dispute)\b/iu

/** The author's own part of a sentence that reports somebody else ('' when there is none); null when it reports nobody. */
export function ownPart(sentence: string): string | null {
  const said = REPORT.exec(sentence)?.groups?.said
  if (said === undefined) return null
  return OWN_PART.exec(said)?.groups?.own?.replace(/^[\s.…]+$/, '') ?? ''
}

/** Lowers objections whose words are somebody else's, or that the author denies. A main response then says what the author's own part does. */
export function withReported({ subject }: LinkContext, responses: readonly Response[]): readonly Response[] {
  if (subject.document.language !== 'en') return responses
  return responses.map((response) => {
    if (response.act !== 'objection') return response
    const own = ownPart(response.exact)
    const denied = DENIAL.test(response.exact)
    if (!denied && (own === null || AGAINST.test(own))) return response
    const confidence = Math.min(response.confidence, CAP)
    const evidence = denied ? 'denied' : RULE
    if (!response.main) return { ...response, confidence, evidence }
    return { ...response, act: own !== null && FOR.test(own) ? 'support' : 'other', confidence, evidence }
  })
}
