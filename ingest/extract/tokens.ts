/**
 * Tokens for the classifiers: lower-case words with contractions resolved ("don't" is "do not"), signs that
 * carry meaning ("?", "!", quotes, brackets), and stand-ins for links, formulas and numbers, so that what is
 * learned in one forum does not hang on its addresses and figures.
 */

const TOKEN =
  /https?:\/\/\S+|\$\$[^$]+\$\$|\$[^$\n]{1,120}\$|`[^`\n]+`|@[A-Za-z][\w-]*|[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|\?+|!+|[^\sA-Za-z0-9\u00c0-\u024f]/g

const WHOLE: ReadonlyMap<string, readonly string[]> = new Map([
  ["can't", ['can', 'not']],
  ['cannot', ['can', 'not']],
  ['cant', ['can', 'not']],
  ["won't", ['will', 'not']],
  ['wont', ['will', 'not']],
  ["shan't", ['shall', 'not']],
  ['dont', ['do', 'not']],
  ['doesnt', ['does', 'not']],
  ['didnt', ['did', 'not']],
  ['isnt', ['is', 'not']],
  ["let's", ['let', 'us']],
  ['im', ['i', 'am']],
  ['ive', ['i', 'have']],
  ['youre', ['you', 'are']],
])

const LONGEST_WHOLE = Math.max(...[...WHOLE.keys()].map((word) => word.length))

const SUFFIXES: readonly (readonly [suffix: string, word: string])[] = [
  ["n't", 'not'],
  ["'re", 'are'],
  ["'m", 'am'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'d", 'would'],
]

/** Words after which 's is "is", not a possessive. */
const IS_AFTER = new Set(['it', 'that', 'this', 'what', 'there', 'here', 'he', 'she', 'who', 'how', 'where'])

/** What formulas, code and mentions become, by their first character. */
const STAND_INS: Readonly<Record<string, string>> = { $: '<math>', '`': '<code>', '@': '<mention>' }

/** Tokens of a sentence in order. */
export function tokens(text: string): string[] {
  const out: string[] = []
  for (const raw of text.match(TOKEN) ?? []) pushToken(out, raw)
  return out
}

function pushToken(out: string[], raw: string): void {
  const code = raw.charCodeAt(0)
  if (code >= 48 && code <= 57) {
    out.push('<number>')
  } else if (raw.length > 4 && raw.startsWith('http') && raw.includes('://')) {
    out.push('<link>')
  } else if (raw.length > 1 && (code === 0x24 || code === 0x60 || code === 0x40)) {
    out.push(STAND_INS[raw[0]!]!)
  } else if (code === 63 || code === 33) {
    out.push(raw[0]!)
  } else if (code === 0x201c || code === 0x201d) {
    out.push('"')
  } else {
    const word = raw.toLowerCase()
    pushWord(out, word.includes('’') ? word.replace('’', "'") : word)
  }
}

function pushWord(out: string[], word: string): void {
  const whole = word.length <= LONGEST_WHOLE ? WHOLE.get(word) : undefined
  if (whole) {
    out.push(...whole)
    return
  }
  if (!word.includes("'") || word.length < 3) {
    out.push(word)
    return
  }
  for (const [suffix, expanded] of SUFFIXES) {
    if (word.endsWith(suffix)) {
      out.push(word.slice(0, -suffix.length), expanded)
      return
    }
  }
  const bare = word.endsWith("'s") ? word.slice(0, -2) : word
  out.push(bare)
  if (bare !== word) out.push(IS_AFTER.has(bare) ? 'is' : "'s")
}

/** FNV-1a of a string, 32 bits, from a start value that keeps the kinds of features apart. */
export function fnv(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
