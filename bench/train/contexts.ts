/** Linking contexts straight from labelled threads, without a store: what readReply would be given. */
import {
  type ContextDocument,
  type LinkContext,
  type Relation,
  type RevisionView,
  type SentenceView,
  SIBLINGS,
} from '../../graph/context.ts'
import { isFlat } from '../../graph/flat.ts'
import type { Document, Iso, Quote } from '../../graph/model.ts'
import { instant } from '../../graph/time.ts'
import type { BlockKind } from '../../ingest/text/plain.ts'
import type { GoldComment, GoldThread } from './gold.ts'

/** A sentence of a labelled document, without its markup. */
export interface PlainSentence {
  /** P1…, S1…, TITLE or SUBTITLE. */
  readonly key: string
  readonly text: string
  readonly kind: BlockKind
  readonly quoted: number
}

export interface Example {
  readonly thread: GoldThread
  readonly comment: GoldComment
  readonly sentences: readonly PlainSentence[]
  readonly context: LinkContext
}

interface Placed {
  readonly document: Document
  readonly view: RevisionView
  readonly quotes: readonly Quote[]
}

const EPOCH = '2015-01-01T00:00:00Z'

/** The comment's sentences without list marks, quotation marks, links and emphasis. */
export function plainSentences(sentences: readonly string[], prefix: 'P' | 'S'): PlainSentence[] {
  return sentences.map((raw, index) => {
    const quoted = /^\s*((?:>\s*)+)/.exec(raw)?.[1]?.replace(/\s/g, '').length ?? 0
    const bare = raw.replace(/^\s*(?:>\s*)+/, '')
    const heading = /^\s*#{1,6}\s/.test(bare)
    const item = /^\s*(?:[-*+]|\d+\.)\s+/.test(bare)
    const text = bare
      .replace(/^\s*#{1,6}\s+/, '')
      .replace(/^\s*[-*+]\s+/, '')
      .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/(\*{1,3}|_{2,3})(\S(?:[^*]*?\S)?)\1/g, '$2')
    return {
      key: `${prefix}${index + 1}`,
      text: text || raw,
      kind: heading ? 'heading' : item ? 'item' : 'paragraph',
      quoted,
    }
  })
}

/** Sentence probabilities by document and key, to stand in SentenceView.probability. */
export type Assertions = (document: string, key: string) => number

/**
 * What stands beside a comment: its siblings, or in a flat thread all that was said before it, as a store gives it.
 * The labelled threads are lists in which nobody answers a reply to somebody else from the list, so a model trained on
 * the whole row learns never to look there: it is trained beside siblings, and read with the row.
 */
export type Beside = 'siblings' | 'row'

/** One example for each comment of a thread. */
export function examples(thread: GoldThread, assertions: Assertions, beside: Beside = 'row'): Example[] {
  const placed = new Map<string, Placed>([[thread.page, page(thread, assertions)]])
  const texts = new Map<string, PlainSentence[]>()
  for (const comment of thread.comments) {
    const sentences = plainSentences(comment.sentences, 'S')
    texts.set(comment.id, sentences)
    placed.set(comment.id, reply(thread, comment, sentences, assertions))
  }
  return thread.comments.map((comment) => {
    const sentences = texts.get(comment.id)!
    return { thread, comment, sentences, context: contextOf(thread, comment, placed, beside) }
  })
}

function page(thread: GoldThread, assertions: Assertions): Placed {
  const titles = [
    ...(thread.title ? [{ key: 'TITLE', text: thread.title, kind: 'title' as const, quoted: 0 }] : []),
    ...(thread.subtitle ? [{ key: 'SUBTITLE', text: thread.subtitle, kind: 'subtitle' as const, quoted: 0 }] : []),
  ]
  const sentences = [...titles, ...plainSentences(thread.sentences, 'P')]
  return {
    document: document(thread.page, thread.kind, thread.title, thread.author, EPOCH, null, null),
    view: view(thread.page, sentences, EPOCH, assertions),
    quotes: [],
  }
}

