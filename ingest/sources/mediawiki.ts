/**
 * MediaWiki: an article with all its revisions and its redirects, and the threads of its talk page, as DiscussionTools
 * finds them. Wikis keep every wording of a page; of comments on talk pages the wording of now is read, and a later one
 * is observed.
 */
import { z } from 'zod'
import type { Client } from '../fetch/client.ts'
import { cursorOf, looked, nowItem, overHttp } from './live.ts'
import { PAGES, WikiApi } from './mediawiki/api.ts'
import { documentOfPage, pageGone, sourceOfWiki, type WikiPage, type WikiRevision } from './mediawiki/page.ts'
import { documentsOfTalk } from './mediawiki/talk.ts'
import { bad, type Item, progress, type ReadOptions, type Source } from './source.ts'

/** A document is told after so many revisions, or so many characters, and a run may go on from there. */
const REVISIONS = 500
const CHARACTERS = 8_000_000

const CURSOR = z.object({
  api: z.string(),
  page: z.number().int(),
  /** Newest revision read of the page, and of its talk page. */
  revision: z.number().int(),
  talk: z.number().int(),
})
type Cursor = z.infer<typeof CURSOR>

export const mediaWiki: Source = {
  name: 'mediawiki',
  summary: 'a page of a MediaWiki (https://…/wiki/Title) with its revisions and its talk page; or the talk page alone',
  live: true,
  takes: (address) => placeOf(address) !== null,
  read: (address, options = {}) => overHttp(address, options, (client) => read(address, options, client)),
  async check(address = 'https://en.wikipedia.org/wiki/Socrates', client) {
    const place = placeOf(address)
    if (place === null) return [{ what: 'a page', state: 'wrong', said: `${address} is no address of a wiki's page` }]
    const title = encodeURIComponent(place.title)
    const query = `action=query&prop=revisions&titles=${title}&rvprop=ids|timestamp|user|comment|sha1|content&rvslots=main&rvlimit=1`
    const url = `${place.origin}/w/api.php?${query}&format=json&formatversion=2`
    return [await looked('a revision', client, url, PAGES)]
  },
}

interface Place {
  readonly origin: string
  readonly title: string
}

/** `/wiki/Title`, `/w/index.php?title=Title`, `/index.php/Title`. */
function placeOf(address: string): Place | null {
  if (!URL.canParse(address)) return null
  const { origin, pathname, searchParams, protocol } = new URL(address)
  if (!protocol.startsWith('http')) return null
  const path = /^\/(?:wiki|w\/index\.php|index\.php)\/(.+)$/.exec(pathname)?.[1]
  const named = pathname.endsWith('/index.php') ? searchParams.get('title') : null
  const title = path === undefined ? named : decoded(path)
  return title === null || title.trim() === '' ? null : { origin, title: title.replaceAll('_', ' ').trim() }
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

async function* read(address: string, options: ReadOptions, client: Client): AsyncGenerator<Item> {
  const place = placeOf(address)
  if (place === null) {
    yield bad(address, null, "it is no address of a wiki's page: https://…/wiki/Title")
    return
  }
  const before = cursorOf(options.cursor, CURSOR)
  const api = new WikiApi(client, place.origin, before?.api ?? null)
  const source = sourceOfWiki(new URL(place.origin).host)
  const page = await api.pageOf({ titles: place.title })
  if (page.pageid === undefined || page.missing === true || page.invalid === true) {
    yield bad(address, null, page.invalidreason ?? 'the wiki has no such page')
    if (before !== null) yield nowItem(pageGone(source, String(before.page)), address)
    return
  }
  const known = before?.page === page.pageid ? before : null
  const isTalk = page.ns % 2 === 1
  const talk = isTalk
    ? page
    : page.talkid === undefined || page.talkid === 0
      ? null
      : await api.pageOf({ pageids: String(page.talkid) })
  if (options.dryRun === true) {
    yield { kind: 'plan', requests: 2, what: 'one request for each 50 revisions, one for the talk page', exact: false }
    return
  }
  let cursor: Cursor = {
    api: api.path ?? '',
    page: page.pageid,
    revision: known?.revision ?? 0,
    talk: known?.talk ?? 0,
  }
  if (!isTalk && page.lastrevid !== cursor.revision)
    for await (const item of history(source, page, cursor.revision, api, options, address)) {
      if ('newest' in item) cursor = { ...cursor, revision: item.newest }
      yield 'newest' in item ? { kind: 'cursor', cursor: JSON.stringify(cursor) } : item
    }
  if (options.signal?.aborted === true) return
  if (talk !== null && talk.lastrevid !== cursor.talk) {
    yield* threads(source, talk, api, address)
    cursor = { ...cursor, talk: talk.lastrevid ?? 0 }
  }
  yield { kind: 'cursor', cursor: JSON.stringify(cursor) }
}

/** Revisions after one, in pieces: readings of one document, which are merged. */
async function* history(
  source: string,
  page: WikiPage,
  after: number,
  api: WikiApi,
  { signal, since = null }: ReadOptions,
  address: string,
): AsyncGenerator<Item | { readonly newest: number }> {
  let held: WikiRevision[] = []
  let characters = 0
  let count = 0
  function* piece(): Generator<Item | { readonly newest: number }> {
    const document = documentOfPage(source, page, held)
    if (document.revisions.length > 0) yield { kind: 'document', document, where: address }
    yield { newest: held.at(-1)!.revid }
    // The last one stays to tell whether the next repeats its words.
    held = held.slice(-1)
    characters = 0
  }
  for await (const revisions of api.revisionsOf(page.pageid!, after === 0 ? { since } : { from: after })) {
    if (signal?.aborted === true) return
    for (const each of revisions) {
      if (each.revid <= after) continue
      held.push(each)
      count += 1
      characters += each.slots?.main.content?.length ?? 0
      if (held.length >= REVISIONS || characters >= CHARACTERS) yield* piece()
    }
    yield progress(address, count, null)
  }
  if (held.length > 0) yield* piece()
}

async function* threads(source: string, talk: WikiPage, api: WikiApi, address: string): AsyncGenerator<Item> {
  const found = await api.threadsOf(talk.title)
  if (found === null) {
    yield {
      kind: 'skipped',
      where: talk.title,
      reason: 'the wiki has no DiscussionTools, which find the comments of a talk page',
    }
    return
  }
  const { documents, faults } = documentsOfTalk(source, talk, found)
  for (const document of documents) yield nowItem(document, address)
  for (const fault of faults) yield bad(talk.canonicalurl ?? address, null, `${fault}; it is passed over`)
}
