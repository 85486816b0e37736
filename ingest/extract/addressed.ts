/** Whom a text speaks to: "@anna", "[@12y]", "anna, …" at its beginning. */
import type { Document } from '../../graph/model.ts'

/** Not within a word, as in a mail address; scripts without spaces may stand before it. */
const MENTION = /(?<![A-Za-z0-9])@([\p{L}\p{N}][\p{L}\p{N}._-]*)/gu
const SALUTATION = /^(?:(?:hi|hello|hey|dear|thanks?|thank you)[ ,]+)?([\p{L}\p{N}][\p{L}\p{N}._-]*)[,:]\s/iu

/** Accounts that a text mentions, in lower case, each once, in the order of the text. */
export function mentionedIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(MENTION)].map((match) => plain(match[1]!)))]
}

/** The account that a text begins with, by a mention or as one begins a letter; null where it begins otherwise. */
export function salutedIn(text: string): string | null {
  const start = text.trimStart().replace(/^\[/, '')
  if (start.startsWith('@')) return mentionedIn(start)[0] ?? null
  const match = SALUTATION.exec(start)
  return match === null ? null : plain(match[1]!)
}

/** The account of a document's author as its source names it, in lower case; null where it is not known. */
export function accountOf({ author, source }: Pick<Document, 'author' | 'source'>): string | null {
  if (author === null) return null
  return author.slice(author.startsWith(`${source}:`) ? source.length + 1 : 0).toLowerCase()
}

/** Without the full stop that ends a sentence. */
function plain(account: string): string {
  return account.replace(/[.-]+$/, '').toLowerCase()
}
