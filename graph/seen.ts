/** What the author of a reply could see of the documents around it, and where older wordings are to be looked into. */
import { EDITS_AFTER, type LinkSubject, OLDER_REVISIONS, type Relation } from './context.ts'
import { standsIn } from './folded.ts'
import { revisionId } from './ids.ts'
import type { Document, Iso } from './model.ts'

/** A revision of a document, oldest first in a list. */
export interface Head {
  readonly id: string
  readonly number: number
  readonly at: Iso | null
}

/**
 * Index of the revision that the subject's author could see: the one that the subject names for its parent, else the
 * newest by the subject's time, else the first. A revision without a time was always there; to a subject without one
 * the newest is shown. Null for a document without revisions.
 */
export function seenAt(
  heads: readonly Head[],
  document: string,
  relation: Relation,
  { respondsToRevision: named, createdAt }: Pick<Document, 'respondsToRevision' | 'createdAt'>,
): number | null {
  if (heads.length === 0) return null
  const exact =
    relation === 'parent' && named !== null ? heads.findIndex(({ id }) => id === revisionId(document, named)) : -1
  if (exact !== -1) return exact
  if (createdAt === null) return heads.length - 1
  return Math.max(
    0,
    heads.findLastIndex(({ at }) => at === null || at <= createdAt),
  )
}

/** Revisions made after a time, each with the one before it. */
export function editsAfter<H extends Head>(
  heads: readonly H[],
  time: Iso | null,
): readonly { readonly head: H; readonly before: H }[] {
  if (time === null) return []
  return heads
    .flatMap((head, index) => (index === 0 ? [] : [{ head, before: heads[index - 1]! }]))
    .filter(({ head }) => head.at !== null && head.at > time)
    .slice(0, EDITS_AFTER)
}

/** Revisions but the newest and the one that was seen, newest first. */
export function olderThan<H extends Head>(heads: readonly H[], seen: number): readonly H[] {
  return heads
    .filter((head, index) => index !== seen && head !== heads.at(-1))
    .toReversed()
    .slice(0, OLDER_REVISIONS)
}

export interface Seen {
  readonly document: string
  readonly relation: Relation
  /** Its text as it was seen. */
  readonly text: string
}

/**
 * Tells in which documents older revisions are to be read: those in whose text, as it was seen, something is not found
 * that the subject quotes. A quotation that names its document is sought there only; siblings are searched further
 * only for what stands in no text at all.
 */
export function soughtIn(
  { quotes, anchor }: Pick<LinkSubject, 'quotes' | 'anchor'>,
  refersTo: (ref: string) => string | null,
  seen: readonly Seen[],
): (one: Seen) => boolean {
  const wanted = quotes.map(({ exact, ref }) => ({ exact, from: ref === null ? null : refersTo(ref) }))
  if (anchor !== null && !quotes.some(({ kind }) => kind === 'anchor')) wanted.push({ exact: anchor.exact, from: null })
  if (wanted.length === 0) return () => false
  const nowhere = wanted.filter(({ exact }) => !seen.some(({ text }) => standsIn(text, exact)))
  return ({ document, relation, text }) =>
    relation !== 'reply' &&
    (relation === 'sibling' ? nowhere : wanted).some(
      ({ exact, from }) => (from === null || from === document) && !standsIn(text, exact),
    )
}
