/** What ties an edit to a comment made before it: a table of features, each with the words that it goes by. */
import type { ContextDocument, EditView, LinkContext } from '../../graph/context.ts'
import type { Iso, Response } from '../../graph/model.ts'
import { between } from '../../graph/time.ts'
import { words } from '../../graph/words.ts'
import { fold } from './fold.ts'
import { announces, grants, promises } from './reply-cues.ts'

/** One edit made after the comment, of a document that it could see. */
export interface Candidate {
  readonly document: ContextDocument
  readonly edit: EditView
  /** How many edits of the document came between. */
  readonly rank: number
}

/** What the comment says, read once for all candidates. */
export interface Said {
  readonly context: LinkContext
  readonly responses: readonly Response[]
  readonly at: Iso | null
  readonly author: string | null
  readonly words: ReadonlySet<string>
  /** What it is anchored at or sets off as a quotation, and the phrases that it puts between quotation marks; folded. */
  readonly quoted: readonly string[]
  readonly phrases: readonly string[]
  readonly length: number
}

export interface Feature {
  readonly name: string
  /** The tie that it tells of; null for circumstances, which tie nothing by themselves. */
  readonly tie: 'passage-changed' | 'asked-words' | 'reply' | 'note' | null
  readonly value: (said: Said, candidate: Candidate) => number
}

const HOUR = 3600_000
const FOLDINGS = 5000
const STOP = new Set(
  'a an and are as at be but by can do does for from has have he how i if in into is it its just me my no not of on one or so some than that the their them then there these they this to too up was we were what when which who why will with would you your should could here more than also like think about'.split(
    ' ',
  ),
)

export function said(context: LinkContext, responses: readonly Response[]): Said {
  const { subject } = context
  const text = subject.first.text
  const quotes = subject.quotes.filter(({ kind }) => kind !== 'inline').map(({ exact }) => exact)
  const phrases = Array.from(
    text.matchAll(/["“]([^"“”\n]{2,200})["”]|\*\*([^*\n]{2,80})\*\*/g),
    (match) => match[1] ?? match[2]!,
  )
  const all = words(subject.sentences.map(({ exact }) => exact).join(' '))
  return {
    context,
    responses,
    at: subject.document.createdAt,
    author: subject.document.author,
    words: new Set(all.filter((word) => !STOP.has(word))),
    quoted: folded([...(subject.anchor ? [subject.anchor.exact] : []), ...quotes]),
    phrases: folded(phrases).filter((phrase) => !words(phrase).every((word) => STOP.has(word))),
    length: all.length,
  }
}

function folded(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => fold(text).text.trim()))].filter((text) => /\p{L}|\p{N}/u.test(text))
}

/** Edits that the comment can have prompted: of what it answers, stands under, or names. */
export function candidates({ context }: Said): Candidate[] {
  return context.documents.flatMap((document) => document.edits.map((edit, rank) => ({ document, edit, rank })))
}

