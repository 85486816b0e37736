/** Revisions of a wiki page as one document. A revision is known and numbered by its revision id. */
import { z } from 'zod'
import type { AuthorRef, SourceDocument, SourceRevision } from '../../../graph/model.ts'
import { instant } from '../../../graph/time.ts'
import { documentWith, tombstone, wording } from '../document.ts'
import { htmlOfWikitext } from './wikitext.ts'

export const REVISION = z.object({
  revid: z.number().int(),
  timestamp: z.string().optional(),
  user: z.string().optional(),
  userhidden: z.boolean().optional(),
  comment: z.string().optional(),
  sha1: z.string().optional(),
  tags: z.array(z.string()).optional(),
  slots: z
    .object({
      main: z.object({
        contentmodel: z.string().optional(),
        content: z.string().optional(),
        texthidden: z.boolean().optional(),
      }),
    })
    .optional(),
  texthidden: z.boolean().optional(),
})

export const PAGE = z.object({
  pageid: z.number().int().optional(),
  ns: z.number().int(),
  title: z.string(),
  missing: z.boolean().optional(),
  invalid: z.boolean().optional(),
  invalidreason: z.string().optional(),
  lastrevid: z.number().int().optional(),
  canonicalurl: z.string().optional(),
  talkid: z.number().int().optional(),
  subjectid: z.number().int().optional(),
  redirects: z.array(z.object({ title: z.string() })).optional(),
  revisions: z.array(REVISION).optional(),
})
export type WikiPage = z.infer<typeof PAGE>
export type WikiRevision = z.infer<typeof REVISION>

/** Name of the source of a wiki. */
export function sourceOfWiki(host: string): string {
  return `mediawiki-${host}`
}

/** Revisions whose words were suppressed are left out, and those that repeat the one before (protections, moves). */
export function documentOfPage(source: string, page: WikiPage, revisions: readonly WikiRevision[]): SourceDocument {
  const kept = revisions.filter(
    (each, at) => contentOf(each) !== null && (each.sha1 === undefined || each.sha1 !== revisions[at - 1]?.sha1),
  )
  return documentWith({
    source,
    id: String(page.pageid),
    // A page of another namespace (a user's, a project's) names no concept.
    kind: page.ns === 0 ? 'wiki' : 'post',
    title: page.title,
    url: page.canonicalurl ?? null,
    aliases: (page.redirects ?? []).map(({ title }) => title),
    revisions: kept.map(revisionOf),
    extra: { namespace: page.ns },
  })
}

/** A page that was there and is no more. */
export function pageGone(source: string, id: string): SourceDocument {
  return tombstone({ source, id, kind: 'wiki' })
}

function contentOf({ slots, texthidden }: WikiRevision): string | null {
  const { content = null, contentmodel = 'wikitext', texthidden: hidden } = slots?.main ?? {}
  return texthidden === true || hidden === true || contentmodel !== 'wikitext' ? null : content
}

function revisionOf(revision: WikiRevision): SourceRevision {
  const { revid, timestamp, user, comment } = revision
  return {
    ...wording({
      format: 'html',
      body: htmlOfWikitext(contentOf(revision) ?? ''),
      at: timestamp === undefined ? null : instant(timestamp),
      editor: editorOf(user),
      note: comment === undefined || comment === '' ? null : comment,
    }),
    ...{ key: String(revid), number: revid },
  }
}

function editorOf(user: string | undefined): AuthorRef | null {
  return user === undefined || user === '' ? null : { id: user, name: user }
}
