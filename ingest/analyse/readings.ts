/**
 * Texts read lately, by their markup. A document that comes back with one revision more is read for what is new in it:
 * what was worked out of the other texts (notes, quotations, matches, readings of sentences) is kept beside them
 * (ingest/memo.ts). Only time is saved: every result is the same as of a first reading.
 */
import { textHash } from '../../graph/ids.ts'
import type { Markup, PlainText, Sentence } from '../text/plain.ts'
import { sentences } from '../text/sentences.ts'
import { plainText } from '../text/text.ts'

export interface Reading {
  readonly plain: PlainText
  readonly sentences: readonly Sentence[]
  readonly hash: string
}

/** Characters of markup that are remembered; a text with what was made of it takes some ten times as many bytes. */
const REMEMBERED = 3_000_000

const remembered = new Map<string, Reading>()
let characters = 0

/** The text of a revision with its sentences. */
export function reading(markup: Markup): Reading {
  const key = JSON.stringify([markup.format, markup.title, markup.subtitle, markup.body])
  const known = remembered.get(key)
  const found = known ?? read(markup)
  // Put last, so that what was not asked for longest is first.
  if (known !== undefined) remembered.delete(key)
  else characters += key.length
  remembered.set(key, found)
  for (const oldest of remembered.keys()) {
    if (characters <= REMEMBERED) break
    remembered.delete(oldest)
    characters -= oldest.length
  }
  return found
}

function read(markup: Markup): Reading {
  const plain = plainText(markup)
  return { plain, sentences: sentences(plain), hash: textHash(plain.text) }
}

/** Forgets all: for measuring a first reading, and after something was deleted at its source. */
export function forgetReadings(): void {
  remembered.clear()
  characters = 0
}
