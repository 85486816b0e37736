/** What a page about a document is made of: its text as of then, its claims there, and what responds to them. */
import type {
  Clocks,
  DocumentRow,
  ResponseRow,
  Revision,
  RevisionView,
  SourceDocument,
  Store,
} from '../../graph/index.ts'
import type { PlainText } from '../../ingest/index.ts'
import { textOf } from './text/source.ts'

/** Responses to one document that its page shows at most; the list has them all. */
const MOST_RESPONSES = 1_000

export interface Reading {
  /** As its source gave the document. */
  readonly record: SourceDocument | undefined
  readonly plain: PlainText
  readonly view: RevisionView | null
  /** Newest first. */
  readonly responses: readonly ResponseRow[]
  readonly more: boolean
}

export type RevisionBrief = Omit<Revision, 'text'>

/** The source records of documents. */
export async function recordsOf(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, SourceDocument>> {
  const known = await store.known(ids)
  return new Map([...known].map(([id, { record }]) => [id, record]))
}

/** Everything that points at a document or at a claim of it. */
export async function responsesTo(
  store: Store,
  document: string,
  { asOf, knownBy }: Clocks,
): Promise<{ readonly rows: readonly ResponseRow[]; readonly more: boolean }> {
  const { rows, next } = await store.ask({
    ...{ kind: 'response', sort: 'newest', limit: MOST_RESPONSES, cursor: null, asOf, knownBy },
    filters: { target: document, sense: document },
  })
  return { rows, more: next !== null }
}

/** One revision of a document, read. */
export async function readRevision(
  store: Store,
  document: string,
  revision: { readonly id: string; readonly text: string },
  clocks: Clocks,
): Promise<Reading> {
  const [records, view, { rows, more }] = await Promise.all([
    recordsOf(store, [document]),
    store.view(revision.id),
    responsesTo(store, document, clocks),
  ])
  const record = records.get(document)
  return { record, plain: textOf(revision, record), view, responses: rows, more }
}

/** Responses by the claim that they point at. */
export function byClaim(responses: readonly ResponseRow[]): ReadonlyMap<string, readonly ResponseRow[]> {
  const found = new Map<string, ResponseRow[]>()
  for (const row of responses) {
    if (row.to.claim === null) continue
    const there = found.get(row.to.claim)
    if (there === undefined) found.set(row.to.claim, [row])
    else there.push(row)
  }
  return found
}

/** A comment with what answers it, in the order of the source. */
export interface Comment {
  readonly row: DocumentRow
  readonly plain: PlainText
  /** What it does, where the reading found that. */
  readonly main: ResponseRow | null
  readonly replies: readonly Comment[]
  /** Replies that are not shown here. */
  readonly left: number
}

/** Comments of one page at most, characters of their text, and how deep they go. */
const MOST_COMMENTS = 150
const MOST_CHARACTERS = 60_000
const DEEPEST = 20

/** The tree of comments below a document; `document` is read already. */
export async function commentsOf(store: Store, document: DocumentRow, clocks: Clocks) {
  let count = 0
  let characters = 0
  const read = async (ids: readonly string[], depth: number): Promise<readonly Comment[]> => {
    const comments: Comment[] = []
    const records = await recordsOf(store, ids.slice(0, MOST_COMMENTS))
    for (const id of ids) {
      if (depth > DEEPEST || count >= MOST_COMMENTS || characters >= MOST_CHARACTERS) break
      const row = await store.row('document', id, clocks)
      if (row === null) continue
      count += 1
      characters += row.revision?.text.length ?? 0
      const { rows } = await store.ask({
        ...{ kind: 'response', sort: 'oldest', limit: 20, cursor: null, asOf: clocks.asOf, knownBy: clocks.knownBy },
        filters: { document: id },
      })
      const replies = await read(row.replies, depth + 1)
      comments.push({
        row,
        plain: textOf(row.revision ?? { id: row.id, text: '' }, records.get(id)),
        main: rows.find(({ main }) => main) ?? null,
        replies,
        left: row.replies.length - replies.length,
      })
    }
    return comments
  }
  const comments = await read(document.replies, 1)
  return { comments, left: document.replies.length - comments.length }
}
