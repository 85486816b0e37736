/** Ids. They depend on words and names only: never on order of arrival, model, offset, act or confidence. */
import { hash } from 'node:crypto'
import { formOf, wordKey } from './words.ts'

/** First 20 hex digits (80 bits) of SHA-256 over the parts, NUL between them. */
export function digest(...parts: readonly string[]): string {
  return hash('sha256', parts.join('\0'), 'hex').slice(0, 20)
}

/** `source:nativeId` */
export function documentId(source: string, nativeId: string): string {
  return `${source}:${nativeId}`
}

/** `document@key`, and `document@key~nth` for a revision found inside the text of another. */
export function revisionId(document: string, key: string, inText = 0): string {
  return inText > 0 ? `${document}@${key}~${inText}` : `${document}@${key}`
}

/** Document of a revision id. */
export function documentOf(revision: string): string {
  return revision.slice(0, revision.lastIndexOf('@'))
}

export function authorId(source: string, nativeId: string): string {
  return `${source}:${nativeId}`
}

/** Id of a claim: its document, the words of its earliest known wording, and which such it is in that revision (from 0). */
export function claimId(document: string, earliest: string, nth: number): string {
  return `c${digest('claim', document, wordKey(earliest), String(nth))}`
}

/** Id of a response: its document, its evidence words, and which such it is there (from 0). */
export function responseId(document: string, evidence: string, nth: number): string {
  return `r${digest('response', document, wordKey(evidence), String(nth))}`
}

/** Id of a concept: the normal form of its label. */
export function conceptId(label: string): string {
  return conceptOfForm(formOf(label))
}

/** Id of the concept whose label has this normal form. */
export function conceptOfForm(form: string): string {
  return `k${digest('concept', form)}`
}

/** Hash of a text's exact characters, to find reverts and unchanged input. */
export function textHash(text: string): string {
  return digest('text', text)
}

const ID = /^[crk][0-9a-f]{20}$/
/** What a bare id names, or null when it has not the shape of one. */
export function kindOfId(id: string): 'claim' | 'response' | 'concept' | null {
  if (!ID.test(id)) return null
  return id[0] === 'c' ? 'claim' : id[0] === 'r' ? 'response' : 'concept'
}

/** The host of a site without its `www.`: what names a site in ids of ours is the same with and without. */
export function bareHost(host: string): string {
  return host.replace(/^www\./, '')
}
