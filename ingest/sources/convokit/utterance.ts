/** An utterance of a ConvoKit corpus as a document; WikiConv's are told with their edits. */
import { z } from 'zod'
import type { AuthorRef, Format, Iso, Json, SourceDocument, SourceRevision } from '../../../graph/model.ts'
import { instant } from '../../../graph/time.ts'
import { documentWith, instantOfSeconds, tombstone, wording } from '../document.ts'

const id = z.union([z.string(), z.number()]).transform(String)
const speaker = z.union([z.string(), z.number(), z.object({ id }).loose()]).nullish()
const meta = z.record(z.string(), z.unknown()).nullish()

/** Older corpora say `user` for `speaker` and `root` for `conversation_id`. */
export const UTTERANCE = z.object({
  id,
  speaker,
  user: speaker,
  conversation_id: id.nullish(),
  root: id.nullish(),
  reply_to: id.nullish(),
  'reply-to': id.nullish(),
  timestamp: z.union([z.number(), z.string()]).nullish(),
  text: z.string().nullish(),
  meta,
})
export type Utterance = z.infer<typeof UTTERANCE>

export interface Corpus {
  readonly source: string
  readonly format: Format
  /** Title of a conversation, by its id. */
  readonly titles: ReadonlyMap<string, string>
}

const GONE: Readonly<Record<string, 'deleted' | 'unavailable'>> = { '[deleted]': 'deleted', '[removed]': 'unavailable' }

export function documentOfUtterance(utterance: Utterance, { source, format, titles }: Corpus): SourceDocument {
  const { id: own, text, timestamp } = utterance
  const conversation = utterance.conversation_id ?? utterance.root ?? null
  const replied = utterance.reply_to ?? utterance['reply-to'] ?? null
  const parent = replied === own ? null : replied
  const author = authorOf(utterance.speaker ?? utterance.user)
  const at = timeOf(timestamp)
  const isRoot = parent === null
  const details = detailsOf(utterance)
  const place = {
    ...{ source, id: own, kind: isRoot ? 'post' : 'comment', author, createdAt: at, parent },
    root: isRoot || conversation === own ? null : conversation,
  }
  const title = isRoot ? (titles.get(conversation ?? own) ?? titles.get(own) ?? null) : null
  const said = (text ?? '').trim()
  const state = GONE[said] ?? (wasDeleted(details) ? 'deleted' : 'live')
  if (state !== 'live') return tombstone({ ...place, state })
  return documentWith({
    ...place,
    title,
    revisions: revisionsOf(text ?? '', format, at, author, details),
    extra: extraOf(details),
  })
}

/** Metadata; older corpora wrap it once more. */
function detailsOf({ meta: details }: Utterance): Readonly<Record<string, unknown>> {
  const inner = details?.meta
  const wrapped = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
  return wrapped ? (inner as Readonly<Record<string, unknown>>) : (details ?? {})
}

function authorOf(by: Utterance['speaker']): AuthorRef | null {
  const name = typeof by === 'object' && by !== null ? by.id : by
  if (name === null || name === undefined || name === '' || name === '[deleted]') return null
  return { id: String(name), name: String(name) }
}

/** Seconds, milliseconds, or a time in words. */
function timeOf(timestamp: Utterance['timestamp']): Iso | null {
  if (timestamp === null || timestamp === undefined) return null
  const number = Number(timestamp)
  if (Number.isFinite(number)) return instantOfSeconds(number > 1e11 ? number / 1000 : number)
  return instant(String(timestamp))
}

/** WikiConv: the wording first saved, its later ones, and the one shown now. */
function revisionsOf(
  text: string,
  format: Format,
  at: Iso | null,
  editor: AuthorRef | null,
  details: Readonly<Record<string, unknown>>,
): readonly SourceRevision[] {
  const former = [details.original, ...listOf(details.modification)].flatMap((each) => {
    const checked = UTTERANCE.safeParse(each)
    return checked.success ? [checked.data] : []
  })
  const all = [
    ...former.map((each) => ({
      body: each.text ?? '',
      at: timeOf(each.timestamp),
      editor: authorOf(each.speaker ?? each.user) ?? editor,
    })),
    { body: text, at: former.length === 0 ? at : null, editor },
  ]
  const revisions: SourceRevision[] = []
  for (const each of all) {
    if (each.body === revisions.at(-1)?.body) continue
    const number = revisions.length + 1
    const one = wording({ format, ...each, at: each.at ?? revisions.at(-1)?.at ?? at })
    // A wording that returns is a revision of its own.
    const seen = revisions.filter(({ body }) => body === each.body).length
    revisions.push({ ...one, number, key: seen === 0 ? one.key : `${one.key}-${seen + 1}` })
  }
  return revisions
}

function wasDeleted({ deletion, restoration }: Readonly<Record<string, unknown>>): boolean {
  const latest = (list: unknown): string =>
    listOf(list).reduce<string>((last, each) => {
      const at = timeOf((each as Utterance | null)?.timestamp ?? null) ?? ''
      return at > last ? at : last
    }, '')
  const [deleted, restored] = [latest(deletion), latest(restoration)]
  return listOf(deletion).length > 0 && (listOf(restoration).length === 0 || deleted > restored)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Labels and numbers are kept; texts within texts and lists are not. */
function extraOf(details: Readonly<Record<string, unknown>>): { [key: string]: Json } {
  const plain = Object.entries(details).filter(
    (entry): entry is [string, string | number | boolean] =>
      ['number', 'boolean', 'string'].includes(typeof entry[1]) && String(entry[1]).length <= 200,
  )
  return plain.length === 0 ? {} : { meta: Object.fromEntries(plain) }
}
