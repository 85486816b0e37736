/**
 * Words and the normal form of names. Everything that compares text by its words (claim ids, concept forms,
 * search, alignment) goes through here, so that two parts of the graph never disagree on what a word is.
 */

const WORD = /[\p{L}\p{N}]+(?:'\p{L}+)*/gu
const HYPHEN = /[-‐‑]/
const PREFIX = /\b(\p{L}{2,6})[-‐‑](?=\p{L})/gu
/** Prefixes that people write with and without a hyphen: "re-contextualization", "non-human". */
const PREFIXES = new Set(['re', 'pre', 'non', 'un', 'anti', 'co', 'de', 'sub', 'super', 'inter', 'mis', 'pseudo'])

/** The words of a text: NFKC, lower case, straight apostrophes, punctuation and markup signs dropped. */
export function words(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'").match(WORD) ?? []
}

/** Words joined by single spaces: the key under which two wordings of one sentence are the same. */
export function wordKey(text: string): string {
  return words(text).join(' ')
}

/** A word without possessive and plural: "agents" and "agent's" are "agent"; "thesis", "bias" stay. */
export function singular(word: string): string {
  const bare = word.replace(/'s$|'$/, '')
  if (bare.length < 4 || /(?:ss|us|is|as|os)$/.test(bare)) return bare
  if (/ies$/.test(bare)) return bare.length > 4 ? `${bare.slice(0, -3)}y` : bare
  if (/(?:[sxz]|ch|sh)es$/.test(bare)) return bare.slice(0, -2)
  return bare.endsWith('s') ? bare.slice(0, -1) : bare
}

/** Words whose singular is remembered: the same few thousand make up most of a text. */
const REMEMBERED = 20_000
const singulars = new Map<string, string>()

function rememberedSingular(word: string): string {
  const known = singulars.get(word)
  if (known !== undefined) return known
  if (singulars.size >= REMEMBERED) singulars.clear()
  const form = singular(word)
  singulars.set(word, form)
  return form
}

/** Words in the normal form that concept names are compared by: hyphens resolved, singular. */
export function formWords(text: string): string[] {
  const normal = text.normalize('NFKC')
  const joined = HYPHEN.test(normal)
    ? normal.replace(PREFIX, (whole, prefix: string) => (PREFIXES.has(prefix.toLowerCase()) ? prefix : whole))
    : normal
  return words(joined).map(rememberedSingular)
}

/** Normal form of a concept's name: "Act-Based Agents" and "act based agent" are one form. */
export function formOf(name: string): string {
  return formWords(name).join(' ')
}
