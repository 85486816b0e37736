/** Atom, RSS, RDF and JSON Feed, as the library reads them, put into one shape. */
import type { AtomFeed, JsonFeed, RdfFeed, RssFeed } from 'feedsmith'
import { dateOf } from './dates.ts'
import { type Feed, type FeedEntry, type FeedText, isCut, resolved, textOfDescription } from './entry.ts'

/** The library checks no field: any may be missing. */
type Atom = Partial<AtomFeed.Feed<string>>
type Rss = Partial<RssFeed.Feed<string>>
type Rdf = Partial<RdfFeed.Feed<string>>
type JsonFeeds = Partial<JsonFeed.Feed<string>>
type Shape = Omit<Feed, 'deleted'>

type Link = { readonly href?: string; readonly rel?: string; readonly type?: string; readonly thr?: { count?: number } }
const linkOf = (links: readonly Link[] | undefined, ...rels: readonly string[]): Link | undefined =>
  rels.map((rel) => links?.find((link) => (link.rel ?? 'alternate') === rel)).find((link) => link !== undefined)

const FEED_TYPE = /^application\/(?:atom|rss|feed)\+(?:xml|json)/i

export function ofAtom(feed: Atom, at: string | null): Shape {
  const base = resolved(feed.xml?.base, at) ?? at
  return {
    title: feed.title?.value ?? null,
    link: resolved(linkOf(feed.links, 'alternate')?.href, base),
    older: resolved(linkOf(feed.links, 'prev-archive', 'next')?.href, base),
    entries: (feed.entries ?? []).map((entry) => atomEntry(entry, feed, base)),
  }
}

function atomEntry(entry: Partial<AtomFeed.Entry<string>>, feed: Atom, base: string | null): FeedEntry {
  const here = resolved(entry.xml?.base, base) ?? base
  const text = atomText(entry.content?.value === undefined ? entry.summary : entry.content)
  const [author] = entry.authors ?? entry.source?.authors ?? feed.authors ?? []
  const replies = entry.links?.find(({ rel, type }) => rel === 'replies' && FEED_TYPE.test(type ?? ''))
  const url = resolved(replies?.href, here)
  const title = entry.title?.value ?? ''
  return {
    id: entry.id ?? null,
    link: resolved(linkOf(entry.links, 'alternate')?.href, here),
    title: title === '' ? null : plainTitle(title),
    text,
    partial: entry.content?.value === undefined || isCut(text),
    published: dateOf(entry.published ?? entry.updated),
    updated: dateOf(entry.updated),
    author: author?.name ?? entry.dc?.creators?.[0] ?? null,
    authorUrl: author?.uri ?? null,
    inReplyTo: entry.thr?.inReplyTos?.[0]?.ref ?? null,
    replies: url === null ? null : { url, count: entry.thr?.total ?? replies?.thr?.count ?? null },
    tags: (entry.categories ?? []).flatMap(({ term }) => term ?? []),
  }
}

function atomText(text: { readonly value?: string; readonly type?: string } | undefined): FeedText {
  const type = text?.type ?? 'text'
  const isHtml = type === 'html' || type === 'xhtml' || type === 'text/html' || type === 'application/xhtml+xml'
  return { format: isHtml ? 'html' : 'text', body: text?.value ?? '' }
}

export function ofRss(feed: Rss, at: string | null): Shape {
  const base = resolved(feed.link, at) ?? at
  return {
    title: feed.title ?? null,
    link: resolved(feed.link, at),
    older: resolved(linkOf(feed.atom?.links, 'prev-archive', 'next')?.href, base),
    entries: (feed.items ?? []).map((item) => rssEntry(item, base)),
  }
}

/** WordPress names who comments in the title alone. */
const BY = /^(?:By|Von|Par|Por): (.{1,200})$/

function rssEntry(item: Partial<RssFeed.Item<string>>, base: string | null): FeedEntry {
  const whole = item.content?.encoded ?? item.atom?.content?.value
  const text =
    whole === undefined ? textOfDescription(item.description ?? '') : { format: 'html' as const, body: whole }
  const guid = item.guid?.value
  // A guid is a permalink unless it says that it is none.
  const permalink = item.guid?.isPermaLink === false ? null : resolved(guid, null)
  const by = BY.exec(item.title ?? '')?.[1]
  const feedOfComments = resolved(item.wfw?.commentRss, base)
  return {
    id: guid ?? null,
    link: resolved(item.link, base) ?? permalink,
    title: by === undefined ? plainTitle(item.title ?? '') || null : null,
    text,
    partial: isCut(text),
    published: dateOf(item.pubDate ?? item.dc?.dates?.[0]),
    updated: dateOf(item.atom?.updated ?? item.dcterms?.modified?.[0]),
    author: item.dc?.creators?.[0] ?? by ?? item.authors?.[0]?.name ?? item.authors?.[0]?.email ?? null,
    authorUrl: null,
    inReplyTo: item.thr?.inReplyTos?.[0]?.ref ?? null,
    replies: feedOfComments === null ? null : { url: feedOfComments, count: item.slash?.comments ?? null },
    tags: (item.categories ?? []).flatMap(({ name }) => name ?? []),
  }
}

export function ofRdf(feed: Rdf, at: string | null): Shape {
  const base = resolved(feed.link, at) ?? at
  const items = (feed.items ?? []).map(({ rdf, ...item }) => {
    const entry = rssEntry(item as Partial<RssFeed.Item<string>>, base)
    return { ...entry, id: rdf?.about ?? entry.id }
  })
  return { title: feed.title ?? null, link: resolved(feed.link, at), older: null, entries: items }
}

export function ofJson(feed: JsonFeeds, at: string | null): Shape {
  return {
    title: feed.title ?? null,
    link: resolved(feed.home_page_url, at),
    older: resolved(feed.next_url, at),
    entries: (feed.items ?? []).map((item) => jsonEntry(item, feed, at)),
  }
}

function jsonEntry(item: Partial<JsonFeed.Item<string>>, feed: JsonFeeds, at: string | null): FeedEntry {
  const { content_html, content_text, summary } = item
  const text: FeedText =
    content_html === undefined
      ? { format: 'text', body: content_text ?? summary ?? '' }
      : { format: 'html', body: content_html }
  const [author] = item.authors ?? feed.authors ?? []
  return {
    id: item.id ?? null,
    link: resolved(item.url, at) ?? resolved(item.external_url, at),
    title: item.title ?? null,
    text,
    partial: (content_html ?? content_text) === undefined || isCut(text),
    published: dateOf(item.date_published),
    updated: dateOf(item.date_modified),
    author: author?.name ?? null,
    authorUrl: author?.url ?? null,
    ...{ inReplyTo: null, replies: null },
    tags: item.tags ?? [],
  }
}

/** Titles are text, whatever was written into them. */
function plainTitle(title: string): string {
  return title
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim()
}
