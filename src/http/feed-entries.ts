/** What a row of each kind says in a feed. */
import type {
  AuthorBrief,
  ClaimRow,
  ConceptRow,
  DisagreementRow,
  DocumentRow,
  HitRow,
  ResponseRow,
  Row,
  RowKind,
} from '../../graph/index.ts'
import { addressOf } from '../answers/addresses.ts'

export interface Entry {
  /** A URN that never changes. */
  readonly id: string
  readonly title: string
  readonly at: string | null
  readonly author: string | null
  /** Where it stands here, and at its source. */
  readonly address: string
  readonly related: string | null
  readonly category: string | null
  readonly content: string
}

const MOST_TITLE = 120
const urn = (kind: string, id: string): string => `urn:claimthread:${kind}:${id}`
const nameOf = (author: AuthorBrief | null): string => author?.name ?? 'unknown author'

function response(row: ResponseRow): Entry {
  const target = row.to.exact ?? row.to.concept?.label ?? row.to.document?.title ?? row.to.document?.id ?? ''
  return {
    id: urn('response', row.id),
    title: `${row.act} by ${nameOf(row.author)}${target === '' ? '' : ` to “${target.slice(0, MOST_TITLE)}”`}`,
    at: row.at,
    author: nameOf(row.author),
    address: addressOf('response', row.id),
    related: row.document.url,
    category: row.act,
    content: `${row.exact}${target === '' ? '' : `\n\nto: ${target}`}`,
  }
}

function sentence(row: ClaimRow | HitRow, claim: string): Entry {
  return {
    id: urn('claim', claim),
    title: row.text.slice(0, MOST_TITLE),
    at: row.at,
    author: nameOf(row.author),
    address: addressOf('claim', claim),
    related: row.document.url,
    category: row.kind,
    content: row.text,
  }
}

function document(row: DocumentRow): Entry {
  return {
    id: urn('document', row.id),
    title: row.title ?? `${row.kind} by ${nameOf(row.author)}`,
    at: row.createdAt,
    author: nameOf(row.author),
    address: addressOf('document', row.id),
    related: row.url,
    category: row.kind,
    content: (row.revision?.text ?? '').slice(0, 2_000),
  }
}

function concept(row: ConceptRow): Entry {
  return {
    id: urn('concept', row.id),
    title: row.label,
    at: null,
    author: null,
    address: addressOf('concept', row.id),
    related: null,
    category: null,
    content: `${row.claims} claims`,
  }
}

function disagreement(row: DisagreementRow): Entry {
  const query = new URLSearchParams({ author: row.author.id, against: row.against.id })
  return {
    id: urn('disagreement', row.id),
    title: `${row.author.name} objects to ${row.against.name}`,
    at: row.newest,
    author: row.author.name,
    address: `/objections?${query}`,
    related: null,
    category: null,
    content: `${row.objections} objections, ${row.open} still open`,
  }
}

const ENTRIES: { readonly [K in RowKind]: (row: Row<K>) => Entry } = {
  ...{ response, document, concept, disagreement },
  claim: (row) => sentence(row, row.id),
  hit: (row) => sentence(row, row.claim),
  author: (row) => ({
    id: urn('author', row.id),
    title: row.name,
    at: null,
    author: row.name,
    address: addressOf('author', row.id),
    related: row.url,
    category: null,
    content: `${row.documents} documents`,
  }),
}

/** A row as an entry of a feed. */
export function entryOf<K extends RowKind>(kind: K, row: Row<K>): Entry {
  return ENTRIES[kind](row)
}
