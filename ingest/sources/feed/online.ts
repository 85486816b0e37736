/** A feed at its address: what is new of it, the feeds of its comments, and its archives. */
import { z } from 'zod'
import type { Client, Reply } from '../../fetch/client.ts'
import { FetchFailed } from '../../fetch/failed.ts'
import { cursorOf, nowItem } from '../live.ts'
import { bad, type Item, progress, type ReadOptions } from '../source.ts'
import { feedsOf } from './discover.ts'
import { documentOfEntry, idOfEntry, sourceOfFeed } from './documents.ts'
import type { Feed, FeedEntry } from './entry.ts'
import { NoFeed, readFeed, textOfFeed } from './parse.ts'

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=.9, text/html;q=.5, */*;q=.1'
/** Pages of an archive at most. */
const MOST_PAGES = 500

const VALIDATORS = z.object({ etag: z.string().optional(), lastModified: z.string().optional() })
const CURSOR = z.object({
  /** Address of the feed, where a page named it. */
  feed: z.string(),
  validators: VALIDATORS.nullable(),
  /** Comments that an entry said it had when they were read; those of its feed where it says nothing. */
  comments: z.record(z.string(), z.union([z.number(), VALIDATORS.nullable()])),
  /** The archive page to read next; null: all are read. */
  older: z.string().nullable(),
})
type Cursor = z.infer<typeof CURSOR>

interface Found {
  readonly reply: Reply
  readonly feed: Feed
}

export async function* readOnline(address: string, options: ReadOptions, client: Client): AsyncGenerator<Item> {
  const before = cursorOf(options.cursor, CURSOR)
  try {
    const found = await feedAt(before?.feed ?? address, before?.validators ?? null, client)
    if (options.dryRun === true) {
      yield planOf(found?.feed ?? null, before)
      return
    }
    const reading = new Reading(address, options, client, before)
    if (found !== null) yield* reading.newest(found)
    yield* reading.archives()
  } catch (error) {
    if (!(error instanceof NoFeed)) throw error
    yield bad(address, null, error.message)
  }
}

/** The feed at an address, or the one that the page there names; null where it has not changed. */
async function feedAt(address: string, validators: Cursor['validators'], client: Client): Promise<Found | null> {
  const reply = await fetchFeed(address, validators, client)
  if (reply.unchanged) return null
  if (!isPage(reply)) return { reply, feed: parsed(reply) }
  const [url] = feedsOf(reply.text(), reply.url)
  if (url === undefined) throw new NoFeed('the page names no feed; name the address of one')
  const named = await fetchFeed(url, null, client)
  return { reply: named, feed: parsed(named) }
}

async function fetchFeed(url: string, validators: Cursor['validators'], client: Client): Promise<Reply> {
  const known =
    validators === null
      ? null
      : Object.fromEntries(Object.entries(validators).filter(([, value]) => value !== undefined))
  const reply = await client.fetch(url, { accept: ACCEPT, validators: known, expect: [410] })
  if (reply.status === 410) throw new NoFeed('the feed is gone for good, says its server; what was read of it stays')
  return reply
}

const isPage = ({ headers, body }: Reply): boolean =>
  /html/.test(headers['content-type'] ?? '') && /<!doctype html|<html[\s>]/i.test(body.toString('latin1', 0, 2000))

const parsed = ({ body, headers, url }: Reply): Feed => readFeed(textOfFeed(body, headers['content-type'] ?? null), url)

function planOf(feed: Feed | null, before: Cursor | null): Item {
  const comments = (feed?.entries ?? []).filter((entry) => hasNews(entry, before)).length
  const older = before === null ? feed?.older != null : before.older !== null
  return {
    kind: 'plan',
    requests: comments + (older ? 1 : 0),
    what: 'feeds of comments, and pages of the archive',
    exact: !older,
  }
}

/** Whether the feed of an entry's comments may say something that was not read. */
function hasNews({ replies, ...entry }: FeedEntry, before: Cursor | null): boolean {
  if (replies === null || replies.count === 0) return false
  const known = before?.comments[idOfEntry({ replies, ...entry })]
  return known === undefined || replies.count === null || known !== replies.count
}

class Reading {
  readonly #address: string
  readonly #options: ReadOptions
  readonly #client: Client
  readonly #before: Cursor | null
  #cursor: Cursor

  constructor(address: string, options: ReadOptions, client: Client, before: Cursor | null) {
    this.#address = address
    this.#options = options
    this.#client = client
    this.#before = before
    this.#cursor = before ?? { feed: address, validators: null, comments: {}, older: null }
  }

  async *newest({ reply, feed }: Found): AsyncGenerator<Item> {
    yield* this.#entries(feed, reply.url)
    const older = this.#before === null ? feed.older : this.#before.older
    this.#cursor = { ...this.#cursor, feed: reply.url, validators: reply.validators, older }
    yield this.#told()
  }

  /** The first time, all that is older: RFC 5005 links each page to the one before it. */
  async *archives(): AsyncGenerator<Item> {
    const seen = new Set<string>()
    for (let pages = 0; this.#cursor.older !== null && pages < MOST_PAGES; pages++) {
      if (this.#options.signal?.aborted === true) return
      const url = this.#cursor.older
      seen.add(url)
      const reply = await fetchFeed(url, null, this.#client)
      const feed = parsed(reply)
      yield* this.#entries(feed, reply.url)
      const older = feed.older !== null && !seen.has(feed.older) && !this.#isTooOld(feed) ? feed.older : null
      this.#cursor = { ...this.#cursor, older }
      yield this.#told()
      yield progress(this.#address, pages + 1, null)
    }
  }

  async *#entries(feed: Feed, url: string): AsyncGenerator<Item> {
    const source = sourceOfFeed(url, feed)
    for (const entry of feed.entries) {
      if (this.#options.signal?.aborted === true) return
      if (!this.#isOld(entry)) yield nowItem(documentOfEntry(source, entry, null), url)
      if (hasNews(entry, this.#before)) yield* this.#comments(entry, source)
    }
    for (const { id, at } of feed.deleted) yield { kind: 'gone', source, id, state: 'deleted', at }
  }

  /** The feed of one entry's comments; one that cannot be had does not end the reading. */
  async *#comments(entry: FeedEntry, source: string): AsyncGenerator<Item> {
    const { url, count } = entry.replies!
    const id = idOfEntry(entry)
    const known = this.#before?.comments[id]
    try {
      const reply = await fetchFeed(url, typeof known === 'object' ? known : null, this.#client)
      if (!reply.unchanged)
        for (const comment of parsed(reply).entries) yield nowItem(documentOfEntry(source, comment, id), url)
      const read = count ?? (reply.unchanged ? known! : reply.validators)
      this.#cursor = { ...this.#cursor, comments: { ...this.#cursor.comments, [id]: read } }
    } catch (error) {
      const passes = error instanceof NoFeed || (error instanceof FetchFailed && error.kind === 'status')
      if (!passes) throw error
      yield bad(url, null, `the comments on ${id} cannot be read: ${error.message}`)
    }
  }

  #isOld({ updated, published }: FeedEntry): boolean {
    const at = updated ?? published
    return this.#options.since != null && at !== null && at < this.#options.since
  }

  #isTooOld({ entries }: Feed): boolean {
    return entries.length > 0 && entries.every((entry) => this.#isOld(entry))
  }

  #told(): Item {
    return { kind: 'cursor', cursor: JSON.stringify(this.#cursor) }
  }
}
