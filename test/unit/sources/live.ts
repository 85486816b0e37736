/** Reading a live source from a replay server: what came, where it ended, and how many requests that took. */
import { afterEach } from 'vitest'
import type { ClientOptions } from '../../../ingest/fetch/client.ts'
import type { GoneItem, ReadOptions, Source } from '../../../ingest/sources/source.ts'
import { type Answer, type Api, type Replay, startReplay, testClient } from '../../support/replay.ts'
import { type All, readAll } from './reading.ts'

export interface Run extends All {
  readonly gone: readonly GoneItem[]
  /** The last cursor, for the next run. */
  readonly cursor: string | null
  /** Paths with their queries, in order. */
  readonly asked: readonly string[]
}

export interface Reader {
  read(address: string, options?: ReadOptions & Pick<ClientOptions, 'env'>): Promise<Run>
  /** The next requests are answered with these instead. */
  fail(...answers: readonly Answer[]): void
  /** Another API behind the same addresses. */
  serve(api: Api): void
}

/** Every host is the replay server. */
export function reader(source: Source, first: Api = () => null): Reader {
  let api = first
  let faults: readonly Answer[] = []
  let replay: Replay | null = null
  afterEach(async () => {
    await replay?.stop()
    replay = null
  })
  return {
    fail(...answers) {
      faults = answers
    },
    serve(next) {
      api = next
    },
    async read(address, { env = {}, ...options } = {}) {
      const server = await startReplay((asked) => api(asked))
      replay = server
      server.fail(...faults)
      faults = []
      const via = (url: URL): URL => new URL(`${url.pathname}${url.search}`, server.url)
      const all = await readAll(source.read(address, { client: testClient({ via, tries: 2, env }), ...options }))
      await server.stop()
      const gone = all.others.filter((item) => item.kind === 'gone')
      const cursor = all.others.findLast((item) => item.kind === 'cursor')?.cursor ?? null
      const asked = server.asked.map(({ path, query }) => (query.size === 0 ? path : `${path}?${query}`))
      return { ...all, gone, cursor, asked }
    },
  }
}
