/** Discussions, issues and comments of GitHub as documents, with every edit that is public. */
import type { AuthorRef, SourceDocument, SourceRevision } from '../../../graph/model.ts'
import { documentWith, revisionWith, timeOf } from '../document.ts'
import { sameText } from '../same-text.ts'
import type { Comment, Edit, Renamed, Thread } from './shapes.ts'

export const GITHUB = 'github'

/** What was said and how it came to be: edits oldest first. */
export interface Written {
  readonly createdAt: string
  readonly includesCreatedEdit?: boolean | null | undefined
  readonly lastEditedAt?: string | null | undefined
  readonly body?: string | null | undefined
  readonly author?: { readonly login: string } | null | undefined
}

export interface History {
  readonly revisions: readonly SourceRevision[]
  /** Why not all wordings are here. */
  readonly lost: readonly string[]
}

const PURGED = 'edits whose words somebody removed'
/** The one thing about edits that is known from hearsay: that each carries the whole text. `doctor` looks for it. */
export const BROKEN = 'edit histories that do not lead to the text of now'

/** "owner/name/issues/7#issuecomment-1": the address within GitHub, which stays when its internal ids change form. */
export function nativeId(url: string): string {
  const { pathname, hash } = new URL(url)
  return `${pathname.slice(1)}${hash}`
}

export function threadDocument(thread: Thread, { revisions }: History): SourceDocument {
  const { url, title, author, createdAt, category, labels, upvoteCount, closed, stateReason } = thread
  const names = (labels?.nodes ?? []).map(({ name }) => name)
  return documentWith({
    ...{ source: GITHUB, id: nativeId(url), kind: category?.isAnswerable === true ? 'question' : 'post', title, url },
    ...{ author: personOf(author), createdAt: timeOf(createdAt), revisions },
    score: upvoteCount == null ? null : { upvotes: upvoteCount },
    extra: {
      ...(closed === true ? { closed: stateReason ?? true } : {}),
      ...(category?.name ? { category: category.name } : {}),
      ...(names.length > 0 ? { labels: names } : {}),
    },
  })
}

/** `parent`: what it replies to, `root`: its discussion or issue, both by native id. */
export function commentDocument(
  comment: Comment,
  { revisions }: History,
  { parent, root }: { readonly parent: string; readonly root: string },
): SourceDocument {
  const { url, author, createdAt, deletedAt, isAnswer, upvoteCount, isMinimized, minimizedReason } = comment
  const isDeleted = deletedAt != null
  return documentWith({
    ...{ source: GITHUB, id: nativeId(url), kind: isAnswer === true ? 'answer' : 'comment', url, parent, root },
    ...{ author: personOf(author), createdAt: timeOf(createdAt), state: isDeleted ? 'deleted' : 'live' },
    stateAt: isDeleted ? timeOf(deletedAt) : null,
    revisions: isDeleted ? [] : revisions,
    score: upvoteCount == null ? null : { upvotes: upvoteCount },
    extra: isMinimized === true ? { minimized: (minimizedReason ?? 'unknown').toLowerCase() } : {},
  })
}

/** One state of a text: since when, by whom. */
interface State {
  readonly at: string
  readonly editor: AuthorRef | null
  readonly body: string
  readonly title: string | null
  readonly note: string | null
}

/**
 * Wordings from edits, which carry the whole text after each, and from changes of the title. The last must be the text
 * of now: else the edits are something other than we take them for, and only the text of now is kept.
 */
export function historyOf(
  written: Written,
  edits: readonly Edit[],
  title: string | null,
  renamed: readonly Renamed[],
): History {
  const author = personOf(written.author)
  const now = plain(written.body)
  const known = edits.filter(({ deletedAt, diff }) => deletedAt == null && diff != null)
  const lost = known.length < edits.length ? [PURGED] : []
  const last = known.at(-1)
  const isTrue = last === undefined || sameText(plain(last.diff), now)
  const bodies: { at: string; editor: AuthorRef | null; body: string }[] = isTrue
    ? known.map(({ editedAt, editor, diff }, nth) => {
        const isFirst = nth === 0 && written.includesCreatedEdit === true && known.length === edits.length
        return isFirst
          ? { at: written.createdAt, editor: author, body: plain(diff) }
          : { at: editedAt ?? written.createdAt, editor: personOf(editor), body: plain(diff) }
      })
    : []
  if (bodies.length === 0) bodies.push({ at: written.lastEditedAt ?? written.createdAt, editor: author, body: now })
  return { revisions: revisionsOf(statesOf(bodies, title, renamed)), lost: isTrue ? lost : [...lost, BROKEN] }
}

function statesOf(
  bodies: readonly { readonly at: string; readonly editor: AuthorRef | null; readonly body: string }[],
  title: string | null,
  renamed: readonly Renamed[],
): readonly State[] {
  const renames = renamed
    .filter(({ createdAt }) => createdAt != null)
    .toSorted((a, b) => (a.createdAt! < b.createdAt! ? -1 : 1))
  const titleAt = (at: string): string | null =>
    renames.findLast(({ createdAt }) => createdAt! <= at)?.currentTitle ?? renames[0]?.previousTitle ?? title
  const bodyAt = (at: string): string => (bodies.findLast((one) => one.at <= at) ?? bodies[0]!).body
  const states = [
    ...bodies.map((one) => ({ ...one, title: titleAt(one.at), note: null })),
    ...renames.map(({ createdAt, currentTitle, actor }) => ({
      ...{
        at: createdAt!,
        editor: personOf(actor),
        body: bodyAt(createdAt!),
        title: currentTitle ?? title,
        note: 'renamed',
      },
    })),
  ]
  return states.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** A revision's key is its time; a second one of the same moment is counted. Its title stands with it where it is another now. */
function revisionsOf(states: readonly State[]): readonly SourceRevision[] {
  const times = new Map<string, number>()
  const current = states.at(-1)?.title ?? null
  return states.map(({ at, editor, body, title, note }, index) => {
    const time = timeOf(at) ?? at
    const nth = (times.get(time) ?? 0) + 1
    times.set(time, nth)
    return revisionWith({
      ...{ key: nth === 1 ? time : `${time}-${nth}`, number: index + 1, at: timeOf(at), editor, note },
      ...{ format: 'markdown', title: title === current ? null : title, body },
    })
  })
}

const plain = (text: string | null | undefined): string => (text ?? '').replaceAll('\r\n', '\n')

/** An account; null for one that is no more ("ghost"). */
export function personOf(author: { readonly login: string } | null | undefined): AuthorRef | null {
  if (author == null || author.login === 'ghost') return null
  return { id: author.login, name: author.login, url: `https://github.com/${author.login}` }
}
