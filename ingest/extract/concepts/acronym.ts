/**
 * "Long Form (ABBR)" and "ABBR (long form)", by Schwartz and Hearst, "A simple algorithm for identifying abbreviation
 * definitions in biomedical text" (PSB 2003), with the usual repairs: the first letter must begin a word, and a long
 * form may not be shorter than its short form or contain it.
 */
import type { Naming, NamingRule } from './rule.ts'

const PAREN = /\(([^()]{2,120})\)/g

/** A short form: 2 to 10 characters, at most two words, a letter first or second, at least one capital or digit beyond prose. */
export function isShortForm(text: string): boolean {
  if (text.length < 2 || text.length > 10 || text.split(/\s+/).length > 2) return false
  if (!/^[\p{L}\p{N}]/u.test(text) || !/\p{L}/u.test(text)) return false
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  return capitals >= 2 || (capitals === 1 && text.length <= 4 && /\p{Lu}/u.test(text[0] ?? ''))
}

/** The long form at the end of `before` that the short form abbreviates, or null. */
export function longFormOf(short: string, before: string): string | null {
  const limit = Math.min(short.length + 5, short.length * 2)
  const starts = [...before.matchAll(/[\p{L}\p{N}]\S*/gu)].map((match) => match.index)
  const window = starts.length > limit ? (starts[starts.length - limit] ?? 0) : 0
  let l = before.length - 1
  for (let s = short.length - 1; s >= 0; s--) {
    const letter = (short[s] ?? '').toLowerCase()
    if (!/[\p{L}\p{N}]/u.test(letter)) continue
    while (
      l >= window &&
      ((before[l] ?? '').toLowerCase() !== letter || (s === 0 && l > 0 && /[\p{L}\p{N}]/u.test(before[l - 1] ?? '')))
    )
      l--
    if (l < window) return null
    l--
  }
  const start = before.lastIndexOf(' ', l) + 1
  const long = before.slice(start).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  const words = long.split(/\s+/)
  const plausible =
    long.length > short.length &&
    words.length <= limit &&
    words.length >= 2 - Number(short.length <= 3) &&
    !words.some((word) => word === short) &&
    !/[.;:!?()[\]“”"]/.test(long)
  return plausible ? long : null
}

/** A long form is no longer than this, in characters; what stands further ahead is not looked at. */
const REACH = 600

function wordsBefore(text: string, end: number): string {
  const near = text.slice(Math.max(0, end - REACH), end).trimEnd()
  // A word that was cut is no word.
  return end > REACH ? near.replace(/^\S+/, '') : near
}

/** The plural of a short form is the short form: "AGIs" names what "AGI" does. */
function bare(short: string): string {
  return short.replace(/(\p{Lu})['’]?s$/u, '$1')
}

export const acronym: NamingRule = {
  name: 'acronym',
  apply: (input) => {
    const found: Naming[] = []
    for (const { text, revision } of input.sentences) {
      if (!text.includes('(')) continue
      for (const match of text.matchAll(PAREN)) {
        const inside =
          (match[1] ?? '')
            .split(/[;,]|\bor\b/)[0]
            ?.trim()
            .replace(/^["“]|["”]$/g, '') ?? ''
        const before = wordsBefore(text, match.index)
        if (isShortForm(inside)) {
          const long = longFormOf(bare(inside), before.replace(/["”]$/, ''))
          if (long !== null) found.push({ name: bare(inside), long, revision })
          continue
        }
        const short = before.match(/[\p{L}\p{N}][\p{L}\p{N}-]*$/u)?.[0] ?? ''
        if (/^\p{Lu}[\p{Lu}\p{N}-]+$/u.test(short)) {
          const long = longFormOf(short, inside)
          if (long !== null && long.length === inside.length) found.push({ name: short, long, revision })
        }
      }
    }
    return found
  },
}
