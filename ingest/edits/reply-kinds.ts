/** Kinds of documents that answer something, even where that was never read. */
export const REPLY_KINDS: ReadonlySet<string> = new Set(['comment', 'answer', 'status'])
