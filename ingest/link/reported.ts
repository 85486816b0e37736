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

/** A third party: a proper name that is no pronoun or article, or some people in general. */
const PARTY = String.raw`(?!(?:I|We|You|Your|My|Our|His|Her|Their|Its|The|This|That|These|Those|It|There|What|If|When|But|And|So|As|In|On|At|For|To|No|Not|One)\b)\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,2}`
const PEOPLE = '[Hh]e|[Ss]he|[Tt]hey|[Ss]ome(?: people)?|[Mm]any(?: people)?|[Pp]eople|[Cc]ritics|[Ss]keptics|[Oo]thers'
/** What a third party does with words, in the forms that go with it; the bare verb only after a plural. */
const SAYS =
  '(?:claims|claimed|says|said|argues|argued|thinks|thought|believes|believed|asserts|asserted|objects|objected|worries|worried|complains|complained|maintains|maintained|insists|insisted|writes|wrote)'
const SAY = `(?:${SAYS}|claim|say|argue|think|believe|assert|object|worry|complain|maintain|insist|write)`
const ADVERBS = '(?: (?:also|often|sometimes|still|once|has|have|had)){0,2}'
const REPORT = new RegExp(
  String.raw`^[\s"“*_(]*(?:${PARTY}${ADVERBS} ${SAYS}|(?:${PEOPLE})${ADVERBS} ${SAY}) (?:that )?(?<said>.+)$`,
  'u',
)
const OWN_PART = /[,;:—–-]?\s*\b(?:but|yet|however|although|though)\b[,]?\s*(?<own>.*)$/iu
const AGAINST =
  /\b(?:not|never|no|nobody|nothing|cannot|wrong|false|fails?|failed|mistaken|unclear|doubt|disagree|problem|flaw(?:ed)?|bad|worse|harmful|impossible|unlikely|too|overlooks?|ignores?|misses?|lacks?|without|unless|depends?)\b|n['’]t\b/iu
const FOR = /\b(?:works?|agree|right|true|holds?|good|fine|correct|sound|succeeds?|helps?|promising|convincing)\b/iu

/** An objection denied: "I am not a skeptic of IDA", "I don't object". */
const DENIAL =
  /\b(?:I|we)(?:['’](?:m|re|ve)| am| are| have| was| were)? (?:not|never)(?: been)?(?: an?)?(?: really| at all)? (?:s[kc]eptic(?:al)?|critic(?:al)?|opponents?|opposed|against|object(?:ing)?|doubt(?:ful|ing)?|disagree(?:ing)?|disput(?:e|ing))\b|\b(?:I|we) (?:do not|don['’]t|did not|didn['’]t) (?:object|oppose|disagree|doubt|dispute)\b/iu

/** A report of one's own writing: "I rewrote my summary", "I've just moved the second half". */
const OWN_EDIT =
  /^[\s"“*_(]*(?:(?:edit|eta|update)\W+)?(?:I|we)(?:['’]ve| have)?(?: (?:just|now|also|since|already|therefore|then)){0,2} (?:rewrote|rewritten|reworded|rephrased|edited|re-edited|updated|revised|expanded|shortened|reorganized|restructured|moved|split|renamed|retitled|reposted|cross-?posted|posted|drafted)\b(?! (?:against|that)\b)/iu

/** A passage of one's own text, and what an author does with one. */
const PASSAGE =
  '(?:sentence|paragraph|section|comment|post|wording|version|link|footnote|title|passage|example|typo|quote)s?'
const DONE =
  '(?:stays?|remains?|stands?|left|kept|removed|moved|added|fixed|changed|updated|deleted|restored|reworded|rewritten)'
/** In an edit note: "the retracted sentence stays visible", "fixed two links", "typo". */
const OWN_TEXT = new RegExp(
  String.raw`\b(?:the|this|that|my|an?|some) (?:[\w-]+ ){0,2}${PASSAGE} (?:\w+ ){0,3}${DONE}\b|^[^:]{0,20}:?[\s*_]*(?:${DONE}|${PASSAGE}|formatting|grammar|spelling)\b`,
  'iu',
)

/** Whether a sentence of an edit note only tells of its author's text. */
export function isAboutOwnText(sentence: string): boolean {
  return OWN_TEXT.test(sentence) && !AGAINST.test(sentence)
}

/** A sentence between quotation marks from end to end: words of somebody else, or proposed ones. */
const CITED = /^[\s*_(]*(?:“[^“”]{8,}”|"[^"]{8,}")[\s.!?,;:*_)]*$/u

/** Whether a sentence only tells what its author did to a text; what it says against something besides counts. */
export function isOwnEdit(sentence: string): boolean {
  return OWN_EDIT.test(sentence) && !AGAINST.test(sentence)
}

/** The author's own part of a sentence that reports somebody else ('' when there is none); null when it reports nobody. */
export function ownPart(sentence: string): string | null {
  const said = REPORT.exec(sentence)?.groups?.said
  if (said === undefined) return null
  return OWN_PART.exec(said)?.groups?.own?.replace(/^[\s.…]+$/, '') ?? ''
}

/**
 * Lowers objections whose words are somebody else's, that the author denies, or that only report the author's own edit. A
 * main response then says what the author's own part does.
 */
export function withReported({ subject }: LinkContext, responses: readonly Response[]): readonly Response[] {
  if (subject.document.language !== 'en') return responses
  const noted = ({ revision, start, end }: Response): boolean =>
    subject.notes.some((note) => note.revision === revision && start < note.span.end && note.span.start < end)
  return responses.map((response) => {
    if (response.act !== 'objection') return response
    const own = ownPart(response.exact)
    const edits = isOwnEdit(response.exact) || (isAboutOwnText(response.exact) && noted(response))
    const cited = !response.main && CITED.test(response.exact)
    const cause = DENIAL.test(response.exact) ? 'denied' : edits ? 'own-edit' : cited ? RULE : null
    if (cause === null && (own === null || AGAINST.test(own))) return response
    const confidence = Math.min(response.confidence, CAP)
    const evidence = cause ?? RULE
    if (!response.main) return { ...response, confidence, evidence }
    return { ...response, act: own !== null && FOR.test(own) ? 'support' : 'other', confidence, evidence }
  })
}
