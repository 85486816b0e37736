/** ForumMagnum: LessWrong, the Alignment Forum, the EA Forum, and what else runs it, through its GraphQL API. */
import { z } from 'zod'
import type { Client } from '../fetch/client.ts'
import { openApi, rowsOf } from './forummagnum/api.ts'
import { pagesCheck } from './forummagnum/check.ts'
import { tagDocument } from './forummagnum/documents.ts'
import { instanceAt, instanceOf, type Meant, meant } from './forummagnum/instances.ts'
import { tagsBySlug } from './forummagnum/queries.ts'
import * as shapes from './forummagnum/shapes.ts'
import { siteItems } from './forummagnum/site.ts'
import { pagesOf, type Reading, threadItems } from './forummagnum/thread.ts'
import { cursorOf, overHttp } from './live.ts'
import { bad, type Check, type Item, type ReadOptions, type Source } from './source.ts'

/**
 * A post's address gives its thread, a wiki page's its history, a forum's front page everything. The same post through
 * any of the hosts that show it is one document.
 */
export const forumMagnum: Source = {
  name: 'forummagnum',
  summary: 'LessWrong, the Alignment Forum, the EA Forum: a post, a wiki page, or the front page for everything',
  live: true,
  takes: (address) => placeOf(address, false) !== null,
  read: (address, options = {}) => overHttp(address, options, (client) => read(address, options, client)),
  check,
}

function placeOf(address: string, named: boolean): Meant | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  const instance = instanceOf(url.hostname) ?? (named ? instanceAt(url) : null)
  return instance === null ? null : meant(url, instance)
}

async function* read(address: string, options: ReadOptions, client: Client): AsyncGenerator<Item> {
  const place = placeOf(address, true)
  if (place === null) return yield bad(address, null, 'it is no address of a post, a wiki page or the front page')
  const api = openApi(client, place.instance)
  const what = 'the page and its concepts; histories and long threads take more'
  if (place.what === 'site') yield* siteItems(api, place, options)
  else if (options.dryRun === true) yield { kind: 'plan', requests: 2, what, exact: false }
  else yield* pageItems(place, { api, signal: options.signal, since: null, tags: new Set() }, options)
}

/** When the page was read last, on the server's clock. */
const CURSOR = z.object({ read: z.string() })

/** One thread or wiki page. A later reading asks only for the histories of what was edited since. */
async function* pageItems(
  place: Meant,
  reading: Reading,
  { cursor, since, signal }: ReadOptions,
): AsyncGenerator<Item> {
  const { api } = reading
  const known = cursorOf(cursor, CURSOR)?.read ?? since ?? null
  const narrowed = { ...reading, since: known }
  yield* place.what === 'post' ? threadItems(narrowed, place.name) : wikiItems(narrowed, place.name)
  // A minute back: edits may reach the copy that was asked a little late.
  if (signal?.aborted !== true)
    yield {
      kind: 'cursor',
      cursor: JSON.stringify({ read: new Date(api.now() - 60_000).toISOString() }),
    }
}

/** A wiki page with all its revisions. */
async function* wikiItems(reading: Reading, slug: string): AsyncGenerator<Item> {
  const { instance } = reading.api
  const where = `${instance.site}/w/${slug}`
  const data = await reading.api.ask(tagsBySlug(instance, [slug]))
  const odd: string[] = []
  const [tag] = rowsOf(data.t0, shapes.tag, (reason) => odd.push(reason))
  for (const reason of odd) yield bad(where, null, reason)
  if (tag === undefined) yield bad(where, null, 'there is no such wiki page')
  else {
    const document = tagDocument(instance, tag, await pagesOf(reading, tag._id, 'description'))
    yield { kind: 'document', document, where }
  }
}

function check(address: string | undefined, client: Client): Promise<readonly Check[]> {
  const place = placeOf(address ?? 'https://www.lesswrong.com/', true)
  return pagesCheck(openApi(client, place?.instance ?? instanceOf('lesswrong.com')!))
}
