/** What a reply says about an edit: that it was made, that it will be, that the comment is right. */

const DONE =
  '(?:fixed|corrected|done|edited|updated|changed|added|removed|deleted|reworded|rewrote|rewritten|rephrased|clarified|reworked|renamed|retitled|moved|replaced|amended|revised|addressed|implemented|split|merged|swapped|reverted|linked|noted|made (?:a|an|the|some|those|these|that|this|\\w+) (?:\\w+ )?(?:edit|change|fix|correction|adjustment)s?)'
const OPENING =
  '(?:(?:ok(?:ay)?|thanks?(?: you)?|yes|yep|yup|ah|oops|ops|right|sure|great|good (?:catch|point|call|idea)|nice catch|agreed|indeed|hm+|oh|and|now|just|both|all)\\W+)*'

/** How an edit is announced, in one sentence. */
const ANNOUNCEMENTS: readonly RegExp[] = [
  // "Fixed, thanks", "(Edited to fix.)", "Yep. Updated"
  new RegExp(
    `^\\W*${OPENING}${DONE}\\b(?! (?:to (?:the|my|your) (?:view|mind)|beliefs?|complexity|benefit|value|bonus|down|up|my (?:vote|view|mind|belief|estimate)))`,
    'i',
  ),
  // "I've corrected it", "I went ahead and removed that"
  new RegExp(
    `\\b(?:I|we)(?:['’]ve| have)?(?: just| now| also| since| already| went ahead and| gone ahead and| took the liberty and| tried to| then)* ${DONE}\\b(?! (?:down|up|towards?|my (?:vote|views?|mind|beliefs?|estimate)))`,
    'i',
  ),
  // "should be fixed now", "both are fixed", "that has been changed"
  new RegExp(
    `\\b(?:is|are|has been|have been|should be|was|were|['’]s|['’]re)(?: now| all| both| hopefully)* ${DONE}\\b(?= now\\b|[.!,;)]|$)`,
    'i',
  ),
  /\b(?:fixed|corrected|updated|done|changed|reworded|clarified)(?: it| that| this)?(?:,| -| —)? (?:now|thanks|thank you)\b/i,
  // "I just deleted that whole part"
  /\bI(?:['’]ve| have)?(?: just| now)* (?:taken|took|cut|dropped|struck) (?:it|that|this|the|those|these)\b/i,
]
const NOT_DONE =
  /\b(?:not|n['’]t|never|could be|might be|can be|if|unless|to be|should I|shall I|would be|until|once)\s+(?:\w+\s+){0,2}(?:fixed|corrected|done|edited|updated|changed|added|removed|deleted|reworded|moved|replaced)\b/i
const PROMISES =
  /\b(?:I(?:['’]ll| will| shall| am going to|['’]m going to| should| can)|let me|we(?:['’]ll| will| should))\b[^.?!]{0,40}\b(?:fix|correct|edit|update|change|add|remove|delete|reword|rewrite|rephrase|clarify|rework|rename|move|replace|amend|revise|flag|mention|note|make|put)\b|\bwill (?:fix|do|edit|update|change|add|correct|modify)\b/i
const GRANTS =
  /\b(?:thanks|thank you|good (?:catch|point|idea|call|suggestion)|nice catch|great (?:catch|point|idea|suggestion)|you(?:['’]re| are) (?:quite |absolutely |completely |totally )?right|that['’]s right|quite (?:right|correct)|my (?:fault|bad|mistake)|oops|ops|whoops|yep|yup|agreed|fair (?:point|enough)|indeed|correct)\b/i
/** An announcement stands at the beginning of a reply. */
const BEGINNING = 500

/** "Fixed, thanks", "I've corrected it", "(Edited to fix.)" at the beginning of the reply. */
export function announces(text: string): boolean {
  return text
    .slice(0, BEGINNING)
    .split(/(?<=[.!?])\s+|\n+/)
    .some((sentence) => !NOT_DONE.test(sentence) && ANNOUNCEMENTS.some((pattern) => pattern.test(sentence)))
}

/** "I'll fix it". */
export function promises(text: string): boolean {
  return PROMISES.test(text)
}

/** "Nice catch", "You're quite right". */
export function grants(text: string): boolean {
  return GRANTS.test(text.slice(0, BEGINNING / 2))
}
