/** Plain text and sentences of every revision of a document. */
import { documentId, revisionId, textHash } from '../../graph/ids.ts'
import type { Revision, SourceDocument } from '../../graph/model.ts'
import type { PlainText, Sentence } from '../text/plain.ts'
import { sentences } from '../text/sentences.ts'
import { plainText } from '../text/text.ts'

/** A revision with its text read. */
export interface ReadRevision {
  readonly revision: Revision
  readonly plain: PlainText
  readonly sentences: readonly Sentence[]
}

/** Reads every revision, oldest first; a wording that returns is read once. */
export function readRevisions(record: SourceDocument): readonly ReadRevision[] {
  const document = documentId(record.source, record.id)
  const read = new Map<string, { plain: PlainText; sentences: readonly Sentence[]; hash: string }>()
  return [...record.revisions]
    .sort((a, b) => a.number - b.number)
    .map((source) => {
      const title = source.title ?? record.title
      const subtitle = source.subtitle ?? record.subtitle
      const key = JSON.stringify([source.format, title, subtitle, source.body])
      let text = read.get(key)
      if (text === undefined) {
        const plain = plainText({ format: source.format, title, subtitle, body: source.body })
        text = { plain, sentences: sentences(plain), hash: textHash(plain.text) }
        read.set(key, text)
      }
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
