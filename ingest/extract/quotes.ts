/**
 * What a quotation was taken from. Order of search: the document that the quotation names, the parent as it was
 * seen, its newest and older wordings, the root, other ancestors, siblings, what is cited. Nested quotations
 * (depth 2) are the parent quoting somebody, so the parent itself is searched last for them. White space, quote
 * marks, dashes, emphasis and case are folded; an ellipsis is a gap. What stands nowhere word for word is sought nearly
 * (ingest/edits/anchor.ts): moved or reworded, and never as sure. What is not found even so stays unresolved.
 */
import type { ContextDocument, LinkContext, RevisionView } from '../../graph/context.ts'
import type { Quote, Span } from '../../graph/model.ts'
import { type QuotedRevision, quotedRevision } from '../edits/quoted.ts'
import { type Folded, fold } from './fold.ts'

export interface QuotedPassage extends Span {
  readonly quote: Quote
  readonly document: string
  readonly revision: RevisionView
  /** quote (set off or between marks) or anchor (given by the source). */
  readonly rule: 'quote' | 'anchor'
  /** 1 where the very words stand there; less, the less of them do. */
  readonly certainty: number
}

/** Shortest quotation worth finding, in folded characters; an anchor may be shorter. */
const SHORTEST = 12
const ORDER: readonly ContextDocument['relation'][] = ['parent', 'root', 'ancestor', 'sibling', 'cited']

/** Every quotation of the subject that stands in a document of its context. */
export function resolveQuotes(context: LinkContext): QuotedPassage[] {
  const found: QuotedPassage[] = []
  for (const quote of context.subject.quotes) {
    const passage = resolveQuote(quote, context.documents)
    if (passage) found.push(passage)
  }
  return found
}

function resolveQuote(quote: Quote, documents: readonly ContextDocument[]): QuotedPassage | null {
  const needle = fold(quote.exact).text.trim()
  if (needle.length < (quote.kind === 'anchor' ? 1 : SHORTEST)) return null
  for (const document of searchOrder(quote, documents)) {
    for (const revision of [document.seen, document.newest, ...document.older]) {
      const span = find(needle, quote, revision.text)
      if (span) {
        const rule = quote.kind === 'anchor' ? 'anchor' : 'quote'
        return { ...span, quote, document: document.document.id, revision, rule, certainty: 1 }
      }
    }
  }
  return resolveNearly(quote, needle, documents)
}

/** Fewer folded characters are found everywhere nearly; an anchor's surroundings tell its places apart. */
const SHORTEST_NEAR = 30
/** Where a quotation is sought nearly, beside the document that it names: what somebody reworded is mostly just above. */
const NEAR_RELATIONS: ReadonlySet<ContextDocument['relation']> = new Set(['parent', 'root', 'ancestor'])
/** Characters of text that one quotation is sought in nearly. */
const READ_NEAR = 200_000

function resolveNearly(quote: Quote, needle: string, documents: readonly ContextDocument[]): QuotedPassage | null {
  // Between quotation marks people also write how it should read instead.
  if (needle.length < SHORTEST_NEAR || quote.kind === 'inline') return null
  const selector = { exact: quote.exact, prefix: quote.prefix ?? '', suffix: quote.suffix ?? '' }
  let best: { readonly found: QuotedRevision; readonly revision: RevisionView; readonly document: string } | null = null
  let left = READ_NEAR
  for (const { document, relation, seen, newest, older } of searchOrder(quote, documents)) {
    if (!NEAR_RELATIONS.has(relation) && !(quote.ref !== null && refersTo(quote.ref, { document }))) continue
    const revisions = [seen, newest, ...older].filter(({ text }) => {
      left -= text.length
      return left >= 0
    })
    const found = quotedRevision(selector, revisions)
    if (found === null || (best !== null && best.found.anchor.score >= found.anchor.score)) continue
    best = { found, revision: revisions[found.index]!, document: document.id }
  }
  if (best === null) return null
  const { found, revision, document } = best
  const { start, end, how, score } = found.anchor
  const rule = quote.kind === 'anchor' ? 'anchor' : 'quote'
  // Words that differ in typography only are the same words.
  return { start, end, quote, document, revision, rule, certainty: how === 'exact' ? 1 : Math.min(NEARLY, score) }
}

/** No passage that is only nearly the quoted one is surer than this. */
const NEARLY = 0.9

function searchOrder(quote: Quote, documents: readonly ContextDocument[]): ContextDocument[] {
  const places = documents.filter((document) => document.relation !== 'reply')
  const rank = (document: ContextDocument) => {
    if (quote.ref !== null && refersTo(quote.ref, document)) return -1
    if (quote.depth > 1 && document.relation === 'parent') return ORDER.length
    return ORDER.indexOf(document.relation)
  }
  return places.toSorted((a, b) => rank(a) - rank(b))
}

function refersTo(ref: string, { document }: Pick<ContextDocument, 'document'>): boolean {
  return ref === document.id || (document.url !== null && ref === document.url)
}

/** The passage in the text, whole or with gaps at ellipses; of several, the one whose surroundings fit best. */
function find(needle: string, quote: Quote, text: string): Span | null {
  const hay = fold(text)
  const parts = needle
    .split(/\s*(?:\[?\.{3}\]?|\[?…\]?)\s*/)
    .map((part) => part.trim())
    .filter((part) => part.length > 0)
  const first = parts[0]
  const last = parts.at(-1)
  if (first === undefined || last === undefined) return null
  const begin = bestPlace(first, quote, hay)
  if (begin < 0) return null
  let end = begin + first.length
  for (const part of parts.slice(1)) {
    const next = hay.text.indexOf(part, end)
    if (next < 0) return null
    end = next + part.length
  }
  return { start: hay.at[begin]!, end: hay.at[end - 1]! + 1 }
}

function bestPlace(part: string, quote: Quote, hay: Folded): number {
  const prefix = fold(quote.prefix ?? '').text.trim()
  const suffix = fold(quote.suffix ?? '').text.trim()
  let best = -1
  let bestScore = -1
  for (let at = hay.text.indexOf(part); at >= 0; at = hay.text.indexOf(part, at + 1)) {
    const score =
      commonEnd(hay.text.slice(0, at).trimEnd(), prefix) +
      commonStart(hay.text.slice(at + part.length).trimStart(), suffix)
    if (score > bestScore) {
      best = at
      bestScore = score
    }
    if (prefix === '' && suffix === '') break
  }
  return best
}

function commonStart(one: string, two: string): number {
  let length = 0
  while (length < two.length && one[length] === two[length]) length++
  return length
}

function commonEnd(one: string, two: string): number {
  let length = 0
  while (length < two.length && one.at(-1 - length) === two.at(-1 - length)) length++
  return length
}
