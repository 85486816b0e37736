/**
 * Mastodon, and servers that speak its API: a thread, from any status in it. All public edits come with it; what the
 * thread shows no more is asked for once and becomes a tombstone.
 */
import { z } from 'zod'
import type { Client, RequestOptions } from '../fetch/client.ts'
import { ask, checked, cursorOf, looked, nowItem, overHttp } from './live.ts'
import { CONTEXT, documentOfStatus, notItsOwn, STATUS, STATUS_EDIT, type Status } from './mastodon/status.ts'
import { bad, type Item, type ReadOptions, type Source } from './source.ts'

/** 300 requests in 5 minutes are allowed. */
const POLITE: RequestOptions = { delayMs: 1000 }
/** Contexts of one thread at most: a server that cuts threads short is asked again below each cut. */
const MOST_CONTEXTS = 500

const CURSOR = z.object({
  /** Of each status its uri and its last edit. */
  seen: z.record(z.string(), z.tuple([z.string(), z.string().nullable()])),
  /** Replies that a status says it has, as it stood when all that is public was found. */
  counts: z.record(z.string(), z.number()),
})

export const mastodon: Source = {
  name: 'mastodon',
  summary: 'Mastodon: a thread, by any status in it (https://…/@name/112…)',
  live: true,
  takes: (address) => statusOf(address) !== null,
  read: (address, options = {}) => overHttp(address, options, (client) => read(address, options, client)),
  async check(address = 'https://mastodon.social/@Gargron/100254678717223630', client) {
    const place = statusOf(address)
    if (place === null) return [{ what: 'a status', state: 'wrong', said: `${address} is no address of a status` }]
    const url = `${place.api}/statuses/${place.id}`
    return [
      await looked('a status', client, url, STATUS, POLITE),
      await looked('its context', client, `${url}/context`, CONTEXT, POLITE),
      await looked('its history', client, `${url}/history`, z.array(STATUS_EDIT), POLITE),
    ]
  },
}

interface StatusPlace {
  readonly api: string
  readonly id: string
}

/** A status: `/@ada/112…`, `/@ada@elsewhere/112…`, `/users/ada/statuses/112…`. */
function statusOf(address: string): StatusPlace | null {
  if (!URL.canParse(address)) return null
  const { origin, pathname, protocol } = new URL(address)
  const id =
    /^\/(?:(?:deck\/|web\/)?@[\w.-]+(?:@[\w.-]+)?|users\/[\w.-]+\/statuses|web\/statuses)\/(\d{5,30})\/?$/.exec(
      pathname,
    )?.[1]
  return id === undefined || !protocol.startsWith('http') ? null : { api: `${origin}/api/v1`, id }
}

async function* read(address: string, options: ReadOptions, client: Client): AsyncGenerator<Item> {
  const status = statusOf(address)
  if (status === null) yield bad(address, null, 'it is no address of a status: https://…/@name/112…')
  else yield* readThread(status, options, client)
}

async function* readThread({ api, id }: StatusPlace, options: ReadOptions, client: Client): AsyncGenerator<Item> {
  const before = cursorOf(options.cursor, CURSOR)
  const start = await ask(client, `${api}/statuses/${id}`, STATUS, 'a status', POLITE)
  const counts: Record<string, number> = { ...before?.counts }
  const found = await threadOf(start, api, client, counts)
  if (options.dryRun === true) {
    const edited = found.filter((each) => isEdited(each) && before?.seen[each.id]?.[1] !== each.edited_at)
    yield { kind: 'plan', requests: edited.length, what: 'one request for each edited status', exact: true }
    return
  }
  const { host } = new URL(api)
  const uris = new Map(found.map((each) => [each.id, each.uri]))
  const seen: Record<string, [string, string | null]> = { ...before?.seen }
  const root = found[0]!
  for (const each of found) {
    if (options.signal?.aborted === true) return
    const edited = each.edited_at ?? null
    const known = seen[each.id]
    const where = `${api}/statuses/${each.id}`
    const foreign = notItsOwn(each, host)
    if (foreign !== null) {
      yield { kind: 'skipped', where, reason: foreign }
      continue
    }
    seen[each.id] = [each.uri, edited]
    // What was read and has no newer edit says nothing new.
    if (known !== undefined && known[1] === edited) continue
    const above = each.in_reply_to_id ?? null
    const parent = above === null ? null : (uris.get(above) ?? seen[above]?.[0] ?? `${api}/statuses/${above}`)
    const place = { parent, root: each === root || parent === null ? null : root.uri }
    const history = isEdited(each) ? await historyOf(api, each.id, client) : null
    const document = documentOfStatus(each, history, place, host)
    // An edit whose history nobody may see is a wording that we observe.
    yield isEdited(each) && history === null ? nowItem(document, where) : { kind: 'document', document, where }
  }
  yield* goneOf(seen, uris, api, client)
  yield { kind: 'cursor', cursor: JSON.stringify({ seen, counts } satisfies z.infer<typeof CURSOR>) }
}

