/** A Mastodon status and its edits as a document. It is known by its ActivityPub uri, which is the same on every server. */
import { z } from 'zod'
import type { AuthorRef, SourceDocument, SourceRevision } from '../../../graph/model.ts'
import { instant } from '../../../graph/time.ts'
import { documentWith, escapeHtml, wording } from '../document.ts'

const account = z.object({
  id: z.string(),
  acct: z.string(),
  display_name: z.string().nullish(),
  url: z.string().nullish(),
  uri: z.string().nullish(),
  noindex: z.boolean().nullish(),
})

export const STATUS = z.object({
  id: z.string(),
  uri: z.string(),
  url: z.string().nullish(),
  created_at: z.string(),
  edited_at: z.string().nullish(),
  in_reply_to_id: z.string().nullish(),
  content: z.string(),
  spoiler_text: z.string().nullish(),
  visibility: z.string().nullish(),
  language: z.string().nullish(),
  replies_count: z.number().nullish(),
  favourites_count: z.number().nullish(),
  account,
  reblog: z.unknown().optional(),
})
export type Status = z.infer<typeof STATUS>

export const STATUS_EDIT = z.object({
  content: z.string(),
  spoiler_text: z.string().nullish(),
  created_at: z.string(),
})
export type StatusEdit = z.infer<typeof STATUS_EDIT>

export const CONTEXT = z.object({ ancestors: z.array(STATUS), descendants: z.array(STATUS) })

export interface Place {
  /** Uri of the status that it answers, where that was read; else its address on this server. */
  readonly parent: string | null
  readonly root: string | null
}

/**
 * Why a server's word about a status is not taken, or null. Each server shows those of others, too; what it calls its own (an
 * account without a server) stands under its own address, else one server could write in the name of another's people.
 */
export function notItsOwn({ uri, account: by }: Status, host: string): string | null {
  if (!/^https?:\/\//i.test(uri) || !URL.canParse(uri)) return 'the uri of the status is no web address'
  const home = hostOf(uri)
  if (home === host || by.acct.includes('@')) return null
  return `${host} calls a status its own whose uri is on ${home}`
}

const hostOf = (uri: string): string => new URL(uri).host

/** `host`: of the server that was asked. `edits` is the history as the server gives it, the original and the newest among them; null: it was not asked for. */
export function documentOfStatus(
  status: Status,
  edits: readonly StatusEdit[] | null,
  place: Place,
  host: string,
): SourceDocument {
  const { uri, url, created_at, favourites_count, account: by } = status
  const author = authorOf(by, uri)
  const all = edits === null || edits.length === 0 ? [editOf(status)] : edits
  return documentWith({
    source: 'mastodon',
    id: uri,
    kind: 'status',
    url: url ?? uri,
    author,
    createdAt: instant(created_at),
    ...place,
    score: typeof favourites_count === 'number' ? { favourites: favourites_count } : null,
    revisions: revisionsOf(all, author),
    extra: {
      ...(typeof status.language === 'string' ? { language: status.language } : {}),
      // Its own server was not asked: these are the words that another one shows.
      ...(hostOf(uri) === host ? {} : { toldBy: host }),
    },
  })
}

const editOf = ({ content, spoiler_text, created_at, edited_at }: Status): StatusEdit => ({
  ...{ content, spoiler_text },
  created_at: edited_at ?? created_at,
})

/** An edit has no id but its time. Edits of polls and pictures repeat the words: they are no revisions. */
function revisionsOf(edits: readonly StatusEdit[], author: AuthorRef): readonly SourceRevision[] {
  const revisions = new Map<string, SourceRevision>()
  let before: string | null = null
  for (const { content, spoiler_text, created_at } of inTime(edits)) {
    const warned = spoiler_text ? `<p>${escapeHtml(spoiler_text)}</p>` : ''
    const body = `${warned}${content}`
    if (body === before) continue
    before = body
    const key = created_at.replaceAll('@', '')
    const number = (revisions.get(key)?.number ?? revisions.size + 1) as number
    revisions.set(key, {
      ...wording({ format: 'html', body, at: instant(created_at), editor: author }),
      ...{ key, number },
    })
  }
  return [...revisions.values()]
}

/** Oldest first is promised; servers that are not Mastodon have sent it otherwise. */
function inTime(edits: readonly StatusEdit[]): readonly StatusEdit[] {
  return [...edits].sort((a, b) => (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0))
}

/** A person is an account on its own server: `ada` here is `ada@example.social` elsewhere. */
function authorOf({ acct, display_name, url, uri }: Status['account'], status: string): AuthorRef {
  const host = URL.canParse(status) ? new URL(status).host : ''
  const id = acct.includes('@') || host === '' ? acct : `${acct}@${host}`
  const address = url ?? uri
  return { id, name: display_name || acct, ...(typeof address === 'string' ? { url: address } : {}) }
}
