/**
 * Flat threads: forums that show their posts in one row (Discourse, issues, comment lists) let them hang under the root,
 * whatever they answer. There the documents before one are what it may answer, wherever they hang.
 */

interface Placed {
  readonly parent: string | null
}

/**
 * Of the documents just before one, in a flat thread more than this share hang directly under the root. A forum where
 * people may name the post that they answer has fewer of them than half, and its row is one all the same.
 */
const DIRECT = 0.25

/**
 * The root whose row a document stands in: the one that it names and hangs directly under, else null. A document that
 * hangs under a reply says itself what it answers.
 */
export function rootOfRow({ parent, root }: Placed & { readonly root: string | null }): string | null {
  return root !== null && root === parent ? root : null
}

/** Whether a thread is flat, by those of its documents that stand just before one of the root's row. */
export function isFlat(before: readonly Placed[], root: string): boolean {
  return before.filter(({ parent }) => parent === root).length > before.length * DIRECT
}
