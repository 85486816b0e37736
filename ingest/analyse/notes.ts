/** Edit notes in a document's texts, and the earlier wordings that they tell of. */
import type { EditNote, SourceDocument } from '../../graph/model.ts'
import type { ReadRevision } from './texts.ts'

export interface Noted {
  readonly revisions: readonly ReadRevision[]
  readonly notes: readonly EditNote[]
}

export function notesOf(_record: SourceDocument, revisions: readonly ReadRevision[]): Noted {
  return { revisions, notes: [] }
}