const isEdited = ({ edited_at }: Status): boolean => typeof edited_at === 'string'

/** Every public status of the thread, parents first. A cut thread is asked for again at the statuses above the cut. */
async function threadOf(
  start: Status,
  api: string,
  client: Client,
  counts: Record<string, number>,
): Promise<readonly Status[]> {
  const contextOf = (id: string) => ask(client, `${api}/statuses/${id}/context`, CONTEXT, 'a context', POLITE)
  const { ancestors, descendants } = await contextOf(start.id)
  const all = new Map([...ancestors, start, ...descendants].map((each) => [each.id, each]))
  // What is beside the status asked for hangs on the root.
  const asked = new Set([start.id])
  const open = [...all.values()].slice(0, 1).filter(({ id }) => id !== start.id)
  for (let contexts = 1; contexts < MOST_CONTEXTS; contexts++) {
    const next = open.pop() ?? cutIn(all, asked, counts)
    if (next === undefined) break
    asked.add(next.id)
    for (const each of (await contextOf(next.id)).descendants) if (!all.has(each.id)) all.set(each.id, each)
  }
  for (const { id, replies_count } of all.values()) if (typeof replies_count === 'number') counts[id] = replies_count
  return [...all.values()].sort((a, b) => (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0))
}

/** A status that says it has more replies than were found; private ones are never found, so it is asked about once. */
function cutIn(
  all: ReadonlyMap<string, Status>,
  asked: ReadonlySet<string>,
  counts: Readonly<Record<string, number>>,
): Status | undefined {
  const found = new Map<string, number>()
  for (const { in_reply_to_id: above } of all.values())
    if (typeof above === 'string') found.set(above, (found.get(above) ?? 0) + 1)
  return [...all.values()].find(({ id, replies_count }) => {
    const said = replies_count ?? 0
    return !asked.has(id) && said > (found.get(id) ?? 0) && counts[id] !== said
  })
}

/** The history of a status; null where its server keeps none or shows it to nobody. */
async function historyOf(api: string, id: string, client: Client) {
  const reply = await client.fetch(`${api}/statuses/${id}/history`, {
    json: true,
    robots: false,
    ...POLITE,
    expect: [404],
  })
  return reply.status === 404 ? null : checked(reply, z.array(STATUS_EDIT), 'a history')
}

/** Statuses that were in the thread and are not: each is asked for by itself before it is called gone. */
async function* goneOf(
  seen: Record<string, [string, string | null]>,
  there: ReadonlyMap<string, string>,
  api: string,
  client: Client,
): AsyncGenerator<Item> {
  for (const [id, [uri]] of Object.entries(seen)) {
    if (there.has(id)) continue
    const { status } = await client.fetch(`${api}/statuses/${id}`, { robots: false, ...POLITE, expect: [404, 410] })
    if (status !== 404 && status !== 410) continue
    delete seen[id]
    yield { kind: 'gone', source: 'mastodon', id: uri, state: status === 410 ? 'deleted' : 'unavailable', at: null }
  }
}
