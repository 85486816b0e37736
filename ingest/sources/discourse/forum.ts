/** A whole forum, or a category of it: topic after topic by their age, then only those in which somebody wrote since. */
import { z } from 'zod'
import { fromMs } from '../../../graph/time.ts'
import { timeOf } from '../document.ts'
import { again, checked, cursorOf, oneOfMany } from '../live.ts'
import { type Item, progress, type ReadOptions } from '../source.ts'
import { TOPICS } from './shapes.ts'
import { type Reading, requestsFor, topicItems } from './topic.ts'

/** Each round looks back so far. */
const LATE_MS = 60_000

/** Topics that failed and are asked for again by each run until they are read. */
const FAILED = z.array(z.number()).default([])
const WALKING = z.object({
  phase: z.literal('walk'),
  page: z.number(),
  /** Topics of this page that are read. */
  done: z.array(z.number()),
  read: z.number(),
  began: z.string(),
  failed: FAILED,
})
const FOLLOWING = z.object({ phase: z.literal('follow'), since: z.string(), failed: FAILED })
const CURSOR = z.union([WALKING, FOLLOWING])
type Walking = z.infer<typeof WALKING>
type Following = z.infer<typeof FOLLOWING>

/** `list`: the address of the list, such as `https://forum.example/latest`. */
export async function* forumItems(reading: Reading, list: string, asked: ReadOptions): AsyncGenerator<Item> {
  const known = cursorOf(asked.cursor, CURSOR)
  const since = known?.phase === 'follow' ? known.since : (asked.since ?? null)
  if (asked.dryRun === true) return yield* plan(reading, list, since)
  if (known?.phase === 'follow') yield* follow(reading, list, known)
  else if (known === null && since !== null) yield* follow(reading, list, { phase: 'follow', since, failed: [] })
  else yield* walk(reading, list, known)
}

async function* walk(reading: Reading, list: string, known: Walking | null): AsyncGenerator<Item> {
  const { signal } = reading
  const began = known?.began ?? now()
  let { page, read } = known ?? { page: 0, read: 0 }
  let done = new Set(known?.done)
  const failed = [...(known?.failed ?? [])]
  const streak = { failed: 0 }
  for (let more = true; more; page++, done = new Set()) {
    const { topics, next } = await listed(reading, `${list}.json?order=created&ascending=true&page=${page}`)
    for (const { id } of topics) {
      if (done.has(id)) continue
      const whole = yield* oneOfMany(`${reading.forum.site}/t/${id}`, topicItems(reading, id), streak)
      if (signal?.aborted === true) return
      done.add(id)
      yield progress(list, ++read, null)
      if (!whole) failed.push(id)
      const place: Walking = { phase: 'walk', page, done: [...done], read, began, failed }
      if (whole) yield { kind: 'cursor', cursor: JSON.stringify(place) }
    }
    more = next
  }
  yield { kind: 'cursor', cursor: JSON.stringify({ phase: 'follow', since: began, failed } satisfies Following) }
}

async function* follow(reading: Reading, list: string, known: Following): AsyncGenerator<Item> {
  const { signal } = reading
  const { since } = known
  const began = now()
  const streak = { failed: 0 }
  const failed: number[] = []
  const addressOf = (id: number): string => `${reading.forum.site}/t/${id}`
  let read = 0
  for (let page = 0, more = true; more; page++) {
    const { topics, next } = await listed(reading, `${list}.json?order=activity&page=${page}`)
    const fresh = topics.filter(({ bumped_at }) => (timeOf(bumped_at) ?? since) >= since)
    for (const { id } of fresh) {
      if (known.failed.includes(id)) continue
      const items = topicItems({ ...reading, since }, id)
      if (!(yield* oneOfMany(addressOf(id), items, streak))) failed.push(id)
      if (signal?.aborted === true) return
      yield progress(list, ++read, null)
    }
    // Pinned topics stand before newer ones: a page without a fresh one ends it.
    more = next && fresh.length > 0
  }
  failed.push(...(yield* again(known.failed, addressOf, (id) => topicItems(reading, id))))
  if (signal?.aborted === true) return
  yield { kind: 'cursor', cursor: JSON.stringify({ phase: 'follow', since: began, failed } satisfies Following) }
}

async function listed({ client, options }: Reading, url: string) {
  const { topic_list } = checked(await client.fetch(url, { ...options, json: true }), TOPICS, 'the list of topics')
  return { topics: topic_list.topics, next: topic_list.more_topics_url != null && topic_list.topics.length > 0 }
}

async function* plan(reading: Reading, list: string, since: string | null): AsyncGenerator<Item> {
  const { topics, next } = await listed(reading, `${list}.json?order=activity&page=0`)
  const fresh = topics.filter(({ bumped_at }) => since === null || (timeOf(bumped_at) ?? since) >= since)
  const requests = 1 + fresh.reduce((sum, { posts_count }) => sum + requestsFor(posts_count ?? 1), 0)
  const what = `a page of ${topics.length} topics, ${fresh.length} of them to be read; histories take more`
  yield { kind: 'plan', requests, what: next ? `${what}; more pages follow` : what, exact: false }
}

const now = (): string => fromMs(Date.now() - LATE_MS)
