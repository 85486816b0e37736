/** The first pass: what one document says, from the document and its revisions alone. Pure, parallel, the same each time. */
import { authorId, documentId } from '../../graph/ids.ts'
import { recordDigest } from '../../graph/merge.ts'
import type { Analysis, Author, AuthorRef, Document, SourceDocument } from '../../graph/model.ts'
import { definitions } from '../extract/concepts/concepts.ts'
import { language } from '../extract/language.ts'
import { claimsOf } from './claims.ts'
import { notesOf } from './notes.ts'
import { linksOf, quotesOf } from './quotes.ts'
import { type ReadRevision, readRevisions } from './texts.ts'

/** Version of the reader: a store whose documents carry another is read again by `reindex`. */
export const ANALYSER = 'reader@3'

/** Analyses a document with all its known revisions. A tombstone gives its shape and no words. */
export function analyse(record: SourceDocument): Analysis {
  const id = documentId(record.source, record.id)
  const gone = record.state === 'deleted' || record.state === 'unavailable'
  const platform = readRevisions(record)
  const { revisions, notes } = gone ? { revisions: platform, notes: [] } : notesOf(record, platform)
  const newest = revisions.at(-1)
  const tag = newest === undefined ? 'und' : language(newest.plain.text)
  const author = record.author === null ? null : authorId(record.source, record.author.id)
  const none = { claims: [], wordings: [] }
  const { claims, wordings } = gone ? none : claimsOf(id, record.kind, author, revisions, tag === 'en')
  return {
    record,
    digest: recordDigest(record),
    document: documentOf(record, id, author, tag),
    authors: authorsOf(record),
    revisions: revisions.map(({ revision }) => revision),
    claims,
    wordings,
    definitions: gone ? [] : definitionsOf(record, id, revisions),
    quotes: gone ? [] : quotesOf(record, revisions),
    links: gone ? [] : linksOf(record, revisions),
    notes,
    analyser: ANALYSER,
  }
}

function documentOf(record: SourceDocument, id: string, author: string | null, tag: string): Document {
  const named = (nativeId: string | null): string | null =>
    nativeId === null ? null : documentId(record.source, nativeId)
  return {
    id,
    source: record.source,
    kind: record.kind,
    title: record.title,
    subtitle: record.subtitle,
    url: record.url,
    author,
    createdAt: record.createdAt,
    parent: named(record.parent),
    root: named(record.root),
    state: record.state,
    stateAt: record.stateAt,
    score: record.score,
    aliases: record.aliases,
    quote: record.quote,
    respondsToRevision: record.respondsToRevision,
    language: tag,
    extra: record.extra,
  }
}

function authorsOf(record: SourceDocument): readonly Author[] {
  const refs = [record.author, ...record.revisions.map(({ editor }) => editor)].filter(
    (ref): ref is AuthorRef => ref !== null,
  )
  const byId = new Map(refs.map((ref) => [ref.id, ref]))
  return [...byId.values()].map(({ id, name, url }) => ({
    id: authorId(record.source, id),
    source: record.source,
    name,
    url: url ?? null,
  }))
}

/** Names are learned from every wording of every revision, so that a withdrawn passage still explains an old acronym. */
function definitionsOf(
  record: SourceDocument,
  id: string,
  revisions: readonly ReadRevision[],
): ReturnType<typeof definitions> {
  const newest = revisions.at(-1)
  if (newest === undefined) return []
  const seen = new Set<string>()
  const current = new Set(newest.sentences.map(({ start, end }) => newest.revision.text.slice(start, end)))
  const sentences = revisions.flatMap(({ revision, sentences }) =>
    sentences
      .filter(({ quoteDepth, code }) => quoteDepth === 0 && !code)
      .map(({ start, end, kind }) => ({
        text: revision.text.slice(start, end),
        heading: kind === 'heading',
        revision: revision.id,
      }))
      .filter(({ text }) => !seen.has(text) && seen.add(text))
      .map((sentence) => ({ ...sentence, current: current.has(sentence.text) })),
  )
  return definitions(id, {
    kind: record.kind,
    title: record.title,
    aliases: record.aliases,
    sentences,
    revision: newest.revision.id,
  })
}
