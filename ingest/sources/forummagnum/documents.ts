/** Posts, comments and wiki pages of ForumMagnum as documents. */
import type { AuthorRef, Json, SourceDocument, SourceRevision } from '../../../graph/model.ts'
import { documentWith, revisionWith, timeOf } from '../document.ts'
import type { Instance } from './instances.ts'
import { reactsOf } from './reacts.ts'
import type { Comment, Post, Revision, Tag, User } from './shapes.ts'

/** The version of what was never edited, and of what is older than versions. */
const FIRST = '1.0.0'

/** The forum that posts are shared with (fmCrosspost), by source. */
const SHARED_WITH: Readonly<Record<string, string>> = {
  'forummagnum:lw': 'forummagnum:eaf',
  'forummagnum:eaf': 'forummagnum:lw',
}

export function postDocument(instance: Instance, post: Post, history: readonly Revision[]): SourceDocument {
  const { _id: id, title, question, baseScore, voteCount, extendedScore, fmCrosspost } = post
  const author = authorOf(instance, post.user, null, post.hideAuthor)
  const foreign = fmCrosspost?.isCrosspost === true ? fmCrosspost.foreignPostId : null
  const shared = SHARED_WITH[instance.source]
  return documentWith({
    ...{ source: instance.source, id, kind: question === true ? 'question' : 'post', title: title ?? null },
    url: `${instance.site}/posts/${id}${post.slug ? `/${post.slug}` : ''}`,
    ...{ author, createdAt: timeOf(post.postedAt) },
    score: scoreOf(baseScore, voteCount, extendedScore),
    revisions: revisionsOf(history, post.contents, author),
    extra: {
      ...(post.af === true ? { alignmentForum: true } : {}),
      ...(post.shortform === true ? { shortform: true } : {}),
      ...(post.url ? { linkpost: post.url } : {}),
      ...listed(
        'coauthors',
        (post.coauthors ?? []).map((each) => authorOf(instance, each, null, false)),
      ),
      ...listed(
        'tags',
        (post.tags ?? []).map(({ name, slug }) => name ?? slug ?? null),
      ),
      ...listed('reacts', reactsOf(extendedScore)),
      ...(foreign && shared !== undefined ? { crosspost: `${shared}:${foreign}` } : {}),
    },
  })
}

/** `saw`: versions of the post with their times, to tell a version that was noted from one that was made up later. */
export function commentDocument(
  instance: Instance,
  comment: Comment,
  history: readonly Revision[],
  saw: readonly SourceRevision[],
): SourceDocument {
  const { _id: id, postId = null, parentCommentId, baseScore, voteCount, extendedScore, postVersion } = comment
  const author = authorOf(instance, comment.user, comment.author, comment.hideAuthor)
  const gone = comment.deleted === true
  const state = gone ? 'deleted' : comment.retracted === true ? 'retracted' : 'live'
  const createdAt = timeOf(comment.postedAt)
  const parent = parentCommentId ?? postId
  const revisions = revisionsOf(history, comment.contents, author, createdAt)
  return documentWith({
    ...{ source: instance.source, id, kind: comment.answer === true ? 'answer' : 'comment' },
    url: `${instance.site}/posts/${postId}?commentId=${id}`,
    ...{ author, createdAt, parent, root: postId, state },
    stateAt: gone ? timeOf(comment.deletedDate) : null,
    score: scoreOf(baseScore, voteCount, extendedScore),
    respondsToRevision: parent === postId ? seenVersion(postVersion, createdAt, saw) : null,
    revisions: gone ? revisions.map((each) => ({ ...each, body: '', note: null })) : revisions,
    extra: {
      ...(postVersion ? { postVersion } : {}),
      ...(comment.shortform === true ? { shortform: true } : {}),
      ...(gone ? {} : listed('reacts', reactsOf(extendedScore))),
    },
  })
}

