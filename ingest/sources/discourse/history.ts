/** Former wordings of a post: Discourse gives two at a time, side by side, and the last of them must be the text of now. */
import type { SourceRevision } from '../../../graph/model.ts'
import type { Client, RequestOptions } from '../../fetch/client.ts'
import { revisionWith, timeOf } from '../document.ts'
import { checked } from '../live.ts'
import { sameText } from '../same-text.ts'
import { wordingOf } from './documents.ts'
import { type Post, REVISION, type Revision } from './shapes.ts'
import { sidesOf } from './side-by-side.ts'

/** Wordings, oldest first; `lost` says why there are not all of them. */
export interface History {
  readonly revisions: readonly SourceRevision[]
  readonly lost: string | null
}

const HIDDEN = 'revisions that the forum hides'
const CLOSED = 'edit histories that are not public'
const BROKEN = 'edit histories that do not lead to the text of now'
/** Revisions of one post at most. */
const MOST = 200

/** A text on the way back: its edit is not known yet. */
interface Found {
  readonly key: string
  readonly body: string
}

/**
 * Walks back from the latest revision to the first. Revision numbers begin at 2, jump where one is hidden, and each
 * names the one before it.
 */
export async function historyOf(client: Client, site: string, post: Post, options: RequestOptions): Promise<History> {
  const now = wordingOf(post, post.version ?? 1)
  const back: SourceRevision[] = []
  let lost: string | null = null
  let found: Found | null = { key: now.key, body: now.body }
  let next: number | 'latest' | null = 'latest'
  for (let steps = 0; next !== null && steps < MOST; steps++) {
    const revision = await revisionAt(client, `${site}/posts/${post.id}/revisions/${next}.json`, options)
    if (revision === null) return { revisions: [now], lost: CLOSED }
    const { previous_revision: before = null, previous_hidden, current_hidden } = revision
    next = before
    const sides = sidesOf(revision.body_changes?.side_by_side_markdown ?? '')
    const isHidden = previous_hidden === true || current_hidden === true
    if (isHidden) lost = HIDDEN
    else if (found !== null && !sameText(sides.current, found.body))
      return { revisions: chain(back, now), lost: BROKEN }
    if (found !== null) back.push(edited(found, revision))
    found = isHidden ? null : { key: String(before ?? 1), body: sides.previous }
  }
  if (found !== null && next === null) back.push(created(found, post))
  return { revisions: chain(back, now), lost }
}

/** Oldest first; the text of now as the post itself gives it. */
function chain(back: readonly SourceRevision[], now: SourceRevision): readonly SourceRevision[] {
  const [newest, ...former] = back
  return [...former.toReversed(), newest === undefined ? now : { ...newest, body: now.body }]
}

function edited(
  { key, body }: Found,
  { created_at, username, display_username, edit_reason }: Revision,
): SourceRevision {
  const editor = username ? { id: username, name: display_username || username } : null
  const at = timeOf(created_at)
  return revisionWith({ key, number: Number(key), at, editor, note: edit_reason || null, format: 'markdown', body })
}

function created({ key, body }: Found, post: Post): SourceRevision {
  const { at, editor } = wordingOf({ ...post, version: 1 }, 1)
  return revisionWith({ key, number: Number(key), at, editor, format: 'markdown', body })
}

/** Null where the forum shows histories to nobody, or not this one. */
async function revisionAt(client: Client, url: string, options: RequestOptions): Promise<Revision | null> {
  const reply = await client.fetch(url, { ...options, json: true, expect: [403, 404] })
  return reply.status === 200 ? checked(reply, REVISION, 'a revision') : null
}
