/**
 * Concepts, bound late. A document's definitions say which form names which concept; what they say together decides
 * a form's senses, a concept's label, and which concept is only another's short name. Nothing depends on order.
 */
import type { ConceptAlias, Definition } from './model.ts'
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

/** A definition as a list of a concept's names needs it. */
export type Taught = Pick<Definition, 'name' | 'long' | 'rule' | 'document'>

/**
 * Every name as it is written but the label, once, in the alphabet's order: with the first document (by id) that teaches
 * it, and of several rules there the first in the alphabet. The order of `taught` says nothing.
 */
export function aliasesTaught(taught: readonly Taught[], label: string): readonly ConceptAlias[] {
  const aliases = new Map<string, ConceptAlias>()
  for (const { name, long, rule, document } of taught)
    for (const one of new Set([name, long])) {
      const former = aliases.get(one)
      if (one !== label && (former === undefined || isBefore({ rule, document }, former)))
        aliases.set(one, { name: one, rule, document })
    }
  return [...aliases.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isBefore(one: Omit<ConceptAlias, 'name'>, other: Omit<ConceptAlias, 'name'>): boolean {
  return one.document < other.document || (one.document === other.document && one.rule < other.rule)
}

/** Names by which a concept is looked for: a bound for hostile texts. */
const MOST_FORMS = 100

/** The forms that most documents give a concept, the first of equals in the alphabet. */
export function leadingForms<F extends { readonly text: string; readonly weight: number }>(
  forms: readonly F[],
): readonly F[] {
  return forms.toSorted((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1)).slice(0, MOST_FORMS)
}

/** The wiki page of a concept: its own, else the first (by id) of those that merged into it. */
export function pageAmong(own: string | null, merged: readonly (string | null)[]): string | null {
  return own ?? merged.filter((page) => page !== null).sort()[0] ?? null
}
