/** Small threads for the tests of extraction: contexts as a store would give them, written by hand. */
import type { ContextDocument, LinkContext, Relation, RevisionView, SentenceView } from '../../../graph/context.ts'
import type { Document, Quote, TextQuoteSelector } from '../../../graph/model.ts'

/** One document: its sentences, joined by spaces; a sentence that begins with "> " is a quotation of its own paragraph. */
export interface Post {
  readonly id: string
  readonly author: string
  readonly sentences: readonly string[]
  readonly parent?: string
  readonly at?: string
  readonly title?: string
  readonly kind?: string
  /** Ids of posts that it quotes or links to by an address. */
  readonly cites?: readonly string[]
  readonly anchor?: TextQuoteSelector
}

interface Written {
  readonly view: RevisionView
  readonly quotes: readonly Quote[]
}

/** The context of the post named `subject` among all posts of its thread. */
export function contextOf(subject: string, posts: readonly Post[]): LinkContext {
  const own = posts.find(({ id }) => id === subject)!
  const { view, quotes } = written(own)
  const documents: ContextDocument[] = []
  for (const post of posts) {
    const relation = relationOf(own, post, posts)
    if (relation === null) continue
    const seen = written(post).view
    const distance = relation === 'parent' ? 1 : 0
    documents.push({ document: documentOf(post, posts), relation, distance, seen, newest: seen, older: [], edits: [] })
  }
  return {
    subject: {
      document: documentOf(own, posts),
      sentences: view.sentences.map((sentence) => ({
        ...sentence,
        revision: view.id,
        at: view.at,
        author: own.author,
        exact: view.text.slice(sentence.start, sentence.end),
      })),
      first: view,
      newest: view,
      quotes: own.anchor ? [...quotes, anchored(view.id, own.anchor)] : quotes,
      links: [],
      notes: [],
      anchor: own.anchor ?? null,
      mentions: new Map(),
    },
    documents,
  }
}

function relationOf(own: Post, post: Post, posts: readonly Post[]): Relation | null {
  if (post.id === own.id) return null
  if (post.id === own.parent) return 'parent'
  if (post.parent === own.id) return 'reply'
  if (post.parent === undefined) return 'root'
  if (post.parent === own.parent) return posts.indexOf(post) < posts.indexOf(own) ? 'sibling' : null
  for (let up = posts.find(({ id }) => id === own.parent); up; up = posts.find(({ id }) => id === up?.parent))
    if (up.id === post.id) return 'ancestor'
  return own.cites?.includes(post.id) ? 'cited' : null
}

function documentOf(post: Post, posts: readonly Post[]): Document {
  return {
    id: post.id,
    source: 'test',
    kind: post.kind ?? (post.parent === undefined ? 'post' : 'comment'),
    title: post.title ?? null,
    subtitle: null,
    url: null,
    author: post.author,
    createdAt: post.at ?? `2020-01-${String(posts.indexOf(post) + 1).padStart(2, '0')}T00:00:00Z`,
    parent: post.parent ?? null,
    root: post.parent === undefined ? null : posts[0]!.id,
    state: 'live',
    stateAt: null,
    score: null,
    aliases: [],
    quote: post.anchor ?? null,
    respondsToRevision: null,
    language: 'en',
    extra: {},
  }
}

function written({ id, title, sentences, at }: Post): Written {
  let text = title ?? ''
  const views: SentenceView[] = title ? [sentenceView(id, 0, 0, title.length)] : []
  const quotes: Quote[] = []
  const revision = `${id}@1`
  for (const [index, raw] of sentences.entries()) {
    const quoted = raw.startsWith('> ')
    const exact = quoted ? raw.slice(2) : raw
    const apart = quoted || sentences[index - 1]?.startsWith('> ') || (index === 0 && title)
    if (text !== '') text += apart ? '\n\n' : ' '
    const span = { start: text.length, end: text.length + exact.length }
    text += exact
    if (quoted) quotes.push({ revision, span, exact, prefix: null, suffix: null, kind: 'block', depth: 1, ref: null })
    else views.push(sentenceView(id, index + 1, span.start, span.end))
  }
  return { view: { id: revision, number: 1, at: at ?? null, text, sentences: views }, quotes }
}

function sentenceView(id: string, index: number, start: number, end: number): SentenceView {
  return { start, end, claim: `${id}#${index}`, kind: 'assertion', probability: 0.8, change: 'introduced' }
}

function anchored(revision: string, { exact, prefix, suffix }: TextQuoteSelector): Quote {
  return {
    revision,
    span: null,
    exact,
    prefix: prefix ?? null,
    suffix: suffix ?? null,
    kind: 'anchor',
    depth: 1,
    ref: null,
  }
}
