/** Whether a quotation stands in a text, white space and quotation marks aside. */
import { Lru } from './lru.ts'

/** Folded texts, while one context after the other is read from the same pages. */
const folded = new Lru<string, string>(200)

function fold(text: string): string {
  return text
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
}

export function standsIn(text: string, quotation: string): boolean {
  return folded.get(text, () => fold(text)).includes(fold(quotation))
}

/** Forgets all texts: one of them may have been deleted at its source. */
export function forgetTexts(): void {
  folded.clear()
}
