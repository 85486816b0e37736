/** People by a part of their name: "Mara" is Mara Lindqvist as long as there is no other Mara. */
import type { Store } from '../../graph/index.ts'

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Names are indexed by runs of three letters; for a shorter one so many people are looked through. */
const INDEXED = 3
const MOST_PEOPLE = 1000

/** The one full name of which these are whole words; null where there is none, or more than one. */
export async function fullName(store: Store, part: string): Promise<string | null> {
  const wanted = words(part)
  if (wanted.length === 0) return null
  const { rows } = await store.ask({
    ...{ kind: 'author', sort: 'newest', limit: MOST_PEOPLE, cursor: null, asOf: null, knownBy: null },
    filters: part.trim().length < INDEXED ? {} : { q: part },
  })
  const full = rows.filter(({ name }) => wanted.every((word) => words(name).includes(word))).map(({ name }) => name)
  const [only, ...others] = new Set(full)
  return only !== undefined && others.length === 0 ? only : null
}
