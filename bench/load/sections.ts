/** What the bench measures, section by section: each gives tables. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../graph/index.ts'
import { type Asked, askAll } from './asking.ts'
import { fillingTable } from './filling.ts'
import { askOverHttp, readWhileIngesting } from './http.ts'
import { ingestApart, type Reading } from './ingesting.ts'
import { writeForum, writePosts } from './input.ts'
import { type Loaded, load } from './loading.ts'
import { short } from './measure.ts'
import { ingestOneByOne } from './one-comment.ts'
import { timedQuestions } from './questions.ts'
import type { Table } from './report.ts'
import type { Maker } from './stores.ts'

export interface LoadedStore {
  readonly scale: number
  readonly address: string
  readonly loaded: Loaded
}

export interface Bench {
  readonly kind: string
  readonly maker: Maker
  /** Scratch folder. */
  readonly folder: string
  readonly scale: number
  /** Stores that are loaded, the smallest first. */
  readonly stores: LoadedStore[]
  readonly skip: (line: string) => void
  readonly say: (line: string) => void
}

export interface Section {
  readonly name: string
  readonly kinds: readonly string[]
  /** Asks the loaded stores. */
  readonly asks: boolean
  run(bench: Bench): Promise<readonly Table[]>
}

const MIB = 2 ** 20
const EVERY = ['sqlite', 'neo4j']
/** Comments of the generated full ingest: two sizes, to see whether memory grows. */
const INGESTED = [2_500, 10_000]
/** Comments that the server ingests while it is read from. */
const SERVED = 2_000

/** Loads the scales that questions are asked at. Run before every other section. */
export async function loadStores(bench: Bench, scales: readonly number[]): Promise<Table> {
  for (const scale of scales) {
    bench.say(`${bench.kind}: loading ${scale} comments`)
    const address = await bench.maker.fresh(`loaded-${scale}`)
    const store = await openStore(address)
    try {
      bench.stores.push({ scale, address, loaded: await load(store, scale) })
    } finally {
      await store.close()
    }
  }
  return {
    name: `Load (${bench.kind})`,
    about: 'Analyses and links made beforehand, put through the port in batches of 500: no extraction.',
    rows: bench.stores.map(({ scale, address, loaded }) => {
      const { documents, revisions, claims, responses, seconds } = loaded
      const size = bench.maker.size(address)
      return {
        ...{ comments: scale, documents, revisions, claims, responses, seconds: short(seconds) },
        'rows a second': short((documents + revisions + claims + responses) / seconds),
        'MiB on disk': size === null ? null : short(size / MIB),
      }
    }),
  }
}

const questions: Section = {
  name: 'questions',
  kinds: EVERY,
  asks: true,
  async run({ kind, stores, say }) {
    const all: { readonly scale: number; readonly asked: readonly Asked[] }[] = []
    for (const { scale, address, loaded } of stores) {
      say(`${kind}: asking at ${scale}`)
      all.push({ scale, asked: await askAll(address, timedQuestions(loaded)) })
    }
    const smallest = new Map(all[0]!.asked.map(({ name, warm }) => [name, warm.p50]))
    return all.map(({ scale, asked }) => ({
      name: `Questions on the store (${kind}, ${scale} comments)`,
      about: `First page. Cold: on a connection just opened. Growth: warm p50 against ${all[0]!.scale} comments.`,
      rows: asked.map(({ name, cold, warm }) => ({
        ...{ question: name, 'cold p50': short(cold.p50), p50: short(warm.p50), p99: short(warm.p99), calls: warm.n },
        growth: short(warm.p50 / smallest.get(name)!),
      })),
    }))
  },
}

const http: Section = {
  name: 'http',
  kinds: EVERY,
  asks: true,
  async run({ kind, stores, say }) {
    const { scale, address, loaded } = stores.at(-1)!
    say(`${kind}: asking over HTTP at ${scale}`)
    const asked = await askOverHttp(address, timedQuestions(loaded))
    return [
      {
        name: `Questions over HTTP (${kind}, ${scale} comments)`,
        about: 'One client, one connection. Floor: the same express app sending the same bytes from memory.',
        rows: asked.map(({ name, time, floor, bytes }) => ({
          ...{ question: name, p50: short(time.p50), p99: short(time.p99), bytes },
          'floor p50': floor && short(floor.p50),
          'floor p99': floor && short(floor.p99),
          'p50 / floor': floor && short(time.p50 / floor.p50),
          'p99 / floor': floor && short(time.p99 / floor.p99),
        })),
      },
    ]
  },
}

