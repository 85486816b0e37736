/** What a reply says about an edit: that it was made, that it will be, that the comment is right. */

const ANNOUNCES =
  /\b(?:fixed|corrected|done|edited|updated|changed|added|removed|deleted|reworded|rewrote|rewritten|rephrased|clarified|reworked|renamed|retitled|moved|replaced|amended|revised|addressed|implemented|took (?:it|that|this) out|put (?:it|that|this) in)\b/i
const OWN = /\b(?:I|I['’]ve|I['’]m|we|we['’]ve|now|should be|is|are|been)\b|^\W*\w+/i
const NOT_DONE =
  /\b(?:not|n['’]t|never|could be|might be|can be|if|when|unless|to be|hasn['’]t been|should I|shall I)\s+(?:\w+\s+){0,2}(?:fixed|corrected|done|edited|updated|changed|added|removed|deleted|reworded|moved|replaced)\b/i
const PROMISES =
  /\b(?:I(?:['’]ll| will| shall| am going to|['’]m going to| should| can)|let me|we(?:['’]ll| will| should))\b[^.?!]{0,40}\b(?:fix|correct|edit|update|change|add|remove|delete|reword|rewrite|rephrase|clarify|rework|rename|move|replace|amend|revise|flag|mention|note|make|put)\b|\bwill (?:fix|do|edit|update|change|add|correct)\b/i
const GRANTS =
  /\b(?:thanks|thank you|good (?:catch|point|idea|call|suggestion)|nice catch|great (?:catch|point|idea|suggestion)|you(?:['’]re| are) (?:quite |absolutely |completely |totally )?right|that['’]s right|quite (?:right|correct)|my (?:fault|bad|mistake)|oops|ops|whoops|yep|yup|agreed|fair (?:point|enough)|indeed|correct)\b/i
const LONGEST = 400

/** "Fixed, thanks", "I've corrected it", "(Edited to fix.)" in the beginning of the reply. */
export function announces(text: string): boolean {
  const beginning = text.slice(0, LONGEST)
  return ANNOUNCES.test(beginning) && OWN.test(beginning) && !NOT_DONE.test(beginning)
}

/** "I'll fix it". */
export function promises(text: string): boolean {
  return PROMISES.test(text)
}

/** "Nice catch", "You're quite right". */
export function grants(text: string): boolean {
  return GRANTS.test(text.slice(0, LONGEST / 2))
}
