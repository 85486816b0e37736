/** Plain text and sentences of every revision of a document. */
import { documentId, revisionId } from '../../graph/ids.ts'
import type { Revision, SourceDocument } from '../../graph/model.ts'
import type { PlainText, Sentence } from '../text/plain.ts'
import { reading } from './readings.ts'

/** A revision with its text read. */
export interface ReadRevision {
  readonly revision: Revision
  readonly plain: PlainText
  readonly sentences: readonly Sentence[]
}

/** Reads every revision, oldest first; a wording that was read lately is not read again. */
export function readRevisions(record: SourceDocument): readonly ReadRevision[] {
  const document = documentId(record.source, record.id)
  return [...record.revisions]
    .sort((a, b) => a.number - b.number)
    .map((source) => {
      const title = source.title ?? record.title
      const subtitle = source.subtitle ?? record.subtitle
      const text = reading({ format: source.format, title, subtitle, body: source.body })
      const revision: Revision = {
        id: revisionId(document, source.key),
        document,
        key: source.key,
        number: source.number,
        at: source.at,
        observedAt: source.observedAt,
        origin: source.observedAt === null ? 'api' : 'observed',
        editor: source.editor === null ? null : `${record.source}:${source.editor.id}`,
        note: source.note,
        format: source.format,
        text: text.plain.text,
        textHash: text.hash,
      }
      return { revision, plain: text.plain, sentences: text.sentences }
    })
}