const comment: Section = {
  name: 'comment',
  kinds: EVERY,
  asks: true,
  async run({ kind, stores, say }) {
    say(`${kind}: one comment at a time`)
    const rows = []
    const smallest = new Map<string, number>()
    for (const { scale, address } of stores) {
      const longest = Math.min(5_000, scale / 10)
      const threads = [
        { name: 'small thread', root: 't2', parents: ['t2'] },
        { name: 'longest thread, its first post', root: 't0', parents: ['t0'] },
        { name: 'longest thread, its last comments', root: 't0', parents: [`t0-${longest}`, `t0-${longest - 1}`] },
      ]
      for (const { name, time } of await ingestOneByOne(address, threads)) {
        if (!smallest.has(name)) smallest.set(name, time.p50)
        rows.push({
          ...{ comments: scale, into: name, 'thread of': name.startsWith('small') ? null : longest },
          ...{ p50: short(time.p50), p99: short(time.p99), growth: short(time.p50 / smallest.get(name)!) },
        })
      }
    }
    const about = 'From record to answered state, extraction included, durable (synchronous FULL), one after the other.'
    return [{ name: `One comment (${kind})`, about, rows }]
  },
}

/** One worker, two workers, the same input again, and the floor: each in a process of its own. */
async function ingestRows({ maker, say }: Bench, name: string, reading: Reading) {
  say(`full ingest: ${name}`)
  const address = await maker.fresh('ingested')
  const floor = await ingestApart({ ...reading, store: await maker.fresh('floor'), threads: null })
  const one = await ingestApart({ ...reading, store: await maker.fresh('ingested-one'), threads: 1 })
  const two = await ingestApart({ ...reading, store: address, threads: 2 })
  const again = await ingestApart({ ...reading, store: address, threads: 2 })
  const size = maker.size(address)
  return [
    ['floor: rows and full text only', floor] as const,
    ['one worker', one] as const,
    ['two workers', two] as const,
    ['two workers, the same input again', again] as const,
  ].map(([what, { seconds, documents, peak }]) => ({
    ...{ input: name, what, documents, seconds: short(seconds), 'documents a second': short(documents / seconds) },
    'against the floor': short(seconds / floor.seconds),
    'against one worker': short(seconds / one.seconds),
    'peak MiB': Math.round(peak),
    'MiB on disk': what === 'two workers' && size !== null ? short(size / MIB) : null,
  }))
}

const INGEST_ABOUT =
  'Read, analysed, put, linked, settled, each in a process of its own. Floor: the same file parsed, raw rows and a full-text index written, by one thread.'

const ingest: Section = {
  name: 'ingest',
  kinds: ['sqlite'],
  asks: false,
  async run(bench) {
    const rows = []
    for (const comments of INGESTED) {
      const file = join(bench.folder, `forum-${comments}.jsonl`)
      await writeForum(file, comments)
      rows.push(...(await ingestRows(bench, `${comments} comments`, { file, limit: Number.MAX_SAFE_INTEGER })))
    }
    return [{ name: 'Full ingest, generated', about: INGEST_ABOUT, rows }]
  },
}

const posts: Section = {
  name: 'posts',
  kinds: ['sqlite'],
  asks: false,
  async run(bench) {
    const file = join(bench.folder, 'posts.jsonl')
    if (!(await writePosts(file))) {
      bench.skip('the 120,000 real posts: ../shared/data/iac or the xz program is not here')
      return []
    }
    const limit = Math.min(bench.scale, 120_000)
    return [
      {
        name: 'Full ingest, real posts',
        about: `The first ${limit} of 120,000 posts of 4forums. ${INGEST_ABOUT}`,
        rows: await ingestRows(bench, `${limit} posts`, { file, limit }),
      },
    ]
  },
}

const serving: Section = {
  name: 'serving',
  kinds: ['sqlite'],
  asks: true,
  async run(bench) {
    bench.say('reading while the server ingests')
    const { scale, address, loaded } = bench.stores[0]!
    const file = join(bench.folder, 'served.jsonl')
    await writeForum(file, SERVED, 13)
    const path = timedQuestions(loaded)[0]!.askings[0]!.path
    const { seconds, documents, reads, delay, idle } = await readWhileIngesting(
      address,
      readFileSync(file, 'utf8'),
      path,
    )
    return [
      {
        name: `Reading while ingesting (${scale} comments)`,
        about: 'A serving process takes a forum by POST /ingest and is asked for objections without pause meanwhile.',
        rows: [
          {
            ...{ documents, seconds: short(seconds), reads: reads.n, 'read p50': short(reads.p50) },
            ...{ 'read p99': short(reads.p99), 'loop late p50': short(delay.p50), 'loop late p99': short(delay.p99) },
            ...{ 'loop late most': short(delay.max), 'idle process late p99': short(idle.p99) },
            'idle process late most': short(idle.max),
          },
        ],
      },
    ]
  },
}

const filling: Section = {
  name: 'filling',
  kinds: ['neo4j'],
  asks: false,
  async run({ folder, scale, say, skip }) {
    const table = await fillingTable(folder, scale, say)
    if (!('skipped' in table)) return [table]
    skip(table.skipped)
    return []
  },
}

/** In the order in which they run; `comment` and `serving` write to the loaded stores, so they come last. */
export const SECTIONS: readonly Section[] = [questions, http, ingest, posts, filling, comment, serving]
