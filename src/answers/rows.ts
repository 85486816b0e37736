/** Rows as they are answered: the store's, with the address of each thing here and of its document at its source. */
import type {
  AuthorBrief,
  AuthorRow,
  ClaimRow,
  ConceptRow,
  DisagreementRow,
  DocumentBrief,
  DocumentRow,
  HitRow,
  ResponseRow,
  Row,
  RowKind,
} from '../../graph/index.ts'
import { addressOf } from './addresses.ts'

interface Selved {
  readonly self: string
}
export type Shown = Selved & { readonly id: string; readonly [field: string]: unknown }

/** `clocks`: the query part that keeps addresses on the clocks of the question. */
type Show<R> = (row: R, clocks: string) => Shown

const author = (brief: AuthorBrief, clocks: string): AuthorBrief & Selved => ({
  ...brief,
  self: addressOf('author', brief.id, clocks),
})
const maybe = <T, U>(value: T | null, show: (value: T, clocks: string) => U, clocks: string): U | null =>
  value === null ? null : show(value, clocks)
const document = (brief: DocumentBrief, clocks: string): DocumentBrief & Selved => ({
  ...brief,
  self: addressOf('document', brief.id, clocks),
})

const response: Show<ResponseRow> = (row, clocks) => ({
  ...row,
  self: addressOf('response', row.id, clocks),
  permalink: row.document.url,
  document: document(row.document, clocks),
  author: maybe(row.author, author, clocks),
  to: {
    ...row.to,
    document: maybe(row.to.document, document, clocks),
    concept: row.to.concept && { ...row.to.concept, self: addressOf('concept', row.to.concept.id, clocks) },
    author: maybe(row.to.author, author, clocks),
  },
})

const claim: Show<ClaimRow> = (row, clocks) => ({
  ...row,
  self: addressOf('claim', row.id, clocks),
  permalink: row.document.url,
  document: document(row.document, clocks),
  author: maybe(row.author, author, clocks),
})

const documentRow: Show<DocumentRow> = (row, clocks) => ({
  ...row,
  self: addressOf('document', row.id, clocks),
  permalink: row.url,
  author: maybe(row.author, author, clocks),
  parent: maybe(row.parent, document, clocks),
  root: maybe(row.root, document, clocks),
})

const concept: Show<ConceptRow> = (row, clocks) => ({ ...row, self: addressOf('concept', row.id, clocks) })

const authorRow: Show<AuthorRow> = (row, clocks) => ({ ...row, self: addressOf('author', row.id, clocks) })

const hit: Show<HitRow> = (row, clocks) => ({
  ...row,
  self: addressOf('claim', row.claim, clocks),
  permalink: row.document.url,
  document: document(row.document, clocks),
  author: maybe(row.author, author, clocks),
})

const disagreement: Show<DisagreementRow> = (row, clocks) => {
  const query = new URLSearchParams({ author: row.author.id, against: row.against.id })
  return {
    ...row,
    self: `/objections?${query}${clocks.replace('?', '&')}`,
    author: author(row.author, clocks),
    against: author(row.against, clocks),
  }
}

const SHOWS: { readonly [K in RowKind]: Show<Row<K>> } = {
  response,
  claim,
  document: documentRow,
  concept,
  author: authorRow,
  hit,
  disagreement,
}

/** A row with its addresses. */
export function show<K extends RowKind>(kind: K, row: Row<K>, clocks: string): Shown {
  return SHOWS[kind](row, clocks)
}
