/**
 * Sentences that say what they do: "I disagree that …", "Fair point.", "Fixed, thanks." (Austin's explicit performatives). Read
 * at the sentence's beginning only, where such words are the sentence's own act and nobody else's. They are features with
 * learned weights, not rules: short comments of such words are too few in labelled threads for their words alone to be learned.
 */
import type { Act } from '../../graph/model.ts'

/** Acts that a sentence can say of itself. */
export type Performative = Exclude<Act, 'other'>

/** What may stand before: an interjection, a greeting, an adverb. */
const BEFORE =
  '(?:(?:sorry|hm+|well|but|and|so|yes|yeah|ok(?:ay)?|actually|honestly|personally|thanks?(?: you)?|ah|oh|@[\\w-]+)[,.!:]? )*'
/** Adverbs between a pronoun and its verb. */
const SO =
  "(?:(?:\\w+ly|still|also|just|quite|rather|very|so|too|a bit|much|pretty|would|do|have to|must|'d|'ll|now) )*"

const PATTERNS: readonly (readonly [act: Performative, pattern: string])[] = [
  ['objection', `(?:i|we) ${SO}(?:disagree|object\\b|beg to differ|doubt|reject|dispute|oppose)`],
  [
    'objection',
    `(?:i am|i'm|we are|we're|count me) ${SO}(?:not )?(?:s[ck]eptical|unconvinced|convinced yet|doubtful|dubious|opposed|against|among the doubters)`,
  ],
  [
    'objection',
    `(?:i am|i'm|we are|we're) ${SO}not ${SO}(?:convinced|persuaded|sure (?:that|i (?:agree|buy)|this|it))`,
  ],
  [
    'objection',
    `(?:i|we) ${SO}(?:don't|do not|can't|cannot|wouldn't|can not) ${SO}(?:think (?:that|this|it|so|we|you|the)|believe|buy|agree|accept|support)`,
  ],
  [
    'objection',
    "(?:this|that|it)(?:'s| is| was| seems| sounds| looks) (?:\\w+ly |just |not |simply |plain )*(?:wrong|false|incorrect|not true|untrue|nonsense|a mistake|not right|not the case|backwards|mistaken|misleading)",
  ],
  [
    'objection',
    "(?:this|that|it) (?:doesn't|does not|won't|will not|wouldn't|can't|cannot) (?:\\w+ly |even )?(?:follow|work|hold|make sense|scale|help|solve|imply)",
  ],
  [
    'objection',
    '(?:nope|nah|nack|hard no|not true|not so|wrong|incorrect|strong(?:ly)? (?:disagree|against)|disagree|not convinced|-1|citation needed)\\b',
  ],
  [
    'objection',
    "no,? (?:this|that|it|they|he|she|you|we)(?:'s| is|'re| are)?(?: not|n't| don't| doesn't| isn't| aren't| can't| won't| wouldn't)",
  ],
  ['support', `(?:i|we) ${SO}(?:agree|concur|second|endorse|support)\\b`],
  [
    'support',
    '(?:\\+ ?1|:\\+1:|👍|agreed|exactly|seconded|same here|this\\.|amen|lgtm|in favou?r|well said|strong(?:ly)? agree|absolutely)',
  ],
  ['support', '(?:great|nice|excellent|awesome|fantastic|good) (?:post|article|idea|work|job|write-?up|summary|stuff)'],
  ['concession', "(?:you are|you're|you were|he's|she's) (?:\\w+ly |of course )?(?:right|correct)"],
  ['concession', `(?:i|we) ${SO}(?:was|were|am|are)(?: \\w+ly)? (?:wrong|mistaken|incorrect|too quick|sloppy)`],
  [
    'concession',
    `(?:i|we) ${SO}(?:stand corrected|concede|admit|retract|withdraw|take (?:it|that|this) back|overstated|missed|overlooked|misread|misunderstood|hadn't|had not)`,
  ],
  [
    'concession',
    '(?:fair(?: enough| point)?|point taken|touch[ée]|granted|my (?:bad|mistake)|you have a point|good point|i see,|i now (?:think|agree|see))',
  ],
  ['clarification', '(?:what i (?:mean|meant|want)|to (?:clarify|be clear|be precise)|in other words|to restate)'],
  [
    'clarification',
    `(?:i|we) (?:only |just |really |actually )?(?:meant|mean|didn't mean|did not mean|wasn't|was not|am not saying|don't claim|do not claim|didn't claim|only claim)`,
  ],
  [
    'clarification',
    "(?:i'm not|i am not|we're not) (?:\\w+ )?(?:saying|claiming|suggesting|arguing|implying|proposing)",
  ],
  ['clarification', 'by (?:["“\'‘]?[\\w -]{1,30}["”\'’]?|this|that),? (?:i|we) mean'],
  [
    'edit_request',
    '(?:typos?\\b|(?:could|can|would) (?:you|someone|we|the \\w+) (?:please |maybe |perhaps |also )?(?:add|fix|change|link|rename|remove|mention|cite|expand|reword|rephrase|include|correct|update)|please (?:\\w+ly |also )?(?:add|fix|change|link|rename|remove|mention|cite|expand|reword|include|correct|update|consider))',
  ],
  [
    'edit_done',
    `(?:i|we)(?:'ve| have)? ${SO}(?:fixed|updated|edited|changed|corrected|removed|rewritten|rewrote|reworded|rephrased|renamed|clarified|revised|replaced|added)`,
  ],
  [
    'edit_done',
    '(?:fixed|done|updated|changed|added|corrected|edited|removed|reworded|renamed|replaced|good (?:catch|suggestion|idea)[,.!:] (?:fixed|changed|added|done|updated))\\b',
  ],
]

const COMPILED = PATTERNS.map(([act, pattern]) => [act, new RegExp(`^${BEFORE}(?:${pattern})`, 'i')] as const)
const REACH = 160

/** The acts that a sentence says of itself that it does; mostly none. */
export function performed(sentence: string): ReadonlySet<Performative> {
  const beginning = sentence.slice(0, REACH).trimStart().replaceAll('’', "'")
  return new Set(COMPILED.filter(([, pattern]) => pattern.test(beginning)).map(([act]) => act))
}