export const FEATURES: readonly Feature[] = [
  { name: 'bias', tie: null, value: () => 1 },
  { name: 'quote-gone', tie: 'passage-changed', value: quoteGone },
  {
    name: 'quote-sentence',
    tie: 'passage-changed',
    value: (s, c) => (quoteGone(s, c) ? 0 : sentencesHit(passage(s, c), c)),
  },
  { name: 'target-changed', tie: 'passage-changed', value: targetChanged },
  { name: 'asked-words', tie: 'asked-words', value: (s, c) => Math.log1p(asked(s, c).length) },
  { name: 'asked-new', tie: 'asked-words', value: (s, c) => Math.log1p(askedNew(s, c).length) },
  { name: 'asked-lift', tie: 'asked-words', value: askedLift },
  { name: 'idle', tie: null, value: (s, c) => Math.log10((1 + idle(s, c)) / (1 + lag(s, c))) },
  { name: 'phrase-gone', tie: 'asked-words', value: (s, c) => Math.log1p(phraseGone(s, c)) },
  { name: 'reply-announces-near', tie: 'reply', value: (s, c) => replied(s, c, announces, 3) },
  { name: 'reply-announces', tie: 'reply', value: (s, c) => replied(s, c, announces, 24 * 30) },
  { name: 'reply-promises', tie: 'reply', value: (s, c) => replied(s, c, promises, 24 * 30) },
  { name: 'reply-grants', tie: 'reply', value: (s, c) => replied(s, c, grants, 24) },
  { name: 'reply-other', tie: null, value: replyOther },
  { name: 'note', tie: 'note', value: noteNames },
  { name: 'lag', tie: null, value: (s, c) => Math.log10(1 + lag(s, c)) },
  { name: 'within-day', tie: null, value: (s, c) => (lag(s, c) <= 24 ? 1 : 0) },
  { name: 'rank', tie: null, value: (_, c) => Math.log1p(c.rank) },
  { name: 'size', tie: null, value: (_, c) => Math.log1p(c.edit.changes.length) },
  { name: 'edits', tie: null, value: (s) => Math.log1p(candidates(s).length) },
  {
    name: 'quote-focus',
    tie: 'passage-changed',
    value: (s, c) => quoteGone(s, c) / Math.sqrt(c.edit.changes.length || 1),
  },
  { name: 'support', tie: null, value: (s) => act(s, 'support') },
  {
    name: 'request-near',
    tie: 'passage-changed',
    value: (s, c) => act(s, 'edit_request') * Math.max(quoteGone(s, c), sentencesHit(passage(s, c), c)),
  },
  { name: 'by-replier', tie: null, value: byReplier },
  { name: 'request', tie: null, value: (s) => act(s, 'edit_request') },
  { name: 'question', tie: null, value: (s) => act(s, 'question') },
  { name: 'objection', tie: null, value: (s) => act(s, 'objection') },
  { name: 'length', tie: null, value: (s) => Math.log1p(s.length) },
  { name: 'anchored', tie: null, value: (s) => (s.context.subject.anchor ? 1 : 0) },
  { name: 'not-parent', tie: null, value: (_, c) => (c.document.relation === 'parent' ? 0 : 1) },
]

/** Hours from the comment to the edit. */
export function lag({ at }: Said, { edit }: Candidate): number {
  return edit.at === null || at === null ? 24 * 365 : Math.max(0, between(at, edit.at) / HOUR)
}

/** Hours that the document had stood unchanged when the comment was written. */
function idle({ at }: Said, { document }: Candidate): number {
  return document.seen.at === null || at === null ? 24 : Math.max(0, between(document.seen.at, at) / HOUR)
}

const foldings = new Map<string, string>()

/** A sentence folded, the last few thousand of them remembered. */
function folding(sentence: string | null): string {
  if (sentence === null) return ''
  const known = foldings.get(sentence)
  if (known !== undefined) return known
  if (foldings.size >= FOLDINGS) foldings.clear()
  const text = fold(sentence).text
  foldings.set(sentence, text)
  return text
}

// ---- the passage ------------------------------------------------------------------------------------------------

/** 1 when words that the comment is anchored at or sets off as a quotation stood before the edit and stand no more. */
function quoteGone(s: Said, { edit, document }: Candidate): number {
  const claims = anchoredClaims(s.context, document)
  const gone = edit.changes.some(({ claim, before, after }) => {
    if (before === null || (claims.length > 0 && !claims.includes(claim))) return false
    const [old, now] = [folding(before), folding(after)]
    return s.quoted.some((quote) => holds(old, quote) && !holds(now, quote))
  })
  return gone ? 1 : 0
}

function holds(text: string, quote: string): boolean {
  return (
    ` ${text} `.includes(quote.length < 12 ? ` ${quote} ` : quote) ||
    (quote.length > 60 && text.length > 20 && quote.includes(text))
  )
}

/** Claims of the sentences that the comment is anchored at, in what its author saw. */
function passage({ context, responses }: Said, { document }: Candidate): ReadonlySet<string> {
  const quoted = responses.filter(
    ({ to, rule }) => to.document === document.document.id && to.claim !== null && /anchor|quote/.test(rule),
  )
  return new Set([...quoted.map(({ to }) => to.claim!), ...anchoredClaims(context, document)])
}

function anchoredClaims({ subject }: LinkContext, { seen, relation }: ContextDocument): string[] {
  if (!subject.anchor || relation !== 'parent') return []
  const at = seen.text.indexOf(subject.anchor.exact)
  if (at === -1) return []
  const end = at + subject.anchor.exact.length
  return seen.sentences.filter((one) => one.start < end && one.end > at).map((one) => one.claim)
}

function sentencesHit(claims: ReadonlySet<string>, { edit }: Candidate): number {
  return edit.changes.some((one) => claims.has(one.claim) && one.change !== 'moved') ? 1 : 0
}

