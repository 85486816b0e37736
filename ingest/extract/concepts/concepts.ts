/** The chain of rules that learn names of concepts from one document. A rule sees what those before it found. */
import type { Definition } from '../../../graph/model.ts'
import { formOf } from '../../../graph/words.ts'
import { acronym } from './acronym.ts'
import { acronymUse } from './acronym-use.ts'
import { namedKind } from './named-kind.ts'
import { alias, called, forShort, quoted, title } from './phrases.ts'
import type { Naming, NamingInput, NamingRule } from './rule.ts'
import { STOP_WORDS } from './stop-words.ts'
import { subset } from './subset.ts'
import { term } from './term.ts'

export const NAMING_RULES: readonly NamingRule[] = [
  title,
  alias,
  acronym,
  forShort,
  subset,
  called,
  namedKind,
  quoted,
  acronymUse,
  term,
]

/**
 * Names learned from one document, each once: for a name and a long form the earliest rule of the table counts.
 * A name that another rule explained in the same document ("IDA") is not learned again as a concept of its own.
 */
export function definitions(document: string, input: NamingInput): readonly Definition[] {
  const found: Naming[] = []
  const out: Definition[] = []
  const seen = new Set<string>()
  const explained = new Set<string>()
  const parts = new Set<string>()
  for (const rule of NAMING_RULES) {
    const learned = rule.apply(input, found)
    found.push(...learned)
    for (const { name, long, revision } of learned) {
      const form = formOf(name)
      const key = `${form}\0${formOf(long)}`
      const own = name === long
      if (!isForm(form) || seen.has(key) || (own && (explained.has(form) || parts.has(form)))) continue
      seen.add(key)
      if (!own) {
        explained.add(form)
        for (const part of partsOf(formOf(long))) parts.add(part)
      }
      out.push({ name, long, rule: rule.name, document, revision })
    }
  }
  return out
}

/** Runs of words inside an explained long form are pieces of that name: "Iterated Distillation" names nothing of its own. */
function partsOf(whole: string): readonly string[] {
  const words = whole.split(' ')
  return words.flatMap((_, from) => {
    const most = from === 0 ? words.length - 1 : words.length - from
    const runs: string[] = []
    for (let run = words[from]!, count = 1; count <= most && run.length <= LONGEST; count++) {
      runs.push(run)
      run = `${run} ${words[from + count]}`
    }
    return runs
  })
}

/** Characters that the form of a name has at most. */
const LONGEST = 80

/** A form that may name a concept: two letters at least, and not made of stop words alone. */
function isForm(form: string): boolean {
  return /\p{L}{2}/u.test(form) && form.length <= LONGEST && form.split(' ').some((word) => !STOP_WORDS.has(word))
}
