/** What people call the acts: as things ("criticisms of IDA") and as doings ("who argues against IDA"). */
import type { Act } from '../../graph/index.ts'

export interface ActWords {
  readonly act: Act
  /** "objections to", "arguments against" */
  readonly noun: string
  /** "objects to", "disagrees with": with the preposition that leads to the target. */
  readonly verb: string
}

const AT = `(?: (?:to|with|against|at|about|on|of|for))?`

export const ACT_WORDS: readonly ActWords[] = [
  {
    act: 'edit_request',
    noun: `(?:edit|change|correction|rewording)[ _-]requests?|requests? (?:for|to) (?:an? )?(?:edits?|changes?|corrections?|edit|change|correct|reword)|(?:suggested|requested|proposed) (?:edits?|changes?|corrections?)|edits? (?:that )?(?:were |was |are |is )?(?:requested|asked for|suggested|proposed)|corrections?`,
    verb: `(?:asks?|asked|requests?|requested|suggests?|suggested) (?:an? |for |for an? )?(?:edits?|changes?|corrections?) (?:to|of|in|for)`,
  },
  {
    act: 'edit_done',
    noun: `edits?[ _-]done|announced edits?|edit announcements?|fixes announced`,
    verb: `(?:announces?|announced) an? edit (?:to|of|in)`,
  },
  {
    act: 'objection',
    noun: String.raw`objections?|criticisms?|critiques?|counter-?\s?arguments?|counter-?points?|rebuttals?|attacks?|complaints?|(?:disagreement|doubts?|skepticism|scepticism)(?= (?:with|about|of|on|over|toward))|(?:arguments?|reasons?|evidence|case|points?)(?= against\b)|(?:problems?|issues?|flaws?|weakness(?:es)?|mistakes?|errors?|faults?)(?= (?:with|in|of)\b)|what(?:'s| is) wrong|dissent|push-?back`,
    verb: `object(?:s|ed|ing)?${AT}|disagree(?:s|d|ing)?${AT}|criti(?:ci[sz](?:e|es|ed|ing)|qu(?:e|es|ed))|attack(?:s|ed|ing)?|reject(?:s|ed|ing)?|disput(?:e|es|ed|ing)|challeng(?:e|es|ed|ing)|den(?:y|ies|ied)|doubt(?:s|ed|ing)?|oppos(?:e|es|ed|ing)|contradict(?:s|ed|ing)?|rebut(?:s|ted|ting)?|(?:argu(?:e|es|ed|ing)|speak(?:s|ing)?|spoke|is|are|was|were|count(?:s|ed)?) against|speaks? against|targets?|targeted|targeting|undercuts?|push(?:es|ed)? back (?:on|against)|complain(?:s|ed)? about`,
  },
  {
    act: 'support',
    noun: String.raw`supports?|supporters?|agreements?|endorsements?|approvals?|(?:arguments?|reasons?|evidence|case|points?)(?= (?:for|in favou?r of)\b)|defen[cs]es?|praise|backing`,
    verb: `support(?:s|ed|ing)?|agree(?:s|d|ing)?${AT}|endors(?:e|es|ed|ing)|defend(?:s|ed|ing)?|back(?:s|ed)?|approv(?:e|es|ed) of|(?:argu(?:e|es|ed|ing)|speak(?:s|ing)?|spoke|is|are|was|were) (?:for|in favou?r of)|praises?|praised`,
  },
  {
    act: 'question',
    noun: 'questions?|queries',
    verb: `ask(?:s|ed|ing)? (?:about|on|of)|question(?:s|ed|ing)?|wonder(?:s|ed|ing)? about|quer(?:y|ies|ied)`,
  },
  {
    act: 'concession',
    noun: 'concessions?|admissions?',
    verb: `conced(?:e|es|ed|ing)${AT}|grant(?:s|ed|ing)?|admit(?:s|ted|ting)?(?: to)?|acknowledg(?:e|es|ed|ing)`,
  },
  {
    act: 'clarification',
    noun: 'clarifications?|explanations?',
    verb: `clarif(?:y|ies|ied|ying)|explain(?:s|ed|ing)?`,
  },
]

/** Any response, whatever its act. */
export const ANY_NOUN = `responses?|replies|reply|reactions?|comments?|answers?`
export const ANY_VERB = `(?:respond(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|react(?:s|ed|ing)?)(?: (?:to|on|about))?|answer(?:s|ed|ing)?|comment(?:s|ed|ing)? (?:on|about)`
