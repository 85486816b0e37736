/**
 * Hacker News, through its own interface: a thread item by item, so that deleted parents keep their place. There is no
 * history; edits are possible for two hours and are found by asking again for what was young, and for what the list of
 * updates names.
 */
import { z } from 'zod'
import type { Client } from '../fetch/client.ts'
import { documentOfItem, HACKER_NEWS, type HackerNewsItem, ITEM } from './hackernews/item.ts'
import { ask, cursorOf, looked, nowItem, overHttp } from './live.ts'
import { bad, type Item, progress, type ReadOptions, type Source } from './source.ts'

const API = 'https://hacker-news.firebaseio.com/v0'
const SEARCH = 'https://hn.algolia.com/api/v1'
/** The interface has no limit of its own; this is ours. */
const POLITE = { delayMs: 100 }
/** Seconds for which an item can be edited, and some more. */
const EDITABLE = 2.5 * 3600
/** Seconds after which search knows a comment. */
const INDEXED = 900
/** Items between two cursors. */
const STEP = 50

const LISTS: Readonly<Record<string, string>> = {
  '/': 'topstories',
  '/news': 'topstories',
  '/newest': 'newstories',
  '/best': 'beststories',
  '/ask': 'askstories',
  '/show': 'showstories',
}

const ids = z.array(z.number().int())
const CURSOR = z.object({
  /** Items read, and items still to be read with the root of their thread. */
  read: ids,
  waiting: z.array(z.tuple([z.number().int(), z.number().int().nullable()])),
  /** Read when they could still be edited. */
  young: ids,
  /** Seconds from which on there may be comments that were not seen. */
  asked: z.number(),
  /** How many comments a root says it has. */
  counts: z.record(z.string(), z.number()),
})
type Cursor = z.infer<typeof CURSOR>

const UPDATES = z.object({ items: ids })
const FOUND = z.object({ hits: z.array(z.object({ objectID: z.string().regex(/^\d+$/) })) })

export const hackerNews: Source = {
  name: HACKER_NEWS,
  summary:
    'Hacker News: a thread (https://news.ycombinator.com/item?id=…) or a list (https://news.ycombinator.com/newest)',
  live: true,
  takes: (address) => placeOf(address) !== null,
  read: (address, options = {}) => overHttp(address, options, (client) => read(address, options, client)),
  check: async (_, client) => [
    await looked('an item', client, `${API}/item/8863.json`, ITEM, POLITE),
    await looked('the list of updates', client, `${API}/updates.json`, UPDATES, POLITE),
    await looked('search', client, searchFor(8863, 0), FOUND, POLITE),
  ],
}

type Place = { readonly item: number } | { readonly list: string }

function placeOf(address: string): Place | null {
  if (!URL.canParse(address)) return null
  const { hostname, pathname, searchParams, protocol } = new URL(address)
  if (hostname !== 'news.ycombinator.com' || !protocol.startsWith('http')) return null
  const id = searchParams.get('id') ?? ''
  if (pathname === '/item' && /^[1-9]\d{0,14}$/.test(id)) return { item: Number(id) }
  const list = LISTS[pathname]
  return list === undefined ? null : { list }
}

async function* read(address: string, options: ReadOptions, client: Client): AsyncGenerator<Item> {
  const place = placeOf(address)
  if (place === null) {
    yield bad(address, null, 'it is no address of Hacker News; write https://news.ycombinator.com/item?id=… or a list')
    return
  }
  const walk = new Walk(address, options, client)
  const thread = 'item' in place ? await walk.rootOf(place.item) : null
  const threads = 'list' in place ? await walk.list(place.list) : [thread!]
  yield* options.dryRun === true ? walk.plan(threads) : walk.threads(threads, thread)
}

const searchFor = (story: number, after: number): string =>
  `${SEARCH}/search_by_date?tags=comment,story_${story}&numericFilters=created_at_i>${Math.floor(after)}&hitsPerPage=1000`

/** One reading: what is known, what waits, and what was found. */
class Walk {
  readonly #address: string
  readonly #options: ReadOptions
  readonly #client: Client
  readonly #before: Cursor | null
  readonly #read: Set<number>
  readonly #young = new Set<number>()
  readonly #counts: Record<string, number>
  readonly #waiting: (readonly [number, number | null])[]
  readonly #queued: Set<number>
  /** Items asked for on the way up to a root. */
  readonly #passed = new Map<number, HackerNewsItem | null>()
  readonly #asked: number