/** Confidence of the surest response whose target sentence the edit changed, where nothing is quoted. */
function targetChanged(s: Said, { edit, document }: Candidate): number {
  if (s.context.subject.anchor) return 0
  const changed = new Set(edit.changes.filter(({ change }) => change !== 'moved').map(({ claim }) => claim))
  const hit = s.responses.filter(
    ({ to }) => to.document === document.document.id && to.claim !== null && changed.has(to.claim),
  )
  return Math.max(0, ...hit.map(({ confidence }) => confidence))
}

// ---- the words --------------------------------------------------------------------------------------------------

const addedWords = new WeakMap<EditView, ReadonlySet<string>>()

/** Words that the edit put in: in a sentence after and not before. */
function added({ edit }: Candidate): ReadonlySet<string> {
  const known = addedWords.get(edit)
  if (known) return known
  const found = new Set<string>()
  for (const { before, after } of edit.changes) {
    const old = new Set(words(before ?? ''))
    for (const word of words(after ?? '')) if (!old.has(word) && !STOP.has(word)) found.add(word)
  }
  addedWords.set(edit, found)
  return found
}

/** Words of the comment that the edit put in. */
export function asked(s: Said, candidate: Candidate): string[] {
  return [...added(candidate)].filter((word) => s.words.has(word))
}

/** Those of them that the document did not have at all. */
function askedNew(s: Said, candidate: Candidate): string[] {
  const there = seenWords(candidate.document)
  return asked(s, candidate).filter((word) => !there.has(word))
}

const textWords = new WeakMap<ContextDocument, ReadonlySet<string>>()

function seenWords(document: ContextDocument): ReadonlySet<string> {
  const known = textWords.get(document) ?? new Set(words(document.seen.text))
  textWords.set(document, known)
  return known
}

/** How many phrases that the comment puts between quotation marks were taken out or put in. */
function phraseGone({ phrases }: Said, { edit }: Candidate): number {
  return phrases.filter((phrase) =>
    edit.changes.some(({ before, after }) => {
      const [old, now] = [folding(before), folding(after)]
      return holds(old, phrase) !== holds(now, phrase)
    }),
  ).length
}

/** How many more words of the comment the edit put in than it would by chance, in standard deviations. */
function askedLift(s: Said, candidate: Candidate): number {
  const there = [...seenWords(candidate.document)].filter((word) => !STOP.has(word))
  const share = there.filter((word) => s.words.has(word)).length / Math.max(1, there.length)
  const expected = share * added(candidate).size
  return Math.max(-1, Math.min(4, (asked(s, candidate).length - expected) / Math.sqrt(expected + 1)))
}

// ---- replies, notes, people ---------------------------------------------------------------------------------------

/** Replies to the comment. */
export function repliesTo({ context }: Said): readonly ContextDocument[] {
  return context.documents.filter(({ relation }) => relation === 'reply')
}

/** 1 when a reply with such words was written within so many hours of the edit. */
function replied(s: Said, { edit }: Candidate, cue: (text: string) => boolean, hours: number): number {
  return repliesTo(s).some(({ document, newest }) => {
    const near =
      document.createdAt !== null && edit.at !== null && Math.abs(between(document.createdAt, edit.at)) <= hours * HOUR
    return near && cue(newest.text)
  })
    ? 1
    : 0
}

/** 1 when it was answered, and never by an announcement. */
function replyOther(s: Said): number {
  const replies = repliesTo(s)
  return replies.length > 0 &&
    !replies.some(({ newest }) => announces(newest.text) || promises(newest.text) || grants(newest.text))
    ? 1
    : 0
}

function byReplier(s: Said, { edit }: Candidate): number {
  return edit.editor !== null && repliesTo(s).some(({ document }) => document.author === edit.editor) ? 1 : 0
}

/** 1 when the edit's summary has two words of the comment, or is hardly more than one of them. */
function noteNames(s: Said, { edit }: Candidate): number {
  const note = words(edit.note ?? '').filter((word) => !STOP.has(word))
  const named = note.filter((word) => s.words.has(word)).length
  return named >= 2 || (named === 1 && note.length <= 3) ? 1 : 0
}

function act({ responses }: Said, name: Response['act']): number {
  return Math.max(0, ...responses.filter((one) => one.act === name).map(({ confidence }) => confidence))
}
