/** Entries of a feed as documents. Feeds keep no history: each entry is its wording of now. */
import { bareHost, digest } from '../../../graph/ids.ts'
import type { Json, SourceDocument } from '../../../graph/model.ts'
import { documentWith, wording } from '../document.ts'
import type { Feed, FeedEntry } from './entry.ts'

/** `feed-example.org`, whatever the path: entries that answer each other may stand in several feeds of a site. */
export function sourceOfFeed(address: string, feed: Feed): string {
  const host = [address, feed.link ?? ''].flatMap((each) => (URL.canParse(each) ? [new URL(each).hostname] : []))
  const named = host.find((each) => each !== '')
  return named === undefined ? 'feed' : `feed-${bareHost(named)}`
}

/** Its id in the feed, else its address, else its words. */
export function idOfEntry({ id, link, title, published, text }: FeedEntry): string {
  return (id?.trim() || link) ?? digest('entry', title ?? '', published ?? '', text.body).slice(0, 12)
}

/** @param parent what all entries of the feed answer, where it is the feed of one post's comments */
export function documentOfEntry(source: string, entry: FeedEntry, parent: string | null): SourceDocument {
  const { author, authorUrl, published, updated, text } = entry
  const by = author === null ? null : { id: author, name: author, ...(authorUrl === null ? {} : { url: authorUrl }) }
  const id = idOfEntry(entry)
  const answered = entry.inReplyTo ?? parent
  const above = answered === id ? null : answered
  return documentWith({
    source,
    id,
    kind: above === null ? 'post' : 'comment',
    title: entry.title,
    url: entry.link,
    author: by,
    createdAt: published ?? updated,
    parent: above,
    root: above === null ? null : parent,
    revisions: [wording({ ...text, at: updated ?? published, editor: by })],
    extra: extraOf(entry),
  })
}

function extraOf({ partial, tags }: FeedEntry): { [key: string]: Json } {
  return { ...(partial ? { partial: true } : {}), ...(tags.length > 0 ? { tags: [...tags] } : {}) }
}