function reply(
  thread: GoldThread,
  comment: GoldComment,
  sentences: readonly PlainSentence[],
  assertions: Assertions,
): Placed {
  const at = (comment.at && instant(comment.at)) || EPOCH
  const whole = view(comment.id, sentences, at, assertions)
  const quotes: Quote[] = []
  for (const [index, sentence] of sentences.entries()) {
    if (sentence.quoted === 0) continue
    const span = whole.sentences[index]!
    quotes.push({
      revision: whole.id,
      span: { start: span.start, end: span.end },
      exact: sentence.text,
      prefix: null,
      suffix: null,
      kind: 'block',
      depth: sentence.quoted,
      ref: null,
    })
  }
  for (const match of whole.text.matchAll(/["“]([^"“”]{12,600})["”]/g)) {
    if (match[1]!.split(/\s+/).length < 4) continue
    const start = match.index + 1
    const span = { start, end: start + match[1]!.length }
    quotes.push({
      revision: whole.id,
      span,
      exact: match[1]!,
      prefix: null,
      suffix: null,
      kind: 'inline',
      depth: 1,
      ref: null,
    })
  }
  if (comment.anchor)
    quotes.push({
      revision: whole.id,
      span: null,
      exact: comment.anchor,
      prefix: null,
      suffix: null,
      kind: 'anchor',
      depth: 1,
      ref: null,
    })
  return {
    document: document(comment.id, 'comment', null, comment.author, at, comment.parent ?? null, thread.page),
    view: { ...whole, sentences: whole.sentences.filter((_, index) => sentences[index]!.quoted === 0) },
    quotes,
  }
}

function document(
  id: string,
  kind: string,
  title: string | null,
  author: string | null,
  createdAt: Iso,
  parent: string | null,
  root: string | null,
): Document {
  return {
    id,
    source: 'gold',
    kind,
    title,
    subtitle: null,
    url: null,
    author,
    createdAt,
    parent,
    root,
    state: 'live',
    stateAt: null,
    score: null,
    aliases: [],
    quote: null,
    respondsToRevision: null,
    language: 'en',
    extra: {},
  }
}

function view(id: string, sentences: readonly PlainSentence[], at: Iso, assertions: Assertions): RevisionView {
  let text = ''
  const views: SentenceView[] = sentences.map((sentence, index) => {
    const before = sentences[index - 1]
    const apart =
      sentence.kind !== 'paragraph' || (before && (before.kind !== 'paragraph' || before.quoted !== sentence.quoted))
    if (index > 0) text += apart ? '\n\n' : ' '
    const start = text.length
    text += sentence.text
    const probability = assertions(id, sentence.key)
    return {
      start,
      end: text.length,
      claim: `${id}#${sentence.key}`,
      kind: probability >= 0.5 ? 'assertion' : 'passage',
      probability,
      change: 'introduced',
    }
  })
  return { id: `${id}@1`, number: 1, at, text, sentences: views }
}

function earlierBeside(
  thread: GoldThread,
  comment: GoldComment,
  parent: string,
  beside: Beside,
): readonly GoldComment[] {
  const earlier = thread.comments.filter((one) => (one.at ?? '') < (comment.at ?? ''))
  const before = earlier.slice(-SIBLINGS)
  const placed = before.map((one) => ({ parent: one.parent ?? thread.page }))
  if (beside === 'row' && parent === thread.page && isFlat(placed, thread.page)) return before
  return earlier.filter((one) => (one.parent ?? thread.page) === parent).slice(-SIBLINGS)
}

function contextOf(
  thread: GoldThread,
  comment: GoldComment,
  placed: ReadonlyMap<string, Placed>,
  beside: Beside,
): LinkContext {
  const own = placed.get(comment.id)!
  const related = new Map<string, ContextDocument>()
  const add = (id: string, relation: Relation, distance: number) => {
    const one = placed.get(id)
    if (!one || related.has(id) || id === comment.id) return
    related.set(id, {
      document: one.document,
      relation,
      distance,
      seen: one.view,
      newest: one.view,
      older: [],
      edits: [],
    })
  }
  const byId = new Map(thread.comments.map((one) => [one.id, one]))
  const parent = comment.parent ?? thread.page
  add(parent, 'parent', 1)
  for (let id = byId.get(parent)?.parent ?? null, steps = 2; id && steps <= 8; steps++) {
    add(id, id === thread.page ? 'root' : 'ancestor', steps)
    id = byId.get(id)?.parent ?? null
  }
  add(thread.page, 'root', 0)
  for (const one of earlierBeside(thread, comment, parent, beside)) add(one.id, 'sibling', 0)
  for (const one of thread.comments) if (one.parent === comment.id) add(one.id, 'reply', 0)
  return {
    subject: {
      document: own.document,
      sentences: own.view.sentences.map((sentence) => ({
        ...sentence,
        revision: own.view.id,
        at: own.view.at,
        author: comment.author,
        exact: own.view.text.slice(sentence.start, sentence.end),
      })),
      first: own.view,
      newest: own.view,
      quotes: own.quotes,
      links: [],
      notes: [],
      anchor: comment.anchor ? { exact: comment.anchor } : null,
      mentions: new Map(),
    },
    documents: [...related.values()],
  }
}
