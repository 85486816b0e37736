/**
 * Feeds: RSS, Atom, RDF and JSON Feed, from their address, from a page that names one, or from a file; with the feeds of
 * their comments and, the first time, their archives. A feed keeps no history: a new wording is observed.
 */
import { open, readFile, stat } from 'node:fs/promises'
import { FetchFailed } from '../fetch/failed.ts'
import { documentOfEntry, sourceOfFeed } from './feed/documents.ts'
import { readOnline } from './feed/online.ts'
import { NoFeed, readFeed, textOfFeed } from './feed/parse.ts'
import { nowItem, overHttp } from './live.ts'
import { bad, type Check, type Item, LONGEST, messageOf, progress, type ReadOptions, type Source } from './source.ts'

const WEB = /^https?:\/\//i
/** Addresses that name a feed as sites do. */
const NAMED =
  /(?:\/(?:feed|rss|atom)\/?|\.(?:rss|atom|rdf)|\/(?:feed|rss|atom|index)\.xml|\/feed\.json)$|[?&](?:feed=|format=(?:rss|atom)\b)/i
const FILE = /\.(?:rss|atom|rdf|xml|json)$/i
const BEGINS = /<(?:rss|feed|rdf:RDF)[\s>]|jsonfeed\.org\/version/

export const feed: Source = {
  name: 'feed',
  summary: 'a feed (RSS, Atom, RDF, JSON Feed): its address, its file, or with --source feed a page that names one',
  live: true,
  takes: (address) => (WEB.test(address) ? isNamed(address) : isFeedFile(address)),
  async *read(address, options = {}) {
    if (WEB.test(address)) yield* overHttp(address, options, (client) => readOnline(address, options, client))
    else yield* readFeedFile(address, options)
  },
  async check(address = 'https://www.w3.org/news/feed/', client): Promise<readonly Check[]> {
    const what = 'a feed'
    try {
      const { body, headers, url } = await client.fetch(address)
      const { entries } = readFeed(textOfFeed(body, headers['content-type'] ?? null), url)
      const whole = entries.filter(({ partial }) => !partial).length
      const known = entries.filter(({ id, link }) => id !== null || link !== null).length
      if (known < entries.length || entries.length === 0)
        return [{ what, state: 'wrong', said: `${entries.length} entries, ${known} of them with an id or an address` }]
      return [{ what, state: 'ok', said: `${entries.length} entries, ${whole} with their whole text` }]
    } catch (error) {
      if (error instanceof NoFeed) return [{ what, state: 'wrong', said: `${address}: ${error.message}` }]
      if (error instanceof FetchFailed) return [{ what, state: 'missing', said: error.message }]
      throw error
    }
  },
}

function isNamed(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { pathname, search } = new URL(address)
  return NAMED.test(pathname) || NAMED.test(search)
}

async function isFeedFile(path: string): Promise<boolean> {
  if (!FILE.test(path)) return false
  const file = await open(path).catch(() => null)
  if (file === null) return false
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2000), 0, 2000, 0)
    // Without the zeros of UTF-16.
    return BEGINS.test(buffer.toString('latin1', 0, bytesRead).replaceAll('\0', ''))
  } catch {
    return false
  } finally {
    await file.close()
  }
}

type FileOptions = Pick<ReadOptions, 'signal'> & { readonly page?: string | null }

async function* readFeedFile(path: string, { signal, page = null }: FileOptions): AsyncGenerator<Item> {
  try {
    const { size } = await stat(path)
    if (size > LONGEST) throw new NoFeed(`it is ${size} bytes long, more than ${LONGEST}; split it`)
    const found = readFeed(textOfFeed(await readFile(path), null), page)
    const source = sourceOfFeed(page ?? '', found)
    for (const entry of found.entries) {
      if (signal?.aborted === true) return
      yield nowItem(documentOfEntry(source, entry, null), path)
    }
    for (const { id, at } of found.deleted) yield { kind: 'gone', source, id, state: 'deleted', at }
    yield progress(path, size, size)
  } catch (error) {
    yield bad(path, null, messageOf(error))
  }
}
