/** Documents and revisions as they are read back. */
import type { Document, Revision } from '../model.ts'

export interface DocumentCells {
  readonly id: string
  readonly source: string
  readonly kind: string
  readonly title: string | null
  readonly subtitle: string | null
  readonly url: string | null
  readonly author: string | null
  readonly createdAt: string | null
  readonly parent: string | null
  readonly root: string | null
  readonly state: Document['state']
  readonly stateAt: string | null
  readonly score: string
  readonly aliases: string
  readonly quote: string | null
  readonly respondsTo: string | null
  readonly language: string
  readonly extra: string
}

/** For a map projection of a document. */
export const DOCUMENT = `.id, .source, .kind, .title, .subtitle, .url, .author, .createdAt, .parent, .root, .state, .stateAt,
  .score, .aliases, .quote, .respondsTo, .language, .extra`

export function documentOf(cells: DocumentCells): Document {
  const { id, source, kind, title, subtitle, url, author, createdAt, parent, root, state, stateAt, language } = cells
  return {
    ...{ id, source, kind, title, subtitle, url, author, createdAt, parent, root, state, stateAt },
    score: JSON.parse(cells.score) as Document['score'],
    aliases: JSON.parse(cells.aliases) as string[],
    quote: cells.quote === null ? null : (JSON.parse(cells.quote) as Document['quote']),
    respondsToRevision: cells.respondsTo,
    language,
    extra: JSON.parse(cells.extra) as Document['extra'],
  }
}

/** For a map projection of a revision, without its text. */
export const REVISION = '.id, .key, .number, .at, .observedAt, .origin, .editor, .note, .format, .textHash'

export type RevisionCells = Omit<Revision, 'text' | 'document'>
