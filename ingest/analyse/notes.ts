/** Edit notes in a document's texts, and the earlier wordings that they tell of. */
import { authorId, documentId, revisionId, textHash } from '../../graph/ids.ts'
import type { EditNote, Revision, SourceDocument } from '../../graph/model.ts'
import { inTextRevisions } from '../edits/in-text.ts'
import { editNotes, type NoteFound } from '../edits/notes.ts'
import { REPLY_KINDS } from '../edits/reply-kinds.ts'
import { asserted } from '../edits/retractions.ts'
import { memo } from '../memo.ts'
import type { PlainText, Sentence } from '../text/plain.ts'
import { sentences } from '../text/sentences.ts'
import type { ReadRevision } from './texts.ts'

export interface Noted {
  /** The platform's revisions, with those before them that only the text tells of. */
  readonly revisions: readonly ReadRevision[]
  readonly notes: readonly EditNote[]
}

/** Notes of a text, and its sentences as they leave them. */
const noted = memo<PlainText, { readonly found: readonly NoteFound[]; readonly left: readonly Sentence[] }>()

/**
 * Reads the edit notes of every revision, each where it first stands, marks the sentences that they take back, and puts
 * in-text revisions before the first one.
 */
export function notesOf(record: SourceDocument, platform: readonly ReadRevision[]): Noted {
  const notes: EditNote[] = []
  const seen = new Set<string>()
  const reply = record.parent !== null || REPLY_KINDS.has(record.kind)
  const read = platform.map((one): ReadRevision => {
    const { found, left } = noted.of(one.plain, `${one.revision.at} ${reply}`, () => {
      const found = editNotes(one.plain, one.sentences, one.revision.at)
      return { found, left: asserted(one.sentences, found, reply) }
    })
    for (const note of found) {
      const key = `${note.kind}\0${note.text}`
      if (seen.has(key)) continue
      seen.add(key)
      notes.push({ ...note, revision: one.revision.id })
    }
    return { ...one, sentences: left }
  })
  const first = platform[0]
  if (first === undefined) return { revisions: read, notes }
  const told = inTextRevisions(
    first.plain,
    notes.filter(({ revision }) => revision === first.revision.id),
    {
      createdAt: record.createdAt,
      known: platform.map(({ revision }) => revision.text),
      reply,
    },
  )
  const before = told.map(({ plain, at, note }, index): ReadRevision => {
    const revision: Revision = {
      ...first.revision,
      id: revisionId(documentId(record.source, record.id), first.revision.key, index + 1),
      // Between the number before the platform's first revision and that one's own.
      number: first.revision.number - 1 + (index + 1) / (told.length + 1),
      at,
      origin: 'in-text',
      editor: record.author === null ? null : authorId(record.source, record.author.id),
      note,
      text: plain.text,
      textHash: textHash(plain.text),
    }
    return { revision, plain, sentences: sentences(plain) }
  })
  return { revisions: [...before, ...read], notes }
}
