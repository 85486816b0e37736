/** Words that qualify anything, and words that show how the phrase after or before them is used: closed classes of English. */

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Adjectives of degree, size, order, identity, worth and being spoken of. A phrase that begins with one names no concept by it. */
export const GENERAL: ReadonlySet<string> = set(`
high higher highest low lower lowest small smaller smallest large larger largest big bigger biggest huge tiny long longer longest short
shorter great greater greatest strong stronger strongest weak weaker weakest simple simpler simplest easy easier easiest hard harder
hardest deep deeper broad broader narrow narrower narrowest minor major serious significant severe trivial main key core central primary
secondary fundamental basic essential crucial critical important real actual true false entire whole complete full total partial single
double multiple various numerous many several separate distinct different similar same identical equal equivalent analogous related
relevant corresponding respective associated underlying following preceding aforementioned current previous recent
existing new newer newest old older original initial final ultimate eventual early earlier late next last future past present additional
extra further other remaining resulting proposed suggested mentioned described given chosen desired intended considered
said quoted specific particular general common typical usual normal ordinary standard obvious apparent plausible possible potential
likely unlikely certain uncertain clear unclear interesting useful helpful reasonable sensible nice nasty bad worse worst better best
correct incorrect valid invalid right wrong appropriate proper concrete immediate overall own hypothetical reasonable powerful modest
challenging open confusing difficult tricky famous well-known so-called
`)

/** What makes the word after it a verb, or opens a clause: subjects, modals, auxiliaries. */
export const BEFORE_VERB: ReadonlySet<string> = set(`
i we you they he she it who which that to can could will would shall should may might must do does did don't doesn't didn't can't cannot
couldn't won't wouldn't shouldn't not never let's please just always also often then simply really
`)

/** What stands after a verb rather than after a noun phrase that has come to its end. */
export const AFTER_VERB: ReadonlySet<string> = set(`
a an the this that these those it them him her us me you my our your his its their all any each every some what whether how
`)

/** Speaking, thinking and handing over: who does it is a person. */
export const SPEAKING: ReadonlySet<string> = set(`
say says said write writes wrote argue argues argued think thinks thought believe believes believed suggest suggests suggested claim
claims claimed point points pointed mention mentions mentioned propose proposes proposed ask asks asked agree agrees agreed disagree
disagrees disagreed comment comments commented note notes noted reply replies replied explain explains explained discuss discusses
discussed call calls called seems posted told has and
`)
