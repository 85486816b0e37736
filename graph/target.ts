/**
 * What a target means: an id by its shape, a document by id or URL, a concept by any of its names, a person by name.
 * The first of these that is known leads; the others are listed, and `sense` pins one. Pure, over what a store can
 * look up.
 */
import { kindOfId } from './ids.ts'
import { type Resolved, type Sense, Unknown } from './question.ts'
import { formOf } from './words.ts'

/** What a store can look up. Senses come with the leading one first. */
export interface Names {
  claim(id: string): Sense | null
  response(id: string): Sense | null
  /** By the id of the concept or of one that merged into it. */
  concept(id: string): Sense | null
  /** By id or by URL. */
  document(idOrUrl: string): Sense | null
  conceptsNamed(form: string): readonly Sense[]
  /** By id or by name. */
  authors(idOrName: string): readonly Sense[]
  /** Names that share characters with this one, as they are written. */
  alike(name: string): readonly string[]
}

/** How many nearest names an error lists. */
const NEAREST = 5
/** Least likeness of a name that is worth listing. */
const ALIKE = 0.2

/** Resolves a target. Throws `Unknown`, with the nearest names, when it or the pinned sense names nothing. */
export function resolveTarget(asked: string, sense: string | undefined, names: Names): Resolved {
  const senses = sensesOf(asked.trim(), names)
  if (senses.length === 0) throw new Unknown(asked, nearest(asked, names.alike(asked)))
  const pinned = sense === undefined ? senses[0] : senses.find(({ ref }) => ref.id === presentId(sense, names))
  if (pinned === undefined) throw new Unknown(sense ?? asked, senses.map(({ label }) => label).slice(0, NEAREST))
  return { ...pinned, asked, others: senses.filter((other) => other !== pinned) }
}

/** A pinned concept may have merged into another since. */
function presentId(sense: string, names: Names): string {
  return (kindOfId(sense) === 'concept' ? names.concept(sense)?.ref.id : undefined) ?? sense
}

function sensesOf(asked: string, names: Names): readonly Sense[] {
  const kind = kindOfId(asked)
  const byId = kind === null ? null : names[kind](asked)
  if (byId !== null) return [byId]
  const document = names.document(asked)
  const form = formOf(asked)
  return [
    ...(document === null ? [] : [document]),
    ...(form === '' ? [] : names.conceptsNamed(form)),
    ...names.authors(asked),
  ]
}

/** The names most like the one that was asked, by shared character trigrams (Dice). */
export function nearest(asked: string, names: readonly string[]): readonly string[] {
  const grams = trigrams(asked)
  return [...new Set(names)]
    .map((name) => ({ name, likeness: dice(grams, trigrams(name)) }))
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
    .slice(0, NEAREST)
    .map(({ name }) => name)
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${text.normalize('NFKC').toLowerCase().trim()} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const gram of a) if (b.has(gram)) shared++
  return (2 * shared) / (a.size + b.size)
}
