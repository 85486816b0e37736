/** Reddit over its own API, with a token of whoever reads. */
import { z } from 'zod'
import type { Client, RequestOptions } from '../../fetch/client.ts'
import { ask, cursorOf } from '../live.ts'
import { bad, type Item, type ReadOptions } from '../source.ts'
import { itemOfThing, walkListing } from './listing.ts'

export const TOKEN = 'CLAIMTHREAD_REDDIT_TOKEN'
const API = 'https://oauth.reddit.com'
/** Comments that `morechildren` gives at once. */
const MOST_CHILDREN = 100

export const LISTINGS = z.union([
  z.object({ kind: z.literal('Listing'), data: z.object({ children: z.array(z.unknown()) }).loose() }),
  z.array(z.object({ kind: z.literal('Listing'), data: z.object({ children: z.array(z.unknown()) }).loose() })),
])
const CHILDREN = z.object({ json: z.object({ data: z.object({ things: z.array(z.object({ data: z.unknown() })) }) }) })
/** Of a subreddit: seconds of the newest post that was read, and the page that a broken run stopped at. */
const CURSOR = z.object({ newest: z.number(), page: z.string().nullable(), top: z.number() })

export type Place = { readonly post: string } | { readonly subreddit: string }

/** The thread or subreddit that an address of Reddit names; null for any other. */
export function placeOf(address: string): Place | null {
  if (!URL.canParse(address)) return null
  const { hostname, pathname, protocol } = new URL(address)
  if (!protocol.startsWith('http')) return null
  if (hostname === 'redd.it') {
    const id = /^\/([0-9a-z]+)\/?$/.exec(pathname)?.[1]
    return id === undefined ? null : { post: id }
  }
  if (hostname !== 'reddit.com' && !hostname.endsWith('.reddit.com')) return null
  const post = /\/comments\/([0-9a-z]+)(?:\/|\.json|$)/i.exec(pathname)?.[1]
  if (post !== undefined) return { post }
  const subreddit = /^\/r\/(\w{2,30})(?:\/(?:new|hot|top)?)?(?:\.json)?\/?$/.exec(pathname)?.[1]
  return subreddit === undefined ? null : { subreddit }
}

/** How a request is sent: one each second is well inside the limit of 100 a minute. */
export function asked(token: string): RequestOptions {
  return { headers: { authorization: `Bearer ${token}` }, delayMs: 1000 }
}

export async function* readOnline(
  address: string,
  place: Place,
  options: ReadOptions,
  client: Client,
): AsyncGenerator<Item> {
  const token = client.secret(TOKEN)
  if (token === null) {
    yield bad(
      address,
      null,
      `Reddit lets programs read with a token only: set ${TOKEN} to one of yours, or import a dump (RC_….zst) or a saved .json listing`,
    )
    return
  }
  if (options.dryRun === true) {
    const thread = 'post' in place
    const what = thread
      ? 'one request for the thread, and one for each 100 comments beyond 500'
      : 'one for each 100 posts, and one for each thread'
    yield { kind: 'plan', requests: thread ? 1 : 1 + Math.min(options.limit ?? 100, 100), what, exact: false }
    return
  }
  if ('post' in place) yield* thread(place.post, client, token)
  else yield* subreddit(place.subreddit, options, client, token)
}

async function* thread(id: string, client: Client, token: string): AsyncGenerator<Item> {
  const url = `${API}/comments/${id}?limit=500&raw_json=1`
  const { items, more } = walkListing(await ask(client, url, LISTINGS, 'the thread', asked(token)), url)
  yield* items
  for (const { post, children } of more) {
    for (let from = 0; from < children.length; from += MOST_CHILDREN) {
      const ids = children.slice(from, from + MOST_CHILDREN).join(',')
      const address = `${API}/api/morechildren?api_type=json&raw_json=1&link_id=${post}&children=${ids}`
      const { json } = await ask(client, address, CHILDREN, 'more comments', asked(token))
      for (const { data } of json.data.things)
        if (typeof (data as { body?: unknown } | null)?.body === 'string') yield itemOfThing(data, address, 'plain')
    }
  }
}

/** Newest posts first, each with its thread; a later run stops where the one before began. */
async function* subreddit(name: string, options: ReadOptions, client: Client, token: string): AsyncGenerator<Item> {
  const before = cursorOf(options.cursor, CURSOR)
  const since = options.since == null ? 0 : Date.parse(options.since) / 1000
  const until = Math.max(before?.newest ?? 0, since)
  let page = before?.page ?? null
  let top = before?.top ?? 0
  do {
    if (options.signal?.aborted === true) return
    const size = Math.min(100, options.limit ?? 100)
    const url = `${API}/r/${name}/new?limit=${size}&raw_json=1${page === null ? '' : `&after=${page}`}`
    const { items, after } = walkListing(await ask(client, url, LISTINGS, 'the subreddit', asked(token)), url)
    let isOld = false
    for (const item of items) {
      if (item.kind !== 'document') yield item
      else {
        const time = Date.parse(item.document.createdAt ?? '') / 1000 || 0
        isOld ||= time <= until
        if (time <= until) continue
        top = Math.max(top, time)
        yield* thread(item.document.id.replace(/^t3_/, ''), client, token)
      }
    }
    page = isOld ? null : after
    const cursor =
      page === null ? { newest: Math.max(top, until), page, top: 0 } : { newest: before?.newest ?? 0, page, top }
    yield { kind: 'cursor', cursor: JSON.stringify(cursor) }
  } while (page !== null)
}
