/**
 * Concepts, bound late. A document's definitions say which form names which concept; what they say together decides
 * a form's senses, a concept's label, and which concept is only another's short name. Nothing depends on order.
 */
import type { Definition } from './model.ts'
import { isName } from './search.ts'
import { formOf } from './words.ts'

/** A wiki page's own title and aliases speak for more than a mention in passing. */
const PAGE_WEIGHT = 5
const PAGE_RULES: ReadonlySet<string> = new Set(['title', 'alias'])

/** A label that is an acronym: capitals and digits, a small plural s. */
const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}-]{1,7}s?$/u

/** What one document says: this form names this concept (by the form of its label). */
export interface Contribution {
  readonly form: string
  readonly concept: string
  readonly weight: number
}

/** A definition whose name and long form can both name something. */
export function isUsable({ name, long }: Pick<Definition, 'name' | 'long'>): boolean {
  return isName(formOf(name)) && isName(formOf(long))
}

/** What a document's usable definitions say: each form and concept once, at the greatest weight. */
export function contributions(
  definitions: readonly Pick<Definition, 'name' | 'long' | 'rule'>[],
  wiki: boolean,
): readonly Contribution[] {
  const found = new Map<string, Contribution>()
  for (const { name, long, rule } of definitions) {
    const concept = formOf(long)
    const weight = wiki && PAGE_RULES.has(rule) ? PAGE_WEIGHT : 1
    for (const form of [formOf(name), concept]) {
      const key = `${form}\0${concept}`
      if ((found.get(key)?.weight ?? 0) < weight) found.set(key, { form, concept, weight })
    }
  }
  return [...found.values()]
}

/**
 * The concept that a concept is only a short name of, or null: its own label form names exactly one other concept,
 * and at least as many documents say so as define it for itself. An acronym needs one document that explains it, however
 * many use it: using a name explains nothing; of several that documents explain it by, it is the one that most speak for.
 */
export function mergesInto<K>(
  own: K,
  senses: readonly { readonly concept: K; readonly weight: number }[],
  label: string | null,
): K | null {
  const [other, second] = senses.filter(({ concept }) => concept !== own).sort((a, b) => b.weight - a.weight)
  if (other === undefined) return null
  if (label !== null && ACRONYM.test(label)) return other.weight > (second?.weight ?? 0) ? other.concept : null
  if (second !== undefined) return null
  const weight = senses.find(({ concept }) => concept === own)?.weight ?? 0
  return other.weight >= weight ? other.concept : null
}

/**
 * Where a chain of merged concepts ends. Concepts that name each other in a circle are one: the one with the most
 * words in its label form speaks for it, the first in the alphabet where several have as many.
 */
export function rootOf<K>(concept: K, mergedInto: (concept: K) => K | null, formOfConcept: (concept: K) => string): K {
  const path: K[] = []
  let at: K | null = concept
  while (at !== null && !path.includes(at)) {
    path.push(at)
    at = mergedInto(at)
  }
  if (at === null) return path.at(-1) ?? concept
  const circle = path.slice(path.indexOf(at)).map((key) => ({ key, form: formOfConcept(key) }))
  circle.sort((a, b) => b.form.split(' ').length - a.form.split(' ').length || (a.form < b.form ? -1 : 1))
  return circle[0]?.key ?? concept
}