/** A wiki page: what it is called, in all its names, is a concept. */
export function tagDocument(instance: Instance, tag: Tag, history: readonly Revision[]): SourceDocument {
  const { _id: id, slug, name, shortName, subtitle, oldSlugs, description } = tag
  const aliases = [shortName, ...(oldSlugs ?? []).map((old) => old.replaceAll('-', ' '))]
  return documentWith({
    ...{ source: instance.source, id, kind: 'wiki', title: name ?? slug ?? null, subtitle: subtitle ?? null },
    url: slug ? `${instance.site}/w/${slug}` : null,
    state: tag.deleted === true ? 'deleted' : 'live',
    aliases: [...new Set(aliases.filter((each): each is string => !!each && each !== name))],
    revisions: revisionsOf(history, description, null),
  })
}

/** A comment whose children are shown and which itself is not: deleted without a trace. Keeps the thread together. */
export function missingParent({ source, site }: Instance, id: string, post: string): SourceDocument {
  return documentWith({
    ...{ source, id, kind: 'comment', url: `${site}/posts/${post}?commentId=${id}`, parent: post, root: post },
    state: 'unavailable',
    revisions: [revisionWith({ key: 'unknown', number: 1, format: 'text', body: '' })],
  })
}

/** "1.10.0" as a number that orders as versions do. */
function versionNumber(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0)
  return major * 1_000_000 + minor * 1000 + patch
}

/** Revisions of which there is a text; drafts are nobody's but their author's. */
function revisionsOf(
  history: readonly Revision[],
  contents: Revision | null | undefined,
  author: AuthorRef | null,
  createdAt: string | null = null,
): readonly SourceRevision[] {
  const found = new Map<string, SourceRevision>()
  for (const { version, editedAt, commitMessage, userId, draft, html } of [
    ...history,
    ...(contents ? [contents] : []),
  ]) {
    if (draft === true || html == null) continue
    const key = version ?? FIRST
    const editor = userId == null || userId === author?.id ? author : { id: userId, name: userId }
    const note = commitMessage?.trim() || null
    const at = timeOf(editedAt) ?? createdAt
    found.set(key, revisionWith({ key, number: versionNumber(key), at, editor, note, format: 'html', body: html }))
  }
  if (found.size === 0) {
    const number = versionNumber(FIRST)
    found.set(FIRST, revisionWith({ key: FIRST, number, at: createdAt, editor: author, format: 'html', body: '' }))
  }
  return [...found.values()].sort((a, b) => a.number - b.number)
}

/** "1.0.0" stands where the forum did not note it: believed only where the post had no later version by then. */
function seenVersion(
  version: string | null | undefined,
  at: string | null,
  saw: readonly SourceRevision[],
): string | null {
  if (!version || !saw.some(({ key }) => key === version)) return null
  const later = saw.some(
    (each) => each.number > versionNumber(version) && each.at !== null && at !== null && each.at <= at,
  )
  return version === '1.0.0' && later ? null : version
}

function authorOf(
  { site }: Instance,
  user: User,
  name: string | null | undefined,
  hidden: boolean | null | undefined,
): AuthorRef | null {
  if (hidden === true) return null
  if (user == null) return name ? { id: `name:${name}`, name } : null
  if (user.deleted === true) return { id: user._id, name: '[deleted]' }
  const ref = { id: user._id, name: user.displayName ?? user.slug ?? user._id }
  return user.slug ? { ...ref, url: `${site}/users/${user.slug}` } : ref
}

function scoreOf(karma: number | null | undefined, votes: number | null | undefined, extended: unknown): Json {
  const { agreement } = (extended ?? {}) as { readonly agreement?: unknown }
  const said = { karma: karma ?? null, votes: votes ?? null }
  return typeof agreement === 'number' ? { ...said, agreement } : said
}

function listed(name: string, values: readonly (Json | AuthorRef | null)[]): { readonly [name: string]: Json } {
  const there = values.filter((value) => value !== null)
  return there.length === 0 ? {} : { [name]: there as Json }
}
