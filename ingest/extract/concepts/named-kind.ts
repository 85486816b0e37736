/** "the metacognitive agent framework": what is said to be a framework, a hypothesis, a problem is named by it. */
import { GENERAL } from './general-words.ts'
import { isName } from './phrases.ts'
import { recurrence } from './recurs.ts'
import type { Naming, NamingRule } from './rule.ts'
import { STOP_WORDS } from './stop-words.ts'

const KINDS =
  'framework|hypothesis|problem|thesis|principle|paradigm|theorem|conjecture|dilemma|paradox|fallacy|heuristic|criterion|algorithm'
const NAMED_KIND = new RegExp(`\\b(the|The|an?|this) ((?:[\\p{L}][\\p{L}\\p{N}-]* ){1,3})(${KINDS})s?\\b`, 'gu')
/** Words that qualify a problem or tell what is done about it; none of them names it. */
const QUALIFIES = /(?:ly|ed|est|able|ible|ous|ful|less|ing)$/i

/**
 * The name with its kind and, where it is of several words, without. General adjectives before it are left out. One word
 * names a kind only where the document comes back to it.
 */
export const namedKind: NamingRule = {
  name: 'named-kind',
  apply: (input) => {
    const times = recurrence(input)
    return input.sentences.flatMap(({ text, revision }) =>
      [...text.matchAll(NAMED_KIND)].flatMap(([, article, words, kind]) => {
        const core = coreOf(words ?? '')
        if (core === null) return []
        const whole = `${core} ${kind}`
        const sure = article?.toLowerCase() === 'the' && core.includes(' ')
        if (!sure && times(whole) < 2) return []
        const names: Naming[] = [{ name: whole, long: whole, revision }]
        if (core.includes(' ') && times(core) > times(whole)) names.push({ name: core, long: core, revision })
        return names
      }),
    )
  },
}

function coreOf(words: string): string | null {
  const parts = words.trim().split(' ')
  while (parts.length > 0 && GENERAL.has(parts[0]!.toLowerCase())) parts.shift()
  const core = parts.join(' ')
  const passed = parts.some((word) => STOP_WORDS.has(word.toLowerCase()) || GENERAL.has(word.toLowerCase()))
  return !isName(core) || passed || (parts.length === 1 && QUALIFIES.test(core) && !/^\p{L}+ing$/iu.test(core))
    ? null
    : core
}
