/** GitHub: discussions and issues through its GraphQL API, one thread or all of a repository, with every public edit. */
import { z } from 'zod'
import { bareHost } from '../../graph/ids.ts'
import type { Client } from '../fetch/client.ts'
import { attempted } from './checks.ts'
import { type Api, openApi } from './github/api.ts'
import { BROKEN } from './github/documents.ts'
import { type Kind, listQuery } from './github/queries.ts'
import { LIST } from './github/shapes.ts'
import { type Repository, shaped, threadItems } from './github/thread.ts'
import { again, cursorOf, oneOfMany, overHttp } from './live.ts'
import { bad, type Check, type Item, progress, type ReadOptions, type Source } from './source.ts'

const PATH = /^\/([\w.-]+)\/([\w.-]+)(?:\/(discussions|issues)(?:\/(\d+))?)?\/?$/
/** First parts of addresses that are no accounts. */
const PAGES = new Set(['orgs', 'topics', 'features', 'settings', 'marketplace', 'sponsors', 'login', 'search'])

export const github: Source = {
  name: 'github',
  summary: 'GitHub discussions and issues: one of them, or https://github.com/OWNER/NAME for all (needs GITHUB_TOKEN)',
  live: true,
  takes: (address) => placeOf(address) !== null,
  read: (address, options = {}) => overHttp(address, options, (client) => read(address, options, client)),
  check,
}

interface Place extends Repository {
  readonly kinds: readonly Kind[]
  readonly number: number | null
}

function placeOf(address: string): Place | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null
  const { hostname, pathname } = new URL(address)
  if (bareHost(hostname) !== 'github.com') return null
  const [, owner = '', name = '', kind, number] = PATH.exec(pathname) ?? []
  if (owner === '' || PAGES.has(owner)) return null
  const kinds: readonly Kind[] = kind === undefined ? ['discussions', 'issues'] : [kind as Kind]
  return { owner, name, kinds, number: number === undefined ? null : Number(number) }
}

/** For each kind when the last thread that was read had changed, which threads had at that moment, and which failed. */
const DONE = z.object({ at: z.string(), seen: z.array(z.number()), failed: z.array(z.number()).default([]) })
const CURSOR = z.partialRecord(z.enum(['discussions', 'issues']), DONE)
type Cursor = z.infer<typeof CURSOR>

async function* read(address: string, options: ReadOptions, client: Client): AsyncGenerator<Item> {
  const place = placeOf(address)
  if (place === null) return yield bad(address, null, 'it is no address of a repository, a discussion or an issue')
  const { number, kinds } = place
  if (number !== null && options.dryRun === true)
    return yield { kind: 'plan', requests: 1, what: 'the thread; long ones take more', exact: false }
  const api = openApi(client)
  if (number !== null) return yield* threadItems(api, place, kinds[0]!, number, options.signal)
  let cursor: Cursor = cursorOf(options.cursor, CURSOR) ?? {}
  const streak = { failed: 0 }
  for (const kind of kinds) {
    const from = cursor[kind] ?? { at: options.since ?? '', seen: [], failed: [] }
    const changed = await changedSince(api, place, kind, from.at, from.seen)
    const waiting = changed.filter(({ number: one }) => !from.failed.includes(one))
    if (options.dryRun === true) {
      const what = `${waiting.length} ${kind}; long ones take more`
      yield { kind: 'plan', requests: waiting.length + from.failed.length + 1, what, exact: false }
      continue
    }
    const whereOf = (one: number): string => `${address}: ${kind} ${one}`
    const itemsOf = (one: number) => threadItems(api, place, kind, one, options.signal)
    let done = from
    for (const [at, { number: one, updatedAt }] of waiting.entries()) {
      const whole = yield* oneOfMany(whereOf(one), itemsOf(one), streak)
      // What was broken off is not done.
      if (options.signal?.aborted === true) return
      const failed = whole ? done.failed : [...done.failed, one]
      done = { at: updatedAt, seen: updatedAt === done.at ? [...done.seen, one] : [one], failed }
      cursor = { ...cursor, [kind]: done }
      yield progress(address, at + 1, waiting.length)
      if (whole) yield { kind: 'cursor', cursor: JSON.stringify(cursor) }
    }
    if (done.failed.length === 0) continue
    const left = yield* again(from.failed, whereOf, itemsOf)
    if (options.signal?.aborted === true) return
    cursor = { ...cursor, [kind]: { ...done, failed: [...left, ...done.failed.slice(from.failed.length)] } }
    yield { kind: 'cursor', cursor: JSON.stringify(cursor) }
  }
}

interface Changed {
  readonly number: number
  readonly updatedAt: string
}

/** Threads that changed since, the one that changed first in front: whoever is interrupted goes on behind what is read. */
async function changedSince(
  api: Api,
  { owner, name }: Repository,
  kind: Kind,
  at: string,
  seen: readonly number[],
): Promise<readonly Changed[]> {
  const found: Changed[] = []
  for (let after: string | null = null, more = true; more; ) {
    const data = await api.ask(listQuery(kind), { owner, name, after })
    const list = (data?.repository as { readonly list?: unknown } | null | undefined)?.list ?? null
    // A repository without discussions has no such list.
    if (list === null) break
    const { nodes, pageInfo }: z.infer<typeof LIST> = shaped(LIST, list, `the list of ${kind}`)
    const there = nodes.filter((node) => node !== null)
    const fresh = there.filter(({ updatedAt }) => updatedAt >= at)
    found.push(...fresh.filter(({ number, updatedAt }) => updatedAt > at || !seen.includes(number)))
    after = pageInfo.endCursor ?? null
    more = pageInfo.hasNextPage && after !== null && fresh.length === there.length
  }
  return found.sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : a.updatedAt > b.updatedAt ? 1 : a.number - b.number))
}

async function check(address: string | undefined, client: Client): Promise<readonly Check[]> {
  const place = placeOf(address ?? 'https://github.com/community/community') ?? {
    owner: 'community',
    name: 'community',
  }
  return [
    await attempted('list of discussions', async () => {
      const data = await openApi(client).ask(listQuery('discussions'), {
        owner: place.owner,
        name: place.name,
        after: null,
      })
      const list = (data?.repository as { readonly list?: unknown } | null | undefined)?.list
      return `${shaped(LIST, list, 'the list').nodes.length} discussions, as expected`
    }),
    await attempted('a thread with its edits', async () => {
      const api = openApi(client)
      const { owner, name } = place
      const [first] = await changedSince(api, place, 'discussions', '', [])
      if (first === undefined) return 'there is no discussion to look at'
      for await (const item of threadItems(api, { owner, name }, 'discussions', first.number))
        if (item.kind === 'skipped' && item.reason === BROKEN) throw new Error(item.reason)
      return `discussion ${first.number} is as expected`
    }),
  ]
}
