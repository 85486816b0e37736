/** What a feed says, whatever its format. */
import type { Format, Iso } from '../../../graph/model.ts'

export interface FeedText {
  readonly format: Format
  readonly body: string
}

export interface FeedEntry {
  /** What the feed calls it: Atom id, guid, JSON Feed id, rdf:about; null where it has no such name. */
  readonly id: string | null
  readonly link: string | null
  readonly title: string | null
  readonly text: FeedText
  /** The text is an excerpt of the page's. */
  readonly partial: boolean
  readonly published: Iso | null
  readonly updated: Iso | null
  readonly author: string | null
  readonly authorUrl: string | null
  /** The id of what it answers (RFC 4685). */
  readonly inReplyTo: string | null
  /** The feed of its comments, and how many there are. */
  readonly replies: { readonly url: string; readonly count: number | null } | null
  readonly tags: readonly string[]
}

export interface DeletedEntry {
  readonly id: string
  readonly at: Iso | null
}

export interface Feed {
  readonly title: string | null
  /** The page that it is the feed of. */
  readonly link: string | null
  readonly entries: readonly FeedEntry[]
  /** Entries that were taken back (RFC 6721). */
  readonly deleted: readonly DeletedEntry[]
  /** Where older entries are (RFC 5005), if there is more. */
  readonly older: string | null
}

/** Ends of a text that goes on elsewhere. */
const CUT =
  /(?:…|\.{3}|\[(?:…|\.{3}|&hellip;|&#8230;)\]|&hellip;|&#8230;|\b(?:read more|continue reading|weiterlesen)\b[^<.]{0,40})\s*(?:<\/?[a-z][^>]{0,500}>\s*)*$/i

export function isCut({ body }: FeedText): boolean {
  return CUT.test(body.slice(-1500))
}

const TAG = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/i
const ESCAPED_TAG = /&lt;\/?(?:p|br|a|div|b|i|em|strong|blockquote|ul|ol|li|span|h[1-6]|img|pre|code)\b/i

/**
 * RSS says nothing of how its description is written: with tags it is HTML; with escaped tags alone it was escaped
 * twice, and is decoded once more; else it is text, or HTML for the sake of its character references.
 */
export function textOfDescription(description: string): FeedText {
  if (TAG.test(description)) return { format: 'html', body: description }
  if (ESCAPED_TAG.test(description)) return { format: 'html', body: unescapeOnce(description) }
  return { format: /&(?:[a-z]{2,30}|#\d{1,7}|#x[\da-f]{1,6});/i.test(description) ? 'html' : 'text', body: description }
}

function unescapeOnce(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** An address made whole against where it stands; null for what is no web address. */
export function resolved(href: string | null | undefined, base: string | null): string | null {
  if (href === null || href === undefined || href.trim() === '') return null
  const text = href.trim()
  const url = URL.canParse(text)
    ? new URL(text)
    : base !== null && URL.canParse(text, base)
      ? new URL(text, base)
      : null
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null
}
