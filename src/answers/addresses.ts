/** Addresses of things: relative to the server, so that they hold behind any host, and whatever `Host` says. */
import type { RowKind, TargetRef } from '../../graph/index.ts'

/** An id as one path segment. A closing ".json" is escaped too: there it would ask for JSON. */
export function segment(id: string): string {
  return encodeURIComponent(id).replace(/\.(?=json$)/, '%2E')
}

const PLACES = {
  response: '/responses',
  claim: '/claims',
  document: '/documents',
  concept: '/concepts',
  author: '/authors',
} as const satisfies Record<TargetRef['kind'], string>

/** Address of one thing, as of now or as of then. */
export function addressOf(kind: TargetRef['kind'], id: string, clocks = ''): string {
  return `${PLACES[kind]}/${segment(id)}${clocks}`
}

/** Address of one revision, by its document's id and its own. */
export function revisionAddress(document: string, revision: string, clocks = ''): string {
  return `${addressOf('document', document)}/revisions/${segment(revision.slice(document.length + 1))}${clocks}`
}

/** Address of a list with filters, read on the same clocks. */
export function listAddress(path: string, filters: Readonly<Record<string, string>>, clocks = ''): string {
  return `${path}?${new URLSearchParams(filters)}${clocks.replace('?', '&')}`
}

/** The query part that keeps a reading on the same clocks: "?as-of=2018-05-01T00:00:00Z", or nothing. */
export function clocksQuery(clocks: { readonly asOf: string | null; readonly knownBy: string | null }): string {
  const query = new URLSearchParams()
  if (clocks.asOf !== null) query.set('as-of', clocks.asOf)
  if (clocks.knownBy !== null) query.set('known-by', clocks.knownBy)
  return query.size === 0 ? '' : `?${query}`
}

/** Where each kind of row is listed. `/objections` is short for `/responses?act=objection`. */
export const LISTS = {
  response: '/responses',
  claim: '/claims',
  document: '/documents',
  concept: '/concepts',
  author: '/authors',
  hit: '/search',
  disagreement: '/disagreements',
} as const satisfies Record<RowKind, string>