  constructor(address: string, options: ReadOptions, client: Client) {
    this.#address = address
    this.#options = options
    this.#client = client
    const before = cursorOf(options.cursor, CURSOR)
    this.#before = before
    this.#read = new Set(before?.read)
    this.#waiting = [...(before?.waiting ?? [])]
    this.#queued = new Set(this.#waiting.map(([id]) => id))
    this.#counts = { ...before?.counts }
    // A run that was broken off goes on from where it began.
    this.#asked = this.#waiting.length > 0 ? before!.asked : Date.now() / 1000
  }

  /** The thread that an item is in: a comment's is found by going up. */
  async rootOf(id: number): Promise<number> {
    const seen = new Set<number>()
    for (let at = id; ; ) {
      seen.add(at)
      const item = await this.#item(at)
      this.#passed.set(at, item)
      const above = item?.parent
      if (above === undefined || seen.has(above)) return at
      at = above
    }
  }

  list(name: string): Promise<readonly number[]> {
    return ask(this.#client, `${API}/${name}.json`, ids, 'the list', POLITE)
  }

  async *plan(threads: readonly number[]): AsyncGenerator<Item> {
    let requests = 0
    for (const id of threads.slice(0, this.#options.limit ?? 10))
      requests += 1 + ((await this.#item(id))?.descendants ?? 0)
    const exact = threads.length === 1
    yield { kind: 'plan', requests, what: 'one request an item, and two to see what is new', exact }
  }

  /** @param asked the one thread that was asked for, whose root is looked at in any case; null for a list */
  async *threads(threads: readonly number[], asked: number | null): AsyncGenerator<Item> {
    const again = new Set(this.#before?.young)
    if (this.#before !== null) for (const id of await this.#updated()) again.add(id)
    // Items that were read when they could change, or that have; the roots are asked for anyway.
    const roots = new Set(threads)
    for (const id of again) if (!roots.has(id)) this.#waiting.push([id, asked])
    for (const id of threads) {
      const isNews = !this.#read.has(id) || again.has(id) || id === asked
      if (!isNews) continue
      const item = this.#passed.has(id) ? this.#passed.get(id)! : await this.#item(id)
      if (item === null && this.#before === null)
        yield bad(this.#address, null, `there is no item ${id}; check the address`)
      yield* this.#take(id, item, id)
      const count = item?.descendants ?? 0
      if (id in this.#counts && this.#counts[id] !== count)
        for (const each of await this.#newSince(id)) this.#wait(each, id)
      this.#counts[id] = count
      yield* this.#drain()
      yield this.#cursor()
    }
    yield* this.#drain()
    yield this.#cursor()
  }

  async *#drain(): AsyncGenerator<Item> {
    for (let count = 1; this.#waiting.length > 0; count++) {
      if (this.#options.signal?.aborted === true) return
      const [id, root] = this.#waiting.shift()!
      yield* this.#take(id, await this.#item(id), root)
      if (count % STEP !== 0) continue
      yield this.#cursor()
      yield progress(this.#address, this.#read.size, this.#read.size + this.#waiting.length)
    }
  }

  async *#take(id: number, item: HackerNewsItem | null, root: number | null): AsyncGenerator<Item> {
    this.#read.add(id)
    if (item === null) {
      yield { kind: 'gone', source: HACKER_NEWS, id: String(id), state: 'unavailable', at: null }
      return
    }
    const time = item.time ?? 0
    if (time > Date.now() / 1000 - EDITABLE) this.#young.add(id)
    for (const kid of [...(item.parts ?? []), ...(item.kids ?? [])]) this.#wait(kid, root)
    yield nowItem(documentOfItem(item, root), `${API}/item/${id}.json`)
  }

  #wait(id: number, root: number | null): void {
    if (this.#read.has(id) || this.#queued.has(id)) return
    this.#queued.add(id)
    this.#waiting.push([id, root])
  }

  #item(id: number): Promise<HackerNewsItem | null> {
    return ask(this.#client, `${API}/item/${id}.json`, ITEM.nullable(), 'an item', POLITE)
  }

  async #updated(): Promise<readonly number[]> {
    const { items } = await ask(this.#client, `${API}/updates.json`, UPDATES, 'the list of updates', POLITE)
    return items.filter((id) => this.#read.has(id))
  }

  async #newSince(story: number): Promise<readonly number[]> {
    const { hits } = await ask(
      this.#client,
      searchFor(story, (this.#before?.asked ?? 0) - INDEXED),
      FOUND,
      'search',
      POLITE,
    )
    return hits.map(({ objectID }) => Number(objectID))
  }

  #cursor(): Item {
    const cursor: Cursor = {
      read: [...this.#read],
      waiting: this.#waiting.map(([id, root]): [number, number | null] => [id, root]),
      young: [...this.#young],
      asked: this.#asked,
      counts: this.#counts,
    }
    return { kind: 'cursor', cursor: JSON.stringify(cursor) }
  }
}
