/**
 * Texts folded for the search of quotations: lower case, one space for any white space, straight quote marks and
 * dashes, no emphasis. Many replies are read against one page, so what was folded last is remembered.
 */

export interface Folded {
  readonly text: string
  /** For each folded character, its place in the original. */
  readonly at: Uint32Array
}

const DROPPED = /[*_`\\\u200b]/
const STRAIGHT: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
}
const SPACE = 32
/** Marks in the table: a character that is dropped, one not looked up yet. */
const DROP = -1
const UNKNOWN = -2

/** What each UTF-16 unit becomes; filled as units are met. */
const table = new Int32Array(0x10000).fill(UNKNOWN)

function foldedUnit(unit: number): number {
  const char = String.fromCharCode(unit)
  if (DROPPED.test(char)) return DROP
  if (/\s/.test(char)) return SPACE
  const lower = char.toLowerCase()
  return (STRAIGHT[char] ?? (lower.length === 1 ? lower : char)).charCodeAt(0)
}

function foldText(text: string): Folded {
  const units = new Uint16Array(text.length)
  const at = new Uint32Array(text.length)
  let length = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    let folded = table[unit]!
    if (folded === UNKNOWN) {
      folded = foldedUnit(unit)
      table[unit] = folded
    }
    if (folded === DROP) continue
    if (folded === SPACE && length > 0 && units[length - 1] === SPACE) continue
    units[length] = folded
    at[length] = index
    length++
  }
  // Buffer keeps lone surrogates as they are, which TextDecoder would replace.
  return { text: Buffer.from(units.buffer, 0, length * 2).toString('utf16le'), at: at.subarray(0, length) }
}

/** Characters of texts that are remembered; each takes some eight bytes. */
const REMEMBERED = 2_000_000
const remembered = new Map<string, Folded>()
let characters = 0

/** The text folded, with the place of each folded character. */
export function fold(text: string): Folded {
  const known = remembered.get(text)
  const folded = known ?? foldText(text)
  // Put last, so that what was not asked for longest is first.
  if (known !== undefined) remembered.delete(text)
  else characters += text.length
  remembered.set(text, folded)
  for (const oldest of remembered.keys()) {
    if (characters <= REMEMBERED) break
    remembered.delete(oldest)
    characters -= oldest.length
  }
  return folded
}
