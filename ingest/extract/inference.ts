/**
 * Words that deny a step, not a sentence: "that doesn't follow", "this is no argument against X". What they object to is
 * that the reason given bears on what it was given for (an undercut, after Pollock), so their target is a response.
 */

export interface Denied {
  readonly name: string
  /** The words that show it. */
  readonly words: string
}

/** Where a clause begins, so that "a field that is unrelated to it" and "those that don't follow" begin none. */
const CLAUSE = String.raw`(?:^[^\p{L}]*|[.;:,!?–—(]\s*["“*_]*|\b(?:but|so|and|though|although|because|then|yet|still|if|however|since|while|whereas|say|think|agree|true|sure|that)\s+)`
const STEP =
  'arguments?|points?|reasons?|reasoning|examples?|conclusions?|objections?|premises?|inferences?|analogy|evidence'
/** What was said, pointed at: "this", "your second argument". */
const THIS = `(?:this|that|it|these|those|none of (?:this|that|these)|(?:your|the|this|that|his|her|their)(?: \\w+)? (?:${STEP}|claims?|facts?|observations?))`
const ADVERBS =
  '(?: (?:really|actually|even|by itself|alone|at all|necessarily|therefore|logically|in itself|on its own|directly|automatically|thereby))?'
const NOT = "(?:does not|doesn[’']?t|do not|don[’']?t|would not|wouldn[’']?t|need not|needn[’']?t|cannot|can[’']?t)"
const IS_NOT = "(?:[’']s not|[’']re not| is not| isn[’']?t| are not| aren[’']?t| is hardly| is no| are no)"
/** After "follow" there may stand where from, and no object: "that doesn't follow the guidelines" denies no step. */
const FOLLOW = `follow(?=\\s*(?:[.,;:!?…)"”—–-]|$)|\\s+(?:from|that|logically|at all|here|necessarily|because|though|either|unless|and|but)\\b)`
const SHOW =
  '(?:imply|entail|prove|demonstrate|establish|contradict|refute|undermine|invalidate|disprove|bear on|argue against|count against|show (?:that|why|how|anything)|support (?:the|your|this|that) (?:claim|conclusion|idea|view|argument|point|position))'
const BEARS = `(?:follows?|impl(?:y|ies)|entails?|shows?|proves?|bears? on|contradicts?|undermines?|refutes?|means? that|(?:is|are) (?:relevant|an? (?:argument|problem|objection|reason|counterexample)|evidence))`

const CUES: readonly (readonly [name: string, cue: RegExp])[] = [
  [
    'does-not-follow',
    cue(
      `${CLAUSE}(?:${THIS}|conclusions?) (?:(?:does not|doesn[’']?t|would not|wouldn[’']?t|need not)${ADVERBS}|(?:do not|don[’']?t)(?<=conclusions? (?:do not|don[’']?t))) ${FOLLOW}`,
    ),
  ],
  ['does-not-show', cue(`${CLAUSE}${THIS} ${NOT}${ADVERBS} ${SHOW}\\b`)],
  // "It doesn't mean" mostly limits what its writer has just said.
  ['does-not-mean', cue(`${CLAUSE}(?!it\\b)${THIS} ${NOT}${ADVERBS} mean\\b(?! (?:that )?(?:I|we)\\b)`)],
  [
    'does-not-imply',
    cue(
      `\\b(?!(?:I|you|we|they|he|she|who)\\b)[\\p{L}’]+ (?:does not|doesn[’']?t|need not)${ADVERBS} (?:imply|entail|contradict|refute|disprove)\\b`,
    ),
  ],
  [
    'no-argument',
    cue(
      `${CLAUSE}${THIS}${IS_NOT}(?: (?:really|actually|even|in itself|itself|much of))*(?: an?| any)?(?: (?:good|valid|strong|real|compelling))? (?:argument|objection|reason|evidence|counter-?argument|counter-?example|refutation|rebuttal)s?\\b`,
    ),
  ],
  [
    'irrelevant',
    cue(
      `${CLAUSE}${THIS}(?:['’]s| is| are| seems?)(?: \\w+)? (?:irrelevant|beside the point|orthogonal to)(?! (?:each|one))`,
    ),
  ],
  ['why-would', cue(`\\b(?:why|how) (?:would|does|do|should|did) ${THIS}${ADVERBS} (?:${FOLLOW}|${SHOW}|mean\\b)`)],
  [
    'how-so',
    cue(
      `(?:(?:\\bnot|n[’']t|\\bcannot|\\bfail to)(?: \\w+){0,3} (?:see|understand|clear|obvious|sure)|\\bunclear) (?:how|why) [^.?!;,]{2,40}? (?<!\\bto )${BEARS}\\b`,
    ),
  ],
  [
    'non-sequitur',
    cue(
      "(?:^[^\\p{L}]*|\\b(?:is|are|was|were|an?|your|another|as)(?<!\\b(?:not|no|n[’']t) an?) (?:\\p{L}+ )?[\"“'‘]?)non[- ]?sequitur\\b",
    ),
  ],
]

function cue(words: string): RegExp {
  return new RegExp(words, 'iu')
}

/** The first words of the table that deny a step in a sentence, or null. */
export function deniedStep(sentence: string): Denied | null {
  for (const [name, pattern] of CUES) {
    const found = pattern.exec(sentence)
    if (found !== null) return { name, words: found[0].replace(/^[^\p{L}]+/u, '') }
  }
  return null
}
