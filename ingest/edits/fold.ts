/**
 * A text as quoting leaves it: without case, typography, emphasis, link syntax and list marks, each unit with
 * the place that it came from. What two people type differently for one passage folds to one string.
 */

export interface Folded {
  readonly text: string
  /** For each unit of the folded text, where it begins and ends in the original. */
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** Stands for words left out: "…", "...", "[...]". */
export const GAP = '…'

/** What is folded: the first rule that matches wins. `$1` goes on with what stands in the first group, else the text is put. */
const RULES: readonly (readonly [pattern: RegExp, to: string])[] = [
  // The words of a link or image.
  [/!?\[([^\]\n]{0,400})\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s"[^"\n]*")?\)/y, '$1'],
  [/[[(]\s*(?:…|\.{3,})\s*[\])]|…|\.{3,}|\. \. \./y, GAP],
  // The sign after a backslash.
  [/\\(?=[\\`*_{}[\]()#+\-.!~>|$])/y, ''],
  // A line break with what marks the next line as a quotation, item or heading.
  [/[^\S\n]*\n\s*(?:(?:>+|[-*+•]|\d{1,3}[.)]|#{1,6})\s+)*/y, ' '],
  [/[^\S\n]*(?:-{1,3}|[‐‑‒–—―−])\s*/y, '-'],
  [/\s+/y, ' '],
  // Quotation marks, emphasis, formula signs, brackets, signs without width.
  [/["'“”„‟«»‘’‚‛ʼ`´*_~$[\]\u00ad\u200b-\u200f\u2060\ufeff]+/y, ''],
]

/** What marks a first line as a quotation, item or heading. */
const LINE_MARKS = /^\s*(?:(?:>+|[-*+•]|\d{1,3}[.)]|#{1,6})\s+)+/

/** Signs at which some rule may begin; all else is taken as it is. */
const SPECIAL = /[\s!"'$(*.[\\\]_`~«»´ʼ\u00ad\u2010-\u2026\u200b-\u200f\u2060\ufeff−-]/

export function fold(text: string): Folded {
  const units: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const emit = (unit: string, start: number, end: number) => {
    if (unit === ' ' && (units.length === 0 || units.at(-1)!.endsWith(' '))) return
    for (const one of unit.split('')) {
      units.push(one)
      starts.push(start)
      ends.push(end)
    }
  }
  const plain = (at: number): number => {
    const code = text.codePointAt(at)!
    const end = at + (code > 0xffff ? 2 : 1)
    const sign = text.slice(at, end)
    emit((code < 128 ? sign : sign.normalize('NFKC')).toLowerCase(), at, end)
    return end
  }
  const scan = (from: number, to: number) => {
    let at = from
    while (at < to) at = SPECIAL.test(text[at]!) ? special(at, to) : plain(at)
  }
  const special = (at: number, to: number): number => {
    for (const [pattern, put] of RULES) {
      pattern.lastIndex = at
      const match = pattern.exec(text)
      const end = pattern.lastIndex
      if (!match || end > to) continue
      if (put !== '$1') emit(put, at, end)
      else {
        const start = text.indexOf('[', at) + 1
        scan(start, start + match[1]!.length)
      }
      return end
    }
    return plain(at)
  }
  scan(LINE_MARKS.exec(text)?.[0].length ?? 0, text.length)
  return { text: units.join(''), starts: Int32Array.from(starts), ends: Int32Array.from(ends) }
}
