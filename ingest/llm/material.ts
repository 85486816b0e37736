/**
 * What a language model is shown of a reply: its sentences and those of what it may answer, numbered, bounded, with
 * letters for names. The same context always gives the same text, so that an answer can be kept by the text's digest.
 */
import type { ContextDocument, LinkContext, Relation, SentenceView } from '../../graph/context.ts'
import { bagOf, bm25, Rarity } from '../extract/align.ts'
import { resolveQuotes } from '../extract/quotes.ts'

type OwnSentence = LinkContext['subject']['sentences'][number]

export interface ShownSentence {
  /** "S3" in the reply, "D1.4" in a document. */
  readonly label: string
  readonly text: string
}
export interface ShownOwn extends ShownSentence {
  readonly sentence: OwnSentence
}
export interface ShownPassage extends ShownSentence {
  readonly sentence: SentenceView
}
export interface ShownDocument {
  /** "D1" */
  readonly label: string
  readonly context: ContextDocument
  readonly passages: readonly ShownPassage[]
}

export interface Material {
  readonly context: LinkContext
  readonly own: readonly ShownOwn[]
  readonly documents: readonly ShownDocument[]
  /** The numbered text that the model reads. */
  readonly text: string
}

/** Which documents are shown, at most how many of a kind, and how many characters of each; in this order. */
const SHOWN: readonly (readonly [relation: Relation, most: number, characters: number])[] = [
  ['parent', 1, 6000],
  ['ancestor', 2, 2000],
  ['root', 1, 5000],
  ['sibling', 5, 1200],
  ['cited', 2, 1500],
]
const OWN_CHARACTERS = 9000

const KINDS: Readonly<Partial<Record<Relation, string>>> = {
  parent: 'what the reply stands under',
  root: 'what the discussion began with',
  sibling: 'an earlier reply beside it',
  ancestor: 'further up',
  cited: 'quoted or linked to',
}

/** The numbered text of a reply and what it may answer. */
export function materialOf(context: LinkContext): Material {
  const letters = lettersOf(context)
  const own = ownSentences(context)
  const words = own.map(({ text }) => text).join(' ')
  const documents = chosen(context).map(([document, characters], index) =>
    shownDocument(context, document, `D${index + 1}`, words, characters),
  )
  const text = [...documents.map((document) => documentText(document, letters)), replyText(context, own, letters)]
  return { context, own, documents, text: text.join('\n\n') }
}

/** Letters for authors, the reply's own first: names say nothing of an argument, and stay here. */
function lettersOf({ subject, documents }: LinkContext): (author: string | null) => string {
  const known = new Map<string, string>()
  const letter = (author: string | null): string => {
    if (author === null) return 'somebody'
    if (!known.has(author)) known.set(author, known.size < 26 ? String.fromCharCode(65 + known.size) : `P${known.size}`)
    return known.get(author)!
  }
  letter(subject.document.author)
  for (const { document, relation } of documents) if (relation !== 'reply') letter(document.author)
  return letter
}

function chosen({ documents, subject }: LinkContext): (readonly [ContextDocument, number])[] {
  return SHOWN.flatMap(([relation, most, characters]) =>
    documents
      .filter((one) => one.relation === relation && one.document.id !== subject.document.id)
      .toSorted(nearest)
      .slice(0, most)
      .map((one) => [one, characters] as const),
  )
}

/** Nearest first: fewer steps up, then later; ids break ties. */
function nearest(a: ContextDocument, b: ContextDocument): number {
  const later = (b.document.createdAt ?? '').localeCompare(a.document.createdAt ?? '', 'en')
  return a.distance - b.distance || later || (a.document.id < b.document.id ? -1 : 1)
}

function ownSentences({ subject }: LinkContext): ShownOwn[] {
  let left = OWN_CHARACTERS
  return subject.sentences
    .filter(({ change }) => change !== 'struck')
    .filter(({ exact }) => {
      left -= exact.length
      return left >= 0
    })
    .map((sentence, index) => ({ label: `S${index + 1}`, text: sentence.exact, sentence }))
}

/** A document with the sentences that fit: all of a short one, of a long one what the reply speaks of or quotes. */
function shownDocument(
  context: LinkContext,
  document: ContextDocument,
  label: string,
  reply: string,
  characters: number,
): ShownDocument {
  const { text, sentences } = document.seen
  const all = sentences
    .filter(({ change }) => change !== 'struck')
    .map((sentence) => ({ sentence, text: text.slice(sentence.start, sentence.end) }))
  const quoted = resolveQuotes(context).filter(({ revision }) => revision.id === document.seen.id)
  const rarity = new Rarity()
  const bags = all.map((one) => bagOf(one.text))
  for (const bag of bags) rarity.add(bag)
  const own = bagOf(reply)
  const worth = all.map(({ sentence }, at) => {
    if (quoted.some(({ start, end }) => start < sentence.end && sentence.start < end)) return Number.POSITIVE_INFINITY
    // The first sentences say what a text is about.
    return bm25(own, bags[at]!, rarity) + (at < 3 ? 100 : 0)
  })
  let left = characters
  const kept = new Set<number>()
  for (const at of worth.map((_, index) => index).toSorted((a, b) => worth[b]! - worth[a]! || a - b)) {
    left -= all[at]!.text.length
    if (left < 0 && kept.size > 0) break
    kept.add(at)
  }
  // Numbers are those of the whole document, so that a gap shows.
  const passages = all.flatMap((one, at) => (kept.has(at) ? [{ ...one, label: `${label}.${at + 1}` }] : []))
  return { label, context: document, passages }
}

const line = (text: string): string => text.replace(/\s+/g, ' ').trim()

function documentText({ label, context, passages }: ShownDocument, letters: (author: string | null) => string): string {
  const { document, relation } = context
  const title = document.title === null ? '' : `, titled "${line(document.title)}"`
  const head = `[${label}] ${document.kind} by ${letters(document.author)}${title}: ${KINDS[relation] ?? relation}`
  return [head, ...passages.map((one) => `${one.label} ${line(one.text)}`)].join('\n')
}

function replyText(
  { subject }: LinkContext,
  own: readonly ShownOwn[],
  letters: (author: string | null) => string,
): string {
  const lines = [`[S] The reply, ${subject.document.kind} by ${letters(subject.document.author)}`]
  if (subject.anchor !== null) lines.push(`(attached to the passage: "${line(subject.anchor.exact)}")`)
  const blocks = subject.quotes.filter(({ kind }) => kind === 'block')
  let from = 0
  for (const { label, text, sentence } of own) {
    for (const { span, exact, revision } of blocks)
      if (revision === sentence.revision && span !== null && span.start >= from && span.end <= sentence.start)
        lines.push(`(quoting: "${line(exact).slice(0, 600)}")`)
    from = sentence.end
    lines.push(`${label} ${line(text)}`)
  }
  return lines.join('\n')
}
