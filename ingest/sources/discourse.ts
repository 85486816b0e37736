/** Discourse forums: a topic with all its posts and their histories, or a whole forum. */
import { z } from 'zod'
import { bareHost } from '../../graph/ids.ts'
import type { Client, RequestOptions } from '../fetch/client.ts'
import { forumItems } from './discourse/forum.ts'
import { POST, TOPIC, TOPICS } from './discourse/shapes.ts'
import { type Reading, requestsFor, topicItems } from './discourse/topic.ts'
import { checked, cursorOf, looked, overHttp } from './live.ts'
import { bad, type Check, type Item, type ReadOptions, type Source } from './source.ts'

/** Forums allow 200 requests a minute to an address. */
const DELAY_MS = 1000

const TOPIC_PATH = /^\/t\/(?:[^/]+\/)?(\d+)(?:\/\d+)?(?:\.json)?\/?$/
/** A list of topics: the front page, the newest, a category. */
const LIST_PATH = /^\/(?:latest|c\/[^?]+)?\/?$/

export const discourse: Source = {
  name: 'discourse',
  summary: 'a Discourse forum: a topic (https://forum.example/t/title/280), or with --source discourse all of it',
  live: true,
  // A topic's path tells itself; a front page could be anybody's.
  takes: (address) => placeOf(address)?.topic != null,
  read: (address, options = {}) => overHttp(address, options, (client) => read(address, options, client)),
  check,
}

interface Place {
  readonly site: string
  readonly host: string
  readonly topic: number | null
  /** Address of the list of topics, without its ending. */
  readonly list: string
}

function placeOf(address: string): Place | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null
  const { origin, host, pathname } = new URL(address)
  const site = { site: origin, host: bareHost(host) }
  const topic = TOPIC_PATH.exec(pathname)?.[1]
  if (topic !== undefined) return { ...site, topic: Number(topic), list: '' }
  if (!LIST_PATH.test(pathname)) return null
  const path = pathname.replace(/\/+$/, '')
  return { ...site, topic: null, list: `${origin}${path === '' ? '/latest' : path}` }
}

/** A key of the forum's own, sent to no other host, and never where others could read it on the way. */
function optionsFor(client: Client, { site, host }: Pick<Place, 'site' | 'host'>): RequestOptions {
  const key = client.secret('DISCOURSE_API_KEY')
  const isItsHost = client.secret('DISCOURSE_API_HOST') === host
  if (key === null || !isItsHost || !isPrivateWay(site)) return { delayMs: DELAY_MS }
  const headers = { 'api-key': key, 'api-username': client.secret('DISCOURSE_API_USERNAME') ?? 'system' }
  return { delayMs: DELAY_MS, headers }
}

function isPrivateWay(site: string): boolean {
  const { protocol, hostname } = new URL(site)
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

/** When a topic was read last. */
const CURSOR = z.object({ read: z.string() })

async function* read(address: string, asked: ReadOptions, client: Client): AsyncGenerator<Item> {
  const place = placeOf(address)
  if (place === null) return yield bad(address, null, 'it is no address of a topic, a category or the front page')
  const { site, host, topic } = place
  const reading: Reading = {
    ...{ client, forum: { source: `discourse:${host}`, site }, signal: asked.signal, since: null },
    options: optionsFor(client, place),
  }
  if (topic === null) return yield* forumItems(reading, place.list, asked)
  if (asked.dryRun === true) {
    const what = 'the topic; each further twenty posts take one more, each edit of a post too'
    return yield { kind: 'plan', requests: requestsFor(1), what, exact: false }
  }
  const began = new Date(Date.now() - 60_000).toISOString()
  yield* topicItems({ ...reading, since: cursorOf(asked.cursor, CURSOR)?.read ?? asked.since ?? null }, topic)
  if (asked.signal?.aborted !== true) yield { kind: 'cursor', cursor: JSON.stringify({ read: began }) }
}

const MEND = 'give the address of a forum: claimthread doctor discourse https://forum.example'

async function check(address: string | undefined, client: Client): Promise<readonly Check[]> {
  const place = address === undefined ? null : placeOf(address)
  if (place === null) return [{ what: 'forum', state: 'missing', said: MEND }]
  const options = { ...optionsFor(client, place), robots: true }
  const list = `${place.site}/latest.json`
  const found = await looked('list of topics', client, list, TOPICS, options)
  if (found.state !== 'ok') return [found]
  const { topic_list } = checked(await client.fetch(list, options), TOPICS, 'the list')
  const topic = `${place.site}/t/${topic_list.topics[0]?.id}.json?include_raw=1`
  const withRaw = TOPIC.extend({ post_stream: z.object({ posts: z.array(POST.extend({ raw: z.string() })).min(1) }) })
  return [found, await looked('topic with the posts as written', client, topic, withRaw, options)]
}
